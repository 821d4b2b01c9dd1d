package org.muster.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * All that measuring and checking read of the server's database; nothing is written. When the
 * schema changes, this is the one place here that changes with it.
 */
final class Stored implements AutoCloseable {
  private static final int PORT_LINE = 3;

  private final Connection connection;

  private Stored(Connection connection) {
    this.connection = connection;
  }

  /** Reads the database that a server runs on this folder. */
  static Stored in(Path folder) throws IOException, SQLException {
    List<String> postmaster = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", Files.readString(folder.resolve("password")).strip());
    properties.setProperty("options", "-c default_transaction_read_only=on");
    Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(postmaster.get(PORT_LINE).strip()),
            properties);
    return new Stored(connection);
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

  /** Every fix that is kept of a device, as often as it is kept: place and time as one text. */
  List<String> fixes(String device) throws SQLException {
    List<String> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select latitude_e7, longitude_e7, observed_at from observation"
                + " join device using (device_id) where unique_id = ? and kind = 'Fix'")) {
      statement.setString(1, device);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(text(rows.getInt(1), rows.getInt(2), rows.getTimestamp(3).toInstant()));
        }
      }
    }
    return all;
  }

  /** How {@link #fixes} tells a fix. */
  static String text(int latitudeE7, int longitudeE7, Instant observedAt) {
    return latitudeE7 + " " + longitudeE7 + " " + observedAt;
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

  /** How many observations are kept. */
  long observations() throws SQLException {
    return number("select count(*) from observation");
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
