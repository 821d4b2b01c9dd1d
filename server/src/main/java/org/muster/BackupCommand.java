package org.muster;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.muster.store.Backup;
import org.muster.store.BackupProblem;
import org.muster.store.Database;
import org.muster.store.DatabaseNotUsable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all that the database holds into a file. */
@Command(
    name = "backup",
    header = "Write all that the database holds into one file; Muster may go on running.",
    description = {
      "",
      "The file holds the state of one instant, with a hash of every table. It holds where people"
          + " are and what was decided about them: keep it as you keep the database.",
      "",
      "Days of tracks that are over stand in it sealed, as in the database. The key that opens them"
          + " lies in a file of its own (MUSTER_KEY_FILE, or tracks.key in the folder of the data)"
          + " and is not in the backup: keep a copy of it, apart from the backups.",
      "",
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:backed up", "1:not backed up, and nothing is left behind"},
    footerHeading = "%nExample:%n",
    footer = "  muster backup /mnt/safe")
final class BackupCommand implements Callable<Integer> {
  private static final double MEGA = 1e6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Parameters(
      paramLabel = "FILE|FOLDER",
      description =
          "The file to make, or a folder that is there: the file is then named by the time (UTC).")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Database read = database.databases().toRead()) {
      Backup.Made made = Backup.write(read.dataSource(), target, Instant.now());
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "Backed up %,d rows of %d tables, as of %s, to %s (%.1f MB). Fingerprint %s.%n",
          made.manifest().rowCount(),
          made.manifest().tables().size(),
          made.manifest().madeAt(),
          made.file(),
          made.fileBytes() / MEGA,
          made.fingerprint());
      if (made.manifest().hasKeys()) {
        out.printf(
            "Tracks in it are sealed with the key in %s, which is not in it: keep a copy of that,"
                + " apart from the backup.%n",
            database.keyFile());
      }
      out.flush();
      return 0;
    } catch (BackupProblem e) {
      err.println("muster backup: " + e.getMessage() + ". " + e.whatToDo());
      return 1;
    } catch (DatabaseNotUsable e) {
      err.println("muster backup: " + e.getMessage() + ". " + e.whatToDo());
      return 1;
    }
  }
}
