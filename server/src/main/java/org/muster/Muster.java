package org.muster;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code muster demo | serve | replay | help}. */
@Command(
    name = "muster",
    description = "Calls the roll of a community-supervision programme.",
    mixinStandardHelpOptions = true,
    version = "muster 0.1.0",
    subcommands = {DemoCommand.class, ServeCommand.class, CommandLine.HelpCommand.class})
public final class Muster {
  private Muster() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Muster()).execute(arguments));
  }
}
