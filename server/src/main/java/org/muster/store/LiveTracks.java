package org.muster.store;

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
 * The latest observations of many enrolments, each from where it was read up to before: what is
 * known already is not read again. They are of the day that goes on, and so are rows: {@link
 * TrackMerging} makes chunks of days that are over.
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
   * @param heard what is known already of the time from {@code fromAt} on
   */
  public record From(
      EnrolmentId enrolment, Instant fromAt, Instant cutAt, ClockMemory clocks, Heard heard) {}

  /**
   * What was observed, in order of time.
   *
   * @param clocks what the clocks said last before the cut
   * @param heard what is now known of the time from the cut on
   */
  public record Latest(
      List<Observation> before, List<Observation> after, ClockMemory clocks, Heard heard) {}

  /**
   * Of each enrolment, what was observed from its instant on up to {@code endsAt}. Observations are
   * written one batch after the other, so that none before {@code lastObservation}, which is the
   * last that there is, can come to be known later.
   */
  public Map<EnrolmentId, Latest> list(
      Collection<From> froms, Instant endsAt, long lastObservation) {
    Columns asked = new Columns("int8", "timestamptz", "int8");
    Map<EnrolmentId, List<StoredObservation>> come = new TreeMap<>();
    for (From from : froms) {
      asked.add(from.enrolment().value(), from.fromAt().toString(), from.heard().readTo());
      come.put(from.enrolment(), new ArrayList<>());
    }
    List<Object> parameters = new ArrayList<>(asked.parameters());
    parameters.add(lastObservation);
    jdbc.sql(
            """
            select %s, s.enrolment_id
            from unnest(?, ?, ?) as asked (enrolment_id, from_at, read_to)
            join standing s on s.enrolment_id = asked.enrolment_id
            join observation o on o.assignment_id = s.assignment_id
              and o.observation_id > asked.read_to and o.observed_at >= asked.from_at
              and o.observed_at >= s.from_at and o.observed_at < s.to_at
            where o.observation_id <= ?
            """
                .formatted(StoredRows.COLUMNS))
        .withFetchSize(FETCH_ROWS)
        .params(parameters)
        .query(
            row -> {
              List<StoredObservation> ofOne =
                  come.get(new EnrolmentId(row.getLong("enrolment_id")));
              if (ofOne != null) {
                ofOne.add(StoredRows.row(row, 0));
              }
            });
    Map<EnrolmentId, Latest> latest = new TreeMap<>();
    for (From from : froms) {
      Heard heard =
          from.heard().and(come.getOrDefault(from.enrolment(), List.of()), lastObservation);
      latest.put(from.enrolment(), latest(from, heard, endsAt));
    }
    return latest;
  }

  private static Latest latest(From from, Heard heard, Instant endsAt) {
    List<Observation> before = new ArrayList<>();
    List<Observation> after = new ArrayList<>();
    ClockMemory clocks = from.clocks().copy();
    ClockMemory clocksAtCut = clocks;
    for (StoredObservation one : heard.rows()) {
      // What the clock of a device says of a time to come stays for when it has.
      if (one.observedAt().isBefore(endsAt)) {
        boolean isAfter = !one.observedAt().isBefore(from.cutAt());
        if (isAfter && after.isEmpty()) {
          clocksAtCut = clocks.copy();
        }
        (isAfter ? after : before).add(clocks.read(one));
      }
    }
    return new Latest(
        before, after, after.isEmpty() ? clocks.copy() : clocksAtCut, heard.from(from.cutAt()));
  }
}
