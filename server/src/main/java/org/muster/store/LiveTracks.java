package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The latest observations of many enrolments, each from where it was read up to before. They are of
 * the day that goes on, and so are rows: {@link TrackMerging} makes chunks of days that are over.
 */
@Component
public class LiveTracks {
  private static final int FETCH_ROWS = 10_000;

  private final JdbcClient jdbc;

  public LiveTracks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * From where to read.
   *
   * @param cutAt what is before it is told apart from what follows; not before {@code fromAt}
   * @param clocks what the clocks said last before {@code fromAt}; left as it is
   */
  public record From(EnrolmentId enrolment, Instant fromAt, Instant cutAt, ClockMemory clocks) {}

  /**
   * What was observed, in order of time.
   *
   * @param clocks what the clocks said last before the cut
   */
  public record Latest(List<Observation> before, List<Observation> after, ClockMemory clocks) {}

  /** Of each enrolment, what was observed from its instant on up to {@code endsAt}. */
  public Map<EnrolmentId, Latest> list(Collection<From> froms, Instant endsAt) {
    Columns asked = new Columns("int8", "timestamptz");
    Map<EnrolmentId, Reading> readings = new TreeMap<>();
    for (From from : froms) {
      asked.add(from.enrolment().value(), from.fromAt().toString());
      readings.put(from.enrolment(), new Reading(from));
    }
    List<Object> parameters = new ArrayList<>(asked.parameters());
    parameters.add(Timestamp.from(endsAt));
    jdbc.sql(
            """
            select a.enrolment_id, %s
            from unnest(?, ?) as asked (enrolment_id, from_at)
            join assignment a on a.enrolment_id = asked.enrolment_id
            join observation o on o.assignment_id = a.assignment_id
              and o.observed_at >= asked.from_at and o.observed_at < ?
            order by a.enrolment_id, o.observed_at, o.received_at, o.observation_id
            """
                .formatted(StoredRows.COLUMNS))
        .withFetchSize(FETCH_ROWS)
        .params(parameters)
        .query(
            row -> {
              Reading reading = readings.get(new EnrolmentId(row.getLong(1)));
              if (reading != null) {
                reading.add(row);
              }
            });
    Map<EnrolmentId, Latest> latest = new TreeMap<>();
    readings.forEach((enrolment, reading) -> latest.put(enrolment, reading.latest()));
    return latest;
  }

  private static final class Reading {
    private final From from;
    private final List<Observation> before = new ArrayList<>();
    private final List<Observation> after = new ArrayList<>();
    private final ClockMemory clocks;
    private ClockMemory clocksAtCut;

    Reading(From from) {
      this.from = from;
      clocks = from.clocks().copy();
      clocksAtCut = clocks;
    }

    void add(ResultSet row) throws SQLException {
      Observation said = StoredRows.observation(row);
      boolean isAfter = !said.observedAt().isBefore(from.cutAt());
      if (isAfter && after.isEmpty()) {
        clocksAtCut = clocks.copy();
      }
      (isAfter ? after : before).add(clocks.read(said, row));
    }

    Latest latest() {
      return new Latest(before, after, after.isEmpty() ? clocks.copy() : clocksAtCut);
    }
  }
}
