package org.muster;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the product on the data that is there. */
@Command(
    name = "serve",
    description = "Run Muster on its database, by default the one in ./data.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  /** Who runs a programme is told when findings do not come, unless that is switched off. */
  static final List<String> SETTINGS = List.of("--muster.watchdog.enabled=${MUSTER_WATCHDOG:true}");

  @Option(
      names = "--port",
      description = "Port to listen on, on the loopback address (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--data",
      description = "Folder of the embedded database (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/programme")
  private Path data = Path.of("data/programme");

  @Override
  public Integer call() throws InterruptedException {
    return Serving.run(port, data, false, SETTINGS);
  }
}
