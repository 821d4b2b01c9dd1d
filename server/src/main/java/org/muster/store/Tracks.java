package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Charging;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The observations of an enrolment, in order of time. */
@Component
public class Tracks {
  /** The columns that {@link #observation} and {@link ClockMemory#read} look at. */
  static final String COLUMNS =
      """
      o.kind, o.observed_at, o.latitude_e7, o.longitude_e7, o.accuracy_metres,
      o.speed_metres_per_second, o.source, o.mock, o.valid, o.level_percent,
      o.charging, o.strap_open, o.received_at, o.claimed_at, o.device_id""";

  private static final int FETCH_ROWS = 10_000;

  /** Whether a clock is behind is asked of reports no further apart. */
  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

  private final JdbcClient jdbc;

  public Tracks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All observations within the interval, by whichever device stood for the participant. */
  public List<Observation> list(EnrolmentId enrolment, Interval interval) {
    return jdbc.sql(
            """
            select %s
            from observation o join assignment a using (assignment_id)
            where a.enrolment_id = ? and o.observed_at >= ? and o.observed_at < ?
            order by o.observed_at, o.received_at, o.observation_id
            """
                .formatted(COLUMNS))
        .withFetchSize(FETCH_ROWS)
        .params(
            enrolment.value(),
            Timestamp.from(interval.startsAt()),
            Timestamp.from(interval.endsAt()))
        .query(read(clocksBefore(enrolment, interval.startsAt())))
        .list();
  }

  /** How many observations there are of each UTC day within the interval; none is not listed. */
  public Map<LocalDate, Integer> countByDay(EnrolmentId enrolment, Interval interval) {
    Map<LocalDate, Integer> counts = new TreeMap<>();
    jdbc.sql(
            """
            select (o.observed_at at time zone 'UTC')::date, count(*)
            from observation o join assignment a using (assignment_id)
            where a.enrolment_id = ? and o.observed_at >= ? and o.observed_at < ?
            group by 1
            """)
        .params(
            enrolment.value(),
            Timestamp.from(interval.startsAt()),
            Timestamp.from(interval.endsAt()))
        .query(
            row -> {
              counts.put(row.getObject(1, LocalDate.class), row.getInt(2));
            });
    return counts;
  }

  /** The last observation that there is, of anybody; 0 when there is none. */
  public long lastObservation() {
    return jdbc.sql("select coalesce(max(observation_id), 0) from observation")
        .query(Long.class)
        .single();
  }

  /**
   * The reports that brought observations of the interval, its end included, after one that was the
   * last.
   */
  public Because reportsAfter(long lastObservation, EnrolmentId enrolment, Interval interval) {
    List<Integer> counts = new ArrayList<>();
    List<News> latestFirst =
        jdbc.sql(
                """
                select o.report_id, min(o.observed_at), min(o.received_at), count(*) over ()
                from observation o join assignment a using (assignment_id)
                where a.enrolment_id = ? and o.observed_at >= ? and o.observed_at <= ?
                  and o.observation_id > ?
                group by o.report_id
                order by 2 desc, 1 desc limit ?
                """)
            .params(
                enrolment.value(),
                Timestamp.from(interval.startsAt()),
                Timestamp.from(interval.endsAt()),
                lastObservation,
                Because.NEWS_MAX)
            .query(
                (row, n) -> {
                  counts.add(row.getInt(4));
                  return new News(
                      News.Kind.REPORT,
                      row.getString(1),
                      row.getTimestamp(2).toInstant(),
                      row.getTimestamp(3).toInstant());
                })
            .list();
    return new Because(latestFirst.reversed(), counts.isEmpty() ? 0 : counts.getFirst());
  }

  /** When the enrolment's device was last heard from, by its own clock. */
  public Optional<Instant> findLastHeardAt(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select max(latest) from assignment a cross join lateral
              (select max(o.observed_at) as latest from observation o
               where o.assignment_id = a.assignment_id) heard
            where a.enrolment_id = ?
            """)
        .param(enrolment.value())
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** What the clocks of the enrolment's devices said last before the instant. */
  public ClockMemory clocksBefore(EnrolmentId enrolment, Instant before) {
    ClockMemory clocks = new ClockMemory();
    jdbc.sql(
            """
            select o.device_id, o.observed_at, o.received_at
            from observation o join assignment a using (assignment_id)
            where a.enrolment_id = ? and o.observed_at < ? and o.claimed_at is null
              and o.observed_at >= ?
            order by o.observed_at desc, o.received_at desc, o.observation_id desc limit 2
            """)
        .params(
            enrolment.value(), Timestamp.from(before), Timestamp.from(before.minus(REMEMBERED_FOR)))
        .query(
            row -> {
              clocks.rememberEarlier(row.getLong("device_id"), ClockMemory.receipt(row));
            });
    return clocks;
  }

  /** Reads rows in order of time, and tells the fixes of a clock that is behind. */
  private static RowMapper<Observation> read(ClockMemory clocks) {
    return (row, n) -> clocks.read(observation(row), row);
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
