package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Charging;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of the table of observations, as they are read. */
final class StoredRows {
  /** Of the table named o. */
  static final String COLUMNS =
      """
      o.observation_id, o.report_id, o.device_id, o.observed_at, o.received_at, o.claimed_at,
      o.kind, o.latitude_e7, o.longitude_e7, o.accuracy_metres, o.speed_metres_per_second, o.source,
      o.mock, o.valid, o.level_percent, o.charging, o.strap_open\s""";

  static final String COLUMNS_AND_KEY = COLUMNS + ", o.dedupe_key ";

  private static final int FETCH_ROWS = 10_000;

  private StoredRows() {}

  /**
   * Those that count for the enrolment within the interval, in order of time, without their keys.
   */
  static List<StoredObservation> list(JdbcClient jdbc, EnrolmentId enrolment, Interval interval) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                from standing s join observation o on o.assignment_id = s.assignment_id
                  and o.observed_at >= s.from_at and o.observed_at < s.to_at
                where s.enrolment_id = ? and o.observed_at >= ? and o.observed_at < ?
                order by o.observed_at, o.received_at, o.observation_id
                """)
        .withFetchSize(FETCH_ROWS)
        .params(
            enrolment.value(),
            Timestamp.from(interval.startsAt()),
            Timestamp.from(interval.endsAt()))
        .query(StoredRows::row)
        .list();
  }

  /** A row of {@link #COLUMNS}; what tells it again was not asked for, and is not to be asked. */
  static StoredObservation row(ResultSet row, int n) throws SQLException {
    return new StoredObservation(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        observation(row),
        row.getTimestamp(5).toInstant(),
        claimedAt(row),
        null);
  }

  /** A row of {@link #COLUMNS_AND_KEY}. */
  static StoredObservation rowWithKey(ResultSet row, int n) throws SQLException {
    return StoredObservation.of(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        observation(row),
        row.getTimestamp(5).toInstant(),
        claimedAt(row),
        Bytes.of(row.getBytes("dedupe_key")));
  }

  private static @Nullable Instant claimedAt(ResultSet row) throws SQLException {
    Timestamp claimedAt = row.getTimestamp(6);
    return claimedAt == null ? null : claimedAt.toInstant();
  }

  /** What a row says, taken at its word. */
  static Observation observation(ResultSet row) throws SQLException {
    Instant at = row.getTimestamp("observed_at").toInstant();
    return switch (row.getString("kind")) {
      case "Fix" ->
          new Observation.Fix(
              at,
              new Position(row.getInt("latitude_e7"), row.getInt("longitude_e7")),
              number(row.getObject("accuracy_metres", Double.class)),
              number(row.getObject("speed_metres_per_second", Double.class)),
              FixSource.valueOf(row.getString("source")),
              row.getBoolean("mock"),
              row.getBoolean("valid"));
      case "Beat" -> new Observation.Beat(at);
      case "Battery" ->
          new Observation.Battery(
              at,
              percent(row.getObject("level_percent", Integer.class)),
              Charging.valueOf(row.getString("charging")));
      case "Strap" -> new Observation.Strap(at, row.getBoolean("strap_open"));
      case "CaseOpened" -> new Observation.CaseOpened(at);
      case "PoweredOff" -> new Observation.PoweredOff(at);
      case "CheckedIn" -> new Observation.CheckedIn(at);
      default -> throw new IllegalStateException("unknown kind " + row.getString("kind"));
    };
  }

  private static OptionalDouble number(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalInt percent(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
