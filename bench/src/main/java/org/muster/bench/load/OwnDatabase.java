package org.muster.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The PostgreSQL that the server runs on its folder, as a process that can fail. */
final class OwnDatabase {
  private final Path folder;

  OwnDatabase(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Kills it without warning; the server's next start takes over what is left. */
  void kill() throws IOException {
    find().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Stops it and starts it again with its own options, under the running server. */
  void restart() throws IOException, InterruptedException {
    control(program(), "restart", "--mode=fast");
  }

  /** Stops it, and starts it again after so long, under the running server. */
  void away(Duration lasts) throws IOException, InterruptedException {
    Path program = program();
    // What it was started with, after the program itself.
    String started = Files.readAllLines(folder.resolve("postgres/postmaster.opts")).getFirst();
    control(program, "stop", "--mode=fast");
    Thread.sleep(lasts);
    control(program, "start", "--options=" + started.substring(started.indexOf(' ') + 1));
  }

  private Path program() throws IOException {
    ProcessHandle postmaster =
        find().orElseThrow(() -> new NotMeasured("no PostgreSQL runs on " + folder));
    Path program = Path.of(postmaster.info().command().orElse(""));
    if (!program.endsWith("postgres")) {
      throw new NotMeasured("the program of the PostgreSQL on %s is not known".formatted(folder));
    }
    return program;
  }

  private void control(Path program, String what, String option)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // As the server does: PostgreSQL does not run as root.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(program.resolveSibling("pg_ctl").toString());
    command.addAll(
        List.of(
            what,
            "--wait",
            "--timeout=60",
            "--silent",
            option,
            "--pgdata=" + folder.resolve("postgres"),
            "--log=" + folder.resolve("postgres.log")));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new NotMeasured(
          "PostgreSQL did not %s: see %s".formatted(what, folder.resolve("postgres.log")));
    }
  }

  /** Only the process that this very folder names, and only if it is a PostgreSQL. */
  private Optional<ProcessHandle> find() throws IOException {
    Path file = folder.resolve("postgres/postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(process -> process.info().command().orElse("").endsWith("postgres"));
  }
}
