package org.muster;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the product on a made-up programme. */
@Command(
    name = "demo",
    description = "Run Muster on a made-up programme of 200 participants.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
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

  @Override
  public Integer call() throws InterruptedException {
    return Serving.run(port, data, true);
  }
}
