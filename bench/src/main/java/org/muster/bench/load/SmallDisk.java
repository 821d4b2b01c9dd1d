package org.muster.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a limited size in memory, which only root may make. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Empty where this user may make none. */
  static Optional<SmallDisk> mount(Path folder, int sizeMegabytes)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int status =
        run(
            List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=0755,size=" + sizeMegabytes + "m",
                "tmpfs",
                folder.toAbsolutePath().toString()));
    return status == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  Path folder() {
    return folder;
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      // There is no such program here.
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (run(List.of("umount", folder.toAbsolutePath().toString())) != 0) {
        Measuring.say("%s could not be unmounted: do it by hand", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
