package org.muster.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Writes the state of a database at one instant into a file, while others go on writing: all tables
 * are read in one snapshot.
 */
public final class Backup {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'muster-'yyyy-MM-dd'T'HH-mm-ss'Z.backup'")
          .withZone(ZoneOffset.UTC);

  private Backup() {}

  /** What was written, and where. */
  public record Made(BackupManifest manifest, Path file, long fileBytes, String fingerprint) {}

  /**
   * Writes the backup.
   *
   * @param target the file to make, or a folder that is there, to make one in
   * @param now names the file in a folder
   */
  public static Made write(DataSource database, Path target, Instant now) throws BackupProblem {
    Path file = Files.isDirectory(target) ? target.resolve(NAME.format(now)) : target;
    if (Files.exists(file)) {
      throw new BackupProblem(
          file + " is there already", "Name another file: a backup never takes another's place.");
    }
    Path making = file.resolveSibling(file.getFileName() + ".making");
    try {
      create(making);
      try {
        return write(database, making, file);
      } finally {
        Files.deleteIfExists(making);
      }
    } catch (FileAlreadyExistsException e) {
      throw new BackupProblem(
          making + " is there: another backup is being made, or one was broken off",
          "Wait for it, or delete that file, and try again.",
          e);
    } catch (IOException e) {
      throw new BackupProblem(
          "%s could not be written: %s".formatted(file, FolderLock.said(e)),
          "Look at the disk (is it full?) and at the folder and its permissions, or name another"
              + " place. The backup is about a quarter of the database.",
          e);
    } catch (SQLException e) {
      throw new BackupProblem(
          "the database could not be read: " + e.getMessage(),
          "Look whether the database runs, and try again.",
          e);
    }
  }

  private static Made write(DataSource database, Path making, Path file)
      throws IOException, SQLException, BackupProblem {
    byte[] text;
    BackupManifest manifest;
    try (Connection connection = database.getConnection();
        ZipOutputStream zip = new ZipOutputStream(out(making))) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      manifest = rows(connection, zip);
      connection.rollback();
      text = Json.write(manifest).getBytes(StandardCharsets.UTF_8);
      zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
      zip.write(text);
      zip.closeEntry();
    }
    try (FileChannel written = FileChannel.open(making, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
    return new Made(manifest, file, Files.size(file), BackupFile.fingerprint(text));
  }

  private static BackupManifest rows(Connection connection, ZipOutputStream zip)
      throws IOException, SQLException, BackupProblem {
    Catalogue catalogue = new Catalogue(connection);
    if (!catalogue.hasHistory()) {
      throw new BackupProblem(
          "the database holds no Muster", "Look at --data or MUSTER_DATABASE_URL.");
    }
    Instant madeAt = catalogue.startedAt();
    List<BackupManifest.Migration> migrations = catalogue.migrations();
    List<BackupManifest.Table> tables = new ArrayList<>();
    for (Map.Entry<String, List<String>> table : catalogue.tables().entrySet()) {
      zip.putNextEntry(new ZipEntry(BackupFile.entry(table.getKey())));
      Measured measured = new Measured(zip);
      copyOut(connection, table.getKey(), table.getValue(), measured);
      zip.closeEntry();
      tables.add(measured.table(table.getKey(), table.getValue()));
    }
    // Numbers do not follow snapshots: read last, none that is in use is given out again.
    return new BackupManifest(
        BackupManifest.FORMAT,
        madeAt,
        catalogue.serverVersion(),
        migrations,
        tables,
        catalogue.sequences());
  }

  static void copyOut(Connection connection, String table, List<String> columns, OutputStream to)
      throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut(Catalogue.copied(table, columns) + " to stdout", to);
  }

  /** For the eyes of whoever makes it: it holds where people are. */
  private static void create(Path making) throws IOException {
    if (making.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          making,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(making);
    }
  }

  private static OutputStream out(Path making) throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(making, StandardOpenOption.WRITE), 1 << 16);
  }
}
