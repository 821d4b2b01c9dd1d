package org.muster.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.muster.store.BackupManifest.Table;
import org.postgresql.PGConnection;

/**
 * Brings a backup back into an empty database. All of the file is checked before the database is
 * touched, and all of the database is held to the file afterwards.
 */
public final class Restore {
  private static final String AGAIN =
      "What was begun in the database is of no use: empty it and try again.";

  private Restore() {}

  /** What was brought back. */
  public record Restored(BackupManifest manifest, String fingerprint) {}

  /** Where to restore into. */
  public interface Target {
    /** The empty database; asked for once the file is known to be whole. */
    Database open() throws BackupProblem;

    /** Takes away what was made for nothing. */
    void discard() throws IOException;
  }

  public static Restored read(Path path, Target target) throws BackupProblem {
    try (BackupFile file = BackupFile.open(path)) {
      file.check();
      try (Database database = target.open()) {
        restore(file, database.dataSource());
      } catch (BackupProblem | RuntimeException e) {
        try {
          target.discard();
        } catch (IOException notDiscarded) {
          e.addSuppressed(notDiscarded);
        }
        throw e;
      }
      return new Restored(file.manifest(), file.fingerprint());
    }
  }

  private static void restore(BackupFile file, DataSource database) throws BackupProblem {
    BackupManifest manifest = file.manifest();
    checkEmpty(database);
    checkVersions(database, manifest);
    try {
      flyway(database, manifest).migrate();
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        load(file, connection);
        verify(manifest, connection);
        connection.commit();
      }
      flyway(database, manifest).validate();
    } catch (SQLException | FlywayException e) {
      throw new BackupProblem("the database refused it: " + e.getMessage(), AGAIN, e);
    } catch (IOException e) {
      throw new BackupProblem(
          "the backup could not be read to its end: " + FolderLock.said(e), AGAIN, e);
    }
  }

  private static void checkEmpty(DataSource database) throws BackupProblem {
    try (Connection connection = database.getConnection()) {
      long relations = new Catalogue(connection).countRelations();
      if (relations > 0) {
        throw new BackupProblem(
            "the database is not empty: it holds %d tables, indexes or sequences"
                .formatted(relations),
            "Restore into a new, empty database; what is there is never overwritten.");
      }
    } catch (SQLException e) {
      throw new BackupProblem(
          "the database could not be read: " + e.getMessage(),
          "Look whether it runs, and at MUSTER_DATABASE_URL.",
          e);
    }
  }

  /** The schema is made anew by our own steps, never by what the file says. */
  private static Flyway flyway(DataSource database, BackupManifest manifest) {
    return Flyway.configure()
        .dataSource(database)
        .target(MigrationVersion.fromVersion(manifest.schemaVersion()))
        .load();
  }

  private static void checkVersions(DataSource database, BackupManifest manifest)
      throws BackupProblem {
    MigrationInfo[] steps = Flyway.configure().dataSource(database).load().info().all();
    MigrationVersion latest = steps[steps.length - 1].getVersion();
    MigrationVersion last = MigrationVersion.fromVersion(manifest.schemaVersion());
    if (last.compareTo(latest) > 0) {
      throw new BackupProblem(
          "the backup was made by a later Muster: its schema is %s, and this one knows up to %s"
              .formatted(last, latest),
          "Restore it with the Muster that made it, or a later one.");
    }
    List<BackupManifest.Migration> known =
        Arrays.stream(steps)
            .filter(one -> one.getVersion().compareTo(last) <= 0)
            .map(
                one -> new BackupManifest.Migration(one.getVersion().toString(), one.getChecksum()))
            .toList();
    if (!known.equals(manifest.migrations())) {
      throw new BackupProblem(
          "the backup was made by a Muster with another schema of version " + last,
          "Restore it with the Muster that made it.");
    }
  }

  private static void load(BackupFile file, Connection connection)
      throws SQLException, IOException, BackupProblem {
    Catalogue catalogue = new Catalogue(connection);
    Map<String, List<String>> tables = catalogue.tables();
    checkTables(file.manifest(), tables);
    for (String table : List.copyOf(tables.keySet()).reversed()) {
      catalogue.empty(table);
    }
    for (Table table : file.manifest().tables()) {
      try (InputStream rows = file.rows(table)) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(Catalogue.copied(table.name(), table.columns()) + " from stdin", rows);
      }
    }
    for (BackupManifest.Sequence sequence : file.manifest().sequences()) {
      catalogue.set(sequence);
    }
  }

  /** Only names that the schema itself has are ever used. */
  private static void checkTables(BackupManifest manifest, Map<String, List<String>> tables)
      throws BackupProblem {
    Set<String> named = new HashSet<>();
    for (Table table : manifest.tables()) {
      List<String> columns = tables.get(table.name());
      if (!named.add(table.name())
          || columns == null
          || !Set.copyOf(columns).equals(Set.copyOf(table.columns()))
          || columns.size() != table.columns().size()) {
        throw otherTables(table.name());
      }
    }
    for (String table : tables.keySet()) {
      if (!named.contains(table)) {
        throw otherTables(table);
      }
    }
  }

  private static BackupProblem otherTables(String table) {
    return new BackupProblem(
        "the backup's table %s is not that of its schema".formatted(table),
        "Take another copy of the backup, or an earlier backup. " + AGAIN);
  }

  /** Reads every row back: what is there now is what was there then. */
  private static void verify(BackupManifest manifest, Connection connection)
      throws SQLException, IOException, BackupProblem {
    for (Table table : manifest.tables()) {
      Measured measured = new Measured(OutputStream.nullOutputStream());
      Backup.copyOut(connection, table.name(), table.columns(), measured);
      Table is = measured.table(table.name(), table.columns());
      if (!is.equals(table)) {
        throw new BackupProblem(
            "%s holds other rows than were backed up: %d instead of %d, or not the same"
                .formatted(table.name(), is.rows(), table.rows()),
            AGAIN);
      }
    }
  }
}
