package org.muster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import org.muster.policy.PackageFiles;
import org.muster.tables.Comparing;
import org.muster.tables.Defect;
import org.muster.tables.PackageCheck;
import org.muster.tables.PackageReading;
import org.muster.tables.PolicyFolder;
import org.muster.tables.PolicyPackage;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What people do who keep policy in files: check, test, compare. */
@Command(
    name = "policy",
    header = "Check, test and compare policy packages; take them out of the database.",
    description = {
      "",
      "A policy package is a folder: policy.yaml, decision tables (plan.dmn, response.dmn, …),"
          + " example tests (tests/plan.csv), and a page that tells what it is for (README.md)."
          + " docs/policy.md says how to write one.",
      "",
    },
    synopsisSubcommandLabel = "check | test | diff | export",
    subcommands = {PolicyExportCommand.class},
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  muster policy check policies/atd-supervision",
      "  muster policy diff policies/atd-supervision my-policy"
    })
final class PolicyCommand {
  static final int WRONG = 1;
  static final int REFUSED = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** How many rows are told of each kind, so that a broken table does not fill the screen. */
  private static final int TOLD_MAX = 200;

  @Command(
      name = "check",
      header = "Say what is wrong with a policy package, each thing at its cell.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:nothing is wrong; warnings and notes may be there",
        "1:an error was found, or an example test fails",
        "2:the folder could not be read, or an argument was refused"
      })
  int check(@Parameters(paramLabel = "FOLDER", description = "The package.") Path folder) {
    return withCheck(folder, this::tellCheck);
  }

  private int tellCheck(PolicyPackage policy, PackageCheck check) {
    PrintWriter out = spec.commandLine().getOut();
    tell(out, check.defects());
    failed(out, check);
    out.printf(
        "%s: %,d %s, %,d %s, %,d of %,d examples pass.%nContent hash %s%n",
        policy.header().id(),
        count(check, Defect.Weight.ERROR),
        count(check, Defect.Weight.ERROR) == 1 ? "error" : "errors",
        count(check, Defect.Weight.WARNING),
        count(check, Defect.Weight.WARNING) == 1 ? "warning" : "warnings",
        check.ran().size() - check.failedCount(),
        check.ran().size(),
        policy.hash());
    out.flush();
    return check.hasErrors() ? WRONG : 0;
  }

  @Command(
      name = "test",
      header = "Run the example tests of a policy package.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:all example tests pass",
        "1:one fails, could not run, or there is none",
        "2:the folder could not be read, or an argument was refused"
      })
  int test(
      @Parameters(paramLabel = "FOLDER", description = "The package.") Path folder,
      @Option(names = "--all", description = "Tell those that pass too.") boolean all) {
    return withCheck(folder, (policy, check) -> tellTests(check, all));
  }

  private int tellTests(PackageCheck check, boolean all) {
    PrintWriter out = spec.commandLine().getOut();
    List<Defect> errors =
        check.defects().stream().filter(one -> one.weight() == Defect.Weight.ERROR).toList();
    tell(out, errors);
    if (all) {
      check.ran().stream()
          .filter(PackageCheck.Ran::isPassed)
          .forEach(
              one ->
                  out.printf(
                      "Passed  %s, row %d  %s%n",
                      one.file(), one.example().line(), one.example().why()));
    }
    failed(out, check);
    out.printf(
        "%,d of %,d examples pass.%n",
        check.ran().size() - check.failedCount(), check.ran().size());
    out.flush();
    return check.hasErrors() || check.ran().isEmpty() ? WRONG : 0;
  }

  @Command(
      name = "diff",
      header = "Say by meaning what differs between two policy packages.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:nothing differs",
        "1:something differs",
        "2:a folder could not be read as a package, or an argument was refused"
      })
  int diff(
      @Parameters(paramLabel = "BEFORE", description = "The package as it was.") Path before,
      @Parameters(paramLabel = "AFTER", description = "The package as it is to be.") Path after) {
    Optional<PolicyPackage> was = read(before);
    Optional<PolicyPackage> is = read(after);
    if (was.isEmpty() || is.isEmpty()) {
      return REFUSED;
    }
    List<Comparing.Difference> differences = Comparing.of(was.get(), is.get());
    PrintWriter out = spec.commandLine().getOut();
    differences.forEach(one -> out.println(one.place() + ": " + one.sentence()));
    if (differences.isEmpty()) {
      out.println("Nothing differs.");
    }
    out.flush();
    return differences.isEmpty() ? 0 : WRONG;
  }

  /** Tells what the check of a package says; what cannot be read of one is wrong with it. */
  private int withCheck(Path folder, ToIntBiFunction<PolicyPackage, PackageCheck> telling) {
    Optional<PackageFiles> files = files(folder);
    if (files.isEmpty()) {
      return REFUSED;
    }
    PackageReading reading = PackageReading.of(files.get());
    if (reading.policy().isEmpty()) {
      tell(spec.commandLine().getOut(), reading.defects());
      return WRONG;
    }
    PolicyPackage policy = reading.policy().get();
    return telling.applyAsInt(policy, checked(policy));
  }

  private Optional<PolicyPackage> read(Path folder) {
    Optional<PackageReading> reading = files(folder).map(PackageReading::of);
    reading
        .filter(one -> one.policy().isEmpty())
        .ifPresent(one -> tell(spec.commandLine().getErr(), one.defects()));
    return reading.flatMap(PackageReading::policy);
  }

  private Optional<PackageFiles> files(Path folder) {
    try {
      return Optional.of(PolicyFolder.read(folder));
    } catch (PolicyFolder.NotUsable e) {
      spec.commandLine().getErr().println("muster policy: " + e.getMessage());
    } catch (IOException e) {
      spec.commandLine().getErr().println("muster policy: cannot read " + e.getMessage() + ".");
    }
    return Optional.empty();
  }

  private static PackageCheck checked(PolicyPackage policy) {
    // The rule engine logs what is told here better, and to the same place.
    LoggingSystem.get(PolicyCommand.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    return PackageCheck.of(policy);
  }

  private static long count(PackageCheck check, Defect.Weight weight) {
    return check.defects().stream().filter(one -> one.weight() == weight).count();
  }

  private static void tell(PrintWriter out, List<Defect> defects) {
    defects.stream()
        .limit(TOLD_MAX)
        .forEach(
            one ->
                out.printf(
                    "%-8s%s%n        %s%n", one.weight().words(), one.place(), one.sentence()));
    if (defects.size() > TOLD_MAX) {
      out.printf("… and %,d more.%n", defects.size() - TOLD_MAX);
    }
    out.flush();
  }

  private static void failed(PrintWriter out, PackageCheck check) {
    check.ran().stream()
        .filter(one -> !one.isPassed())
        .limit(TOLD_MAX)
        .forEach(
            one ->
                out.printf(
                    "Failed  %s, row %d%n        %s%n",
                    one.file(), one.example().line(), one.objection()));
  }
}
