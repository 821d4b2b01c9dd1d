package org.muster;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.muster.store.BackupProblem;
import org.muster.store.DatabaseNotUsable;
import org.muster.store.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a backup back into an empty database. */
@Command(
    name = "restore",
    header = "Bring a backup back into a new folder or an empty database, and check all of it.",
    description = {
      "",
      "The file is checked before anything is made, and every count and hash of the restored tables"
          + " afterwards. What is there is never overwritten.",
      "",
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:restored, and the same as was backed up", "1:not restored"},
    footerHeading = "%nExample:%n",
    footer = "  muster restore /mnt/safe/muster-2026-03-01T12-00-00Z.backup --data data/restored")
final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Restore.Restored restored = Restore.read(file, database.databases().empty());
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "Restored %,d rows of %d tables, as of %s, schema %s, into %s; every count and hash is"
              + " that of the backup. Fingerprint %s.%n",
          restored.manifest().rowCount(),
          restored.manifest().tables().size(),
          restored.manifest().madeAt(),
          restored.manifest().schemaVersion(),
          database.words(),
          restored.fingerprint());
      if (restored.manifest().hasKeys()) {
        out.printf(
            "Its tracks are sealed with a key that no backup holds: put a copy of the file to %s,"
                + " or name its place with MUSTER_KEY_FILE, before you start Muster on it.%n",
            database.keyFile());
      }
      out.println(
          "Let a copy fetch from no broker of the programme: it would take the messages that the"
              + " programme waits for. Start it without MUSTER_MQTT_ADDRESS and"
              + " MUSTER_KAFKA_SERVERS.");
      out.flush();
      return 0;
    } catch (BackupProblem e) {
      err.println("muster restore: " + e.getMessage() + ". " + e.whatToDo());
      return 1;
    } catch (DatabaseNotUsable e) {
      err.println("muster restore: " + e.getMessage() + ". " + e.whatToDo());
      return 1;
    }
  }
}
