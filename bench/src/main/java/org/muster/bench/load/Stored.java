package org.muster.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * All that measuring and checking read of the server's database; nothing is written but from where
 * it counts. When the schema changes, this is the one place here that changes with it.
 */
final class Stored implements AutoCloseable {
  private static final int PORT_LINE = 3;

  private final Connection connection;

  private Stored(Connection connection) {
    this.connection = connection;
  }

  /** Reads the database that a server runs on this folder. */
  static Stored in(Path folder) throws IOException, SQLException {
    return new Stored(connect(folder, "-c default_transaction_read_only=on"));
  }

  /** From here on, all that the database counts goes on from this number, if it was below. */
  static void countFrom(Path folder, long number) throws IOException, SQLException {
    try (Connection connection = connect(folder, "");
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select setval(format('%I.%I', schemaname, sequencename)::regclass, ?)
                from pg_sequences
                where coalesce(last_value, 0) < ? and max_value > ? and schemaname = 'public'
                """)) {
      statement.setLong(1, number);
      statement.setLong(2, number);
      statement.setLong(3, number);
      statement.execute();
    }
  }

  private static Connection connect(Path folder, String options) throws IOException, SQLException {
    List<String> postmaster = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", Files.readString(folder.resolve("password")).strip());
    properties.setProperty("options", options);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(postmaster.get(PORT_LINE).strip()),
        properties);
  }

  /** Whether a worklist shows that this person left the zone then. */
  boolean showsLeaving(long enrolment, Instant startsAt) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select 1 from finding where enrolment_id = ? and kind = 'OutsideZone'"
                + " and starts_at = ?")) {
      statement.setLong(1, enrolment);
      statement.setTimestamp(2, Timestamp.from(startsAt));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * What tells each fix that is kept of a device, as often as it is kept: among what came lately,
   * and in chunks, which are sealed, but name their observations. What was moved from the one to
   * the other stands in both for a while, and is kept once.
   */
  List<String> fixes(String device) throws SQLException {
    // What came is read first: it may be moved meanwhile.
    List<String> came = arrived(device);
    List<String> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select encode(dedupe_key, 'hex') from observation join device using (device_id)
            where unique_id = ? and kind = 'Fix'
            union all
            select encode(substring(dedupe_keys from n for 16), 'hex')
            from track_chunk join device using (device_id),
              generate_series(1, length(dedupe_keys), 16) as n
            where unique_id = ?
            """)) {
      statement.setString(1, device);
      statement.setString(2, device);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(rows.getString(1));
        }
      }
    }
    Set<String> moved = new HashSet<>(all);
    came.stream().filter(one -> !moved.contains(one)).forEach(all::add);
    return all;
  }

  private List<String> arrived(String device) throws SQLException {
    List<String> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select raw_bytes, content, (select device_id from device where unique_id = ?)
            from arrival order by batch_id
            """)) {
      statement.setString(1, device);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long asked = rows.getLong(3);
          Arrived.fixes(rows.getBytes(2), rows.getInt(1)).stream()
              .filter(fix -> fix.device() == asked)
              .forEach(fix -> all.add(fix.key()));
        }
      }
    }
    return all;
  }

  /** How {@link #fixes} tells a fix that came without an id. */
  static String key(int latitudeE7, int longitudeE7, Instant observedAt) {
    String content =
        "Fix\n%d\n%d\n%d\nfalse\ntrue"
            .formatted(observedAt.toEpochMilli(), latitudeE7, longitudeE7);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The findings, as they stand, that this person left the zone: from when to when, each. */
  List<String> leavings(long enrolment) throws SQLException {
    List<String> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select starts_at, ends_at from finding_now where enrolment_id = ?"
                + " and kind = 'OutsideZone' and change <> 'withdrawn' order by starts_at")) {
      statement.setLong(1, enrolment);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Timestamp endsAt = rows.getTimestamp(2);
          all.add(
              rows.getTimestamp(1).toInstant()
                  + " to "
                  + (endsAt == null ? "now" : endsAt.toInstant().toString()));
        }
      }
    }
    return all;
  }

  /** How many people wait to be judged. */
  long judgingDue() throws SQLException {
    return number("select count(*) from judging_due");
  }

  /** How many days of how many devices are sealed. */
  long chunks() throws SQLException {
    return number("select count(*) from track_chunk");
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
