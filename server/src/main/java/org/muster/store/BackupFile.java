package org.muster.store;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.muster.store.BackupManifest.Table;
import tools.jackson.core.JacksonException;

/** A backup to be read: a ZIP with the rows of each table as text, and the manifest. */
final class BackupFile implements Closeable {
  static final String MANIFEST = "manifest.json";
  private static final int MANIFEST_BYTES_MAX = 4 * 1024 * 1024;
  private static final String OTHER = "Take another copy of the backup, or an earlier backup.";

  private final Path path;
  private final ZipFile zip;
  private final BackupManifest manifest;
  private final String fingerprint;

  private BackupFile(Path path, ZipFile zip, BackupManifest manifest, String fingerprint) {
    this.path = path;
    this.zip = zip;
    this.manifest = manifest;
    this.fingerprint = fingerprint;
  }

  static BackupFile open(Path path) throws BackupProblem {
    ZipFile zip;
    try {
      if (Files.isDirectory(path)) {
        throw new BackupProblem(path + " is a folder", "Name the file of the backup in it.");
      }
      zip = new ZipFile(path.toFile());
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new BackupProblem(
          "there is no file " + path + " that can be read", "Look at its name and permissions.", e);
    } catch (ZipException e) {
      throw new BackupProblem(path + " is cut off, or no backup of Muster", OTHER, e);
    } catch (IOException e) {
      throw new BackupProblem(
          "%s can not be read: %s".formatted(path, FolderLock.said(e)), OTHER, e);
    }
    try {
      return read(path, zip);
    } catch (BackupProblem e) {
      close(zip);
      throw e;
    }
  }

  private static BackupFile read(Path path, ZipFile zip) throws BackupProblem {
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null) {
      throw new BackupProblem(path + " has no manifest: it is no backup of Muster", OTHER);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(MANIFEST_BYTES_MAX);
      BackupManifest manifest =
          Json.read(new String(bytes, StandardCharsets.UTF_8), BackupManifest.class);
      if (manifest.format() != BackupManifest.FORMAT) {
        throw new BackupProblem(
            "%s is of form %d; this Muster reads form %d"
                .formatted(path, manifest.format(), BackupManifest.FORMAT),
            "Restore it with the Muster that made it, or a later one.");
      }
      return new BackupFile(path, zip, manifest, fingerprint(bytes));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new BackupProblem(path + " is altered: its manifest can not be read", OTHER, e);
    }
  }

  /** What tells one backup from another: the hash of the hashes. */
  static String fingerprint(byte[] manifest) {
    return HexFormat.of().formatHex(Hashes.sha256(manifest));
  }

  static String entry(String table) {
    return "tables/" + table;
  }

  BackupManifest manifest() {
    return manifest;
  }

  String fingerprint() {
    return fingerprint;
  }

  InputStream rows(Table table) throws IOException {
    ZipEntry entry = zip.getEntry(entry(table.name()));
    if (entry == null) {
      throw new ZipException("the rows of " + table.name() + " are missing");
    }
    return zip.getInputStream(entry);
  }

  /** Reads all of it once and holds it to the manifest, before anything is touched. */
  void check() throws BackupProblem {
    for (Table table : manifest.tables()) {
      Table is;
      try (InputStream rows = rows(table)) {
        is = Measured.of(rows).table(table.name(), table.columns());
      } catch (IOException e) {
        throw new BackupProblem(
            "%s is altered or cut off: the rows of %s can not be read"
                .formatted(path, table.name()),
            OTHER,
            e);
      }
      if (!is.equals(table)) {
        throw new BackupProblem(
            "%s is altered: the rows of %s are not those that were backed up"
                .formatted(path, table.name()),
            OTHER);
      }
    }
  }

  @Override
  public void close() {
    close(zip);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new IllegalStateException("a file that was only read did not close", e);
    }
  }
}
