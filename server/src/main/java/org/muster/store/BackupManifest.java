package org.muster.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Refuse;

/**
 * What a backup holds, so that whoever restores it can tell that all of it is there.
 *
 * @param format how the file is made; another number is another form
 * @param madeAt the instant of the state that it holds
 * @param migrations the schema's steps that the database had taken, in order
 * @param tables in an order in which each refers only to earlier ones
 */
public record BackupManifest(
    int format,
    Instant madeAt,
    String postgresVersion,
    List<Migration> migrations,
    List<Table> tables,
    List<Sequence> sequences) {
  static final int FORMAT = 1;
  static final int TABLES_MAX = 1_000;

  public BackupManifest {
    migrations = List.copyOf(migrations);
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    Refuse.unless(tables.size() <= TABLES_MAX, "a backup has at most 1,000 tables");
  }

  /** A step of the schema. */
  public record Migration(String version, @Nullable Integer checksum) {}

  /**
   * The rows of a table.
   *
   * @param bytes how long they are as text
   * @param sha256 of that text
   */
  public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
    public Table {
      columns = List.copyOf(columns);
    }
  }

  /** Where the numbers of a sequence have got to. */
  public record Sequence(String name, long lastValue, boolean called) {}

  public long rowCount() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /** Whether tracks in it are, or will be, sealed with a key that lies outside the database. */
  public boolean hasKeys() {
    return tables.stream().anyMatch(table -> table.name().equals("master_key") && table.rows() > 0);
  }

  /** The version of the schema; "0" where there is none yet. */
  public String schemaVersion() {
    return migrations.isEmpty() ? "0" : migrations.getLast().version();
  }
}
