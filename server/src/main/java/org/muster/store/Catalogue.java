package org.muster.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What stands in a database's own lists: its tables, their order, its sequences and its schema. */
final class Catalogue {
  /** Flyway's own list of the steps that were taken. */
  static final String HISTORY = "flyway_schema_history";

  /** One text for one value, whatever the server or the driver is set to. */
  private static final List<String> SETTINGS =
      List.of(
          "set timezone = 'UTC'",
          "set datestyle = 'ISO, YMD'",
          "set intervalstyle = 'postgres'",
          "set bytea_output = 'hex'",
          "set extra_float_digits = 1",
          "set client_encoding = 'UTF8'",
          // Rows come in the order in which they lie.
          "set synchronize_seqscans = off",
          "set statement_timeout = 0");

  private final Connection connection;

  Catalogue(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
    }
  }

  /** The tables with their columns, each after those that it refers to. */
  Map<String, List<String>> tables() throws SQLException {
    Map<String, List<String>> columns = new TreeMap<>();
    each(
        """
        select c.relname, a.attname from pg_class c
        join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
          and not c.relispartition and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and c.relname <> '%s'
        order by c.relname, a.attnum
        """
            .formatted(HISTORY),
        row ->
            columns
                .computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                .add(row.getString(2)));
    Map<String, TreeSet<String>> refersTo = new TreeMap<>();
    columns.keySet().forEach(table -> refersTo.put(table, new TreeSet<>()));
    each(
        """
        select f.relname, t.relname from pg_constraint k
        join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
        where k.contype = 'f' and f.oid <> t.oid
          and f.relnamespace = current_schema()::regnamespace
        """,
        row -> refersTo.getOrDefault(row.getString(1), new TreeSet<>()).add(row.getString(2)));
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    while (ordered.size() < columns.size()) {
      int before = ordered.size();
      columns.forEach(
          (table, names) -> {
            if (!ordered.containsKey(table)
                && ordered.keySet().containsAll(refersTo.getOrDefault(table, new TreeSet<>()))) {
              ordered.put(table, List.copyOf(names));
            }
          });
      if (ordered.size() == before) {
        throw new IllegalStateException(
            "tables refer to each other in a circle: " + columns.keySet());
      }
    }
    return ordered;
  }

  /** How many tables, views and sequences there are, of whatever kind. */
  long countRelations() throws SQLException {
    return number(
        "select count(*) from pg_class where relnamespace = current_schema()::regnamespace");
  }

  boolean hasHistory() throws SQLException {
    return number("select count(*) from pg_class where oid = to_regclass('%s')".formatted(HISTORY))
        > 0;
  }

  List<BackupManifest.Migration> migrations() throws SQLException {
    List<BackupManifest.Migration> migrations = new ArrayList<>();
    each(
        """
        select version, checksum from %s where success and version is not null
        order by installed_rank
        """
            .formatted(HISTORY),
        row ->
            migrations.add(
                new BackupManifest.Migration(row.getString(1), row.getObject(2, Integer.class))));
    return migrations;
  }

  List<BackupManifest.Sequence> sequences() throws SQLException {
    List<String> names = new ArrayList<>();
    each(
        "select sequencename from pg_sequences where schemaname = current_schema() order by 1",
        row -> names.add(row.getString(1)));
    List<BackupManifest.Sequence> sequences = new ArrayList<>();
    for (String name : names) {
      each(
          "select last_value, is_called from " + quoted(name),
          row ->
              sequences.add(new BackupManifest.Sequence(name, row.getLong(1), row.getBoolean(2))));
    }
    return sequences;
  }

  void set(BackupManifest.Sequence sequence) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select setval(cast(? as regclass), ?, ?)")) {
      statement.setString(1, quoted(sequence.name()));
      statement.setLong(2, sequence.lastValue());
      statement.setBoolean(3, sequence.called());
      statement.execute();
    }
  }

  /** The instant at which this transaction began. */
  Instant startedAt() throws SQLException {
    List<Instant> at = new ArrayList<>();
    each("select now()", row -> at.add(row.getTimestamp(1).toInstant()));
    return at.getFirst();
  }

  String serverVersion() throws SQLException {
    List<String> version = new ArrayList<>();
    each("show server_version", row -> version.add(row.getString(1)));
    return version.getFirst();
  }

  /** Takes out what the making of the schema put in; the guards look away for it. */
  void empty(String table) throws SQLException {
    if (number("select count(*) from (select from %s limit 1) one".formatted(quoted(table))) > 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("alter table %s disable trigger user".formatted(quoted(table)));
        statement.execute("delete from " + quoted(table));
        statement.execute("alter table %s enable trigger user".formatted(quoted(table)));
      }
    }
  }

  /** The words with which rows of the table are read or written, all columns by name. */
  static String copied(String table, List<String> columns) {
    return "copy %s (%s)"
        .formatted(
            quoted(table), String.join(", ", columns.stream().map(Catalogue::quoted).toList()));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private long number(String sql) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    each(sql, row -> numbers.add(row.getLong(1)));
    return numbers.getFirst();
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, Row row) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        row.read(rows);
      }
    }
  }
}
