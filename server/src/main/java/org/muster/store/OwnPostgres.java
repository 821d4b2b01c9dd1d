package org.muster.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own on a folder. One Muster at a time uses the folder: it holds the lock. Who
 * holds the lock may stop a PostgreSQL that an earlier Muster, which was killed, left running.
 *
 * <p>The folder holds {@code postgres}, the database; {@code password}, for its only user; {@code
 * postgres.log}; and {@code muster.lock}.
 */
final class OwnPostgres implements AutoCloseable {
  static final String USER = "postgres";
  private static final String VERSION = "18";
  private static final int START_TRIES_MAX = 5;
  private static final int LAST_WORDS_LINES = 3;
  private static final String SETTINGS =
      "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on"
          + " -c synchronous_commit=on -c full_page_writes=on -c max_connections=100 -c jit=off"
          + " -c timezone=UTC -c log_checkpoints=off -c log_error_verbosity=terse";
  private static final Logger LOG = LoggerFactory.getLogger(OwnPostgres.class);

  private final Path folder;
  private final Path data;
  private final PostgresSoftware software;
  private final FolderLock lock;
  private int port;

  private OwnPostgres(Path folder, PostgresSoftware software, FolderLock lock) {
    this.folder = folder;
    this.data = folder.resolve("postgres");
    this.software = software;
    this.lock = lock;
  }

  /** Starts on the folder, which is made when it is not there yet. */
  static OwnPostgres start(Path given) {
    Path folder = given.toAbsolutePath().normalize();
    FolderLock lock = FolderLock.take(folder);
    try {
      OwnPostgres postgres = new OwnPostgres(folder, PostgresSoftware.unpacked(), lock);
      postgres.make();
      postgres.takeOver();
      postgres.run();
      return postgres;
    } catch (IOException e) {
      lock.close();
      throw new DatabaseNotUsable(
          "the database in %s could not be started: %s".formatted(folder, FolderLock.said(e)),
          "Look at the disk (is it full?) and the permissions of the folder, then start again.",
          e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  String password() {
    try {
      return Files.readString(folder.resolve("password")).strip();
    } catch (IOException e) {
      throw new DatabaseNotUsable(
          "the file with the database's password is not readable: " + folder.resolve("password"),
          "Put the file back from the copy of the folder that you have.",
          e);
    }
  }

  @Override
  public void close() {
    try {
      PostgresSoftware.Done done = software.run("pg_ctl", stopping("fast"));
      if (done.status() != 0) {
        LOG.warn("the database did not stop; the next start stops it: {}", done.output());
      }
    } catch (IOException e) {
      LOG.warn("the database did not stop; the next start stops it", e);
    } finally {
      lock.close();
    }
  }

  /** Makes the database, aside first, so that a stop in between leaves no half of one. */
  private void make() throws IOException {
    if (Files.isDirectory(data) && !Folders.isEmpty(data)) {
      checkVersion();
      return;
    }
    LOG.info("making a new database in {}", folder);
    Path making = folder.resolve("postgres.making");
    if (Files.exists(making)) {
      Folders.delete(making);
    }
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Path password = folder.resolve("password");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, HexFormat.of().formatHex(secret) + "\n");
    PostgresSoftware.Done done =
        software.run(
            "initdb",
            List.of(
                "--pgdata=" + making,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (done.status() != 0) {
      throw new IOException("making it failed: " + done.lastLine());
    }
    Files.deleteIfExists(data);
    Files.move(making, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void checkVersion() throws IOException {
    Path file = data.resolve("PG_VERSION");
    if (!Files.isRegularFile(file)) {
      throw new DatabaseNotUsable(
          data + " holds files but no database",
          "Give the folder of a Muster database with --data, or an empty one.");
    }
    String version = Files.readString(file).strip();
    if (!version.equals(VERSION)) {
      throw new DatabaseNotUsable(
          "the database in %s was made by PostgreSQL %s; this Muster brings PostgreSQL %s"
              .formatted(data, version, VERSION),
          "Run the Muster that made it and copy the data over with pg_dump and psql.");
    }
  }

  /** Ends what an earlier Muster, that was killed, left: its PostgreSQL, or only its traces. */
  private void takeOver() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    if (postmaster(pidFile).isEmpty()) {
      // The number may by now be that of a stranger, for which PostgreSQL would refuse to start.
      Files.deleteIfExists(pidFile);
      return;
    }
    LOG.info("an earlier Muster left its database running in {}; stopping it", folder);
    PostgresSoftware.Done done = software.run("pg_ctl", stopping("fast"));
    if (done.status() != 0 && postmaster(pidFile).isPresent()) {
      done = software.run("pg_ctl", stopping("immediate"));
    }
    if (postmaster(pidFile).isPresent()) {
      throw new IOException(
          "a PostgreSQL is still running on it and does not stop: " + done.lastLine());
    }
  }

  private Optional<ProcessHandle> postmaster(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String first = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
    if (!first.matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(first))
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().orElse("postgres").endsWith("postgres"));
  }

  private void run() throws IOException {
    Path log = folder.resolve("postgres.log");
    if (Files.exists(log)) {
      Files.move(log, folder.resolve("postgres.log.before"), StandardCopyOption.REPLACE_EXISTING);
    }
    String said = "in use";
    // The port may be taken between our look and its use, and the last children of a database
    // that was killed may take a moment to go.
    for (int i = 0; i < START_TRIES_MAX && said.contains("in use"); i++) {
      if (i > 0) {
        pause(i);
      }
      port = freePort();
      PostgresSoftware.Done done =
          software.run(
              "pg_ctl",
              List.of(
                  "start",
                  "--wait",
                  "--timeout=60",
                  "--silent",
                  "--pgdata=" + data,
                  "--log=" + log,
                  "--options=-p " + port + " " + SETTINGS));
      if (done.status() == 0) {
        return;
      }
      said = Files.exists(log) ? lastWords(log) : done.lastLine();
    }
    throw new IOException(said);
  }

  private List<String> stopping(String mode) {
    return List.of("stop", "--wait", "--timeout=60", "--mode=" + mode, "--pgdata=" + data);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void pause(int times) throws IOException {
    try {
      Thread.sleep(500L * times);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the database started", e);
    }
  }

  private static String lastWords(Path log) throws IOException {
    List<String> lines =
        Files.readAllLines(log).stream()
            .filter(line -> !line.contains("database system is shut down"))
            .map(line -> line.replaceFirst("^.*?(?:LOG|FATAL|PANIC|HINT|DETAIL): +", ""))
            .toList();
    int from = Math.max(0, lines.size() - LAST_WORDS_LINES);
    return String.join("; ", lines.subList(from, lines.size()));
  }
}
