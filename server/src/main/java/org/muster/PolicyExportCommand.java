package org.muster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.policy.PackageFiles;
import org.muster.store.BackupProblem;
import org.muster.store.Database;
import org.muster.store.DatabaseNotUsable;
import org.muster.store.PolicyPackages;
import org.muster.tables.PolicyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a package out of the database, byte for byte. */
@Command(
    name = "export",
    header = "Take a policy package out of the database as a folder, byte for byte.",
    description = {
      "",
      "Muster may go on running. What is written is checked against the content hash.",
      ""
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:written", "2:there is no such package, or an argument was refused"},
    footerHeading = "%nExample:%n",
    footer = "  muster policy export atd-supervision my-policy")
final class PolicyExportCommand implements Callable<Integer> {
  private static final int NAMED_MAX = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Parameters(
      index = "0",
      paramLabel = "HASH|ID",
      description = "The beginning of its content hash, or the id of which there is one.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FOLDER", description = "A folder that is not there yet.")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Database read = database.databases().toRead()) {
      return export(PolicyPackages.of(read.dataSource()), err);
    } catch (BackupProblem e) {
      err.println("muster policy: " + e.getMessage() + ". " + e.whatToDo());
    } catch (DatabaseNotUsable e) {
      err.println("muster policy: " + e.getMessage() + ". " + e.whatToDo());
    }
    return PolicyCommand.REFUSED;
  }

  int export(PolicyPackages packages, PrintWriter err) {
    List<PolicyPackages.Listed> named = packages.listNamed(name, NAMED_MAX);
    if (named.size() != 1) {
      err.println(
          named.isEmpty()
              ? "muster policy: there is no package whose id or hash that is."
              : "muster policy: several packages are called that. Give the hash of one:");
      named.forEach(one -> err.println("  " + one.hash() + "  " + one.title()));
      return PolicyCommand.REFUSED;
    }
    Optional<PackageFiles> files = packages.find(named.getFirst().hash());
    try {
      PolicyFolder.write(files.orElseThrow(), target);
    } catch (PolicyFolder.NotUsable e) {
      err.println("muster policy: " + e.getMessage());
      return PolicyCommand.REFUSED;
    } catch (IOException e) {
      err.println("muster policy: cannot write " + e.getMessage() + ".");
      return PolicyCommand.REFUSED;
    }
    spec.commandLine()
        .getOut()
        .printf("Wrote %s, content hash %s.%n", target, named.getFirst().hash());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
