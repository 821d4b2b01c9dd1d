package org.muster.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * What commands have in common that try the true server on a new folder and tell what was wrong.
 */
final class Trial {
  @Option(
      names = "--jar",
      defaultValue = "server/target/muster.jar",
      description = "The server that is started (default: ${DEFAULT-VALUE}).")
  private Path jar = Path.of("server/target/muster.jar");

  @Option(
      names = "--folder",
      defaultValue = "bench/target",
      description = "Where the server's folder is made (default: ${DEFAULT-VALUE}).")
  private Path place = Path.of("bench/target");

  Path jar() {
    return jar;
  }

  /** A folder that is new; its name begins with this. */
  Path newFolder(String name) throws IOException {
    Files.createDirectories(place);
    return Files.createTempDirectory(place, name);
  }

  /**
   * Tells what came of it, and gives the status to end with. The folder stays where something was
   * wrong.
   *
   * @param command that does the same again
   */
  static int tell(
      PrintWriter out, List<String> wrong, Path folder, String nothingWrong, String command)
      throws IOException {
    if (wrong.isEmpty()) {
      Folders.delete(folder);
      out.println(nothingWrong);
    } else {
      wrong.forEach(out::println);
      out.println("The same again: %s. Logs and data are in %s.".formatted(command, folder));
    }
    out.flush();
    return wrong.isEmpty() ? 0 : 1;
  }
}
