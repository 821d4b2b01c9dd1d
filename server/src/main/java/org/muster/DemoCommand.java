package org.muster;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the product on a made-up programme. */
@Command(
    name = "demo",
    description =
        "Run Muster on a made-up programme with two weeks of history, which goes on live.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int PARTICIPANTS_MAX = 5_000;

  @Option(
      names = "--port",
      description = "Port to listen on, on the loopback address (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--data",
      description = "Folder of the demo's database (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/demo")
  private Path data = Path.of("data/demo");

  @Option(
      names = "--seed",
      description =
          "Everything that is made up follows from this number (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--participants",
      description = "How many people to make up, 1 to 5000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "200")
  private int participants;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (participants < 1 || participants > PARTICIPANTS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--participants is a number from 1 to " + PARTICIPANTS_MAX);
    }
    return Serving.run(
        port,
        data,
        true,
        List.of(
            "--muster.simulation.seed=" + seed,
            "--muster.simulation.participants=" + participants));
  }
}
