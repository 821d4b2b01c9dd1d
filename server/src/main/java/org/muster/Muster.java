package org.muster;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code muster demo | serve | replay | audit | policy | backup | restore |
 * help}.
 */
@Command(
    name = "muster",
    description = "Calls the roll of a community-supervision programme.",
    mixinStandardHelpOptions = true,
    version = "muster 0.1.0",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ReplayCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      DestroyTrackCommand.class,
      AuditCommand.class,
      PolicyCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Muster {
  private Muster() {}

  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  /** The command line as it runs; a wrong argument is answered in a few lines, not by a page. */
  static CommandLine line() {
    return new CommandLine(new Muster())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Muster::refuse);
  }

  private static int refuse(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.print(command.getHelp().fullSynopsis());
    err.println("All options: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }
}
