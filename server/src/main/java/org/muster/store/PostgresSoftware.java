package org.muster.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL that Muster brings along, unpacked once for a user into the folder that the system
 * has for such things, where nobody else can put another program in its place.
 */
final class PostgresSoftware {
  private static final long COMMAND_SECONDS_MAX = 180;

  private final Path home;
  private final List<String> prefix;

  private PostgresSoftware(Path home, List<String> prefix) {
    this.home = home;
    this.prefix = prefix;
  }

  /** What a command answered. */
  record Done(int status, String output) {
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("no word");
    }
  }

  static PostgresSoftware unpacked() throws IOException {
    byte[] archive = archive();
    String hash = HexFormat.of().formatHex(Hashes.sha256(archive)).substring(0, 12);
    Path cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(named -> !named.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
            .resolve("muster");
    Path home = cache.resolve("postgresql-" + hash);
    if (!Files.isDirectory(home)) {
      Files.createDirectories(cache);
      Path making = Files.createTempDirectory(cache, "unpacking-");
      unpack(archive, making);
      try {
        Files.move(making, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        Folders.delete(making);
      } catch (FileSystemException e) {
        // Another Muster may have been faster; what it unpacked is the same.
        if (!Files.isDirectory(home)) {
          throw e;
        }
        Folders.delete(making);
      }
    }
    // PostgreSQL does not run as root; in a user namespace of its own root is nobody.
    List<String> prefix = Folders.runsAsRoot(home) ? List.of("unshare", "-U") : List.of();
    return new PostgresSoftware(home, prefix);
  }

  /** Runs one of its programs to the end. */
  Done run(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    Path output = Files.createTempFile("muster-" + program, ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      // Its words are read below, so they are asked for in one language.
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " did not end in " + COMMAND_SECONDS_MAX + " s");
      }
      String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
      return new Done(process.exitValue(), said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " ran", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String name =
        system.startsWith("mac") ? "Darwin" : system.contains("win") ? "Windows" : "Linux";
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            name, machine.equals("amd64") ? "x86_64" : machine)) {
      return archive.readAllBytes();
    } catch (IllegalStateException e) {
      throw new IOException("no PostgreSQL is brought along for " + name + " on " + machine, e);
    }
  }

  private static void unpack(byte[] archive, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
          throw new IOException("the archive of PostgreSQL names a file outside itself");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          if (into.relativize(file).startsWith("bin")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }
}
