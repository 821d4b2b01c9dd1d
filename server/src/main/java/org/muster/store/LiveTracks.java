package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The latest observations of many enrolments, each from where it was read up to before: what is
 * known already is not read again. Nearly all of it came lately, and is told from memory.
 */
@Component
public class LiveTracks {
  private static final int FETCH_ROWS = 10_000;

  private final JdbcClient jdbc;
  private final Arrivals arrivals;
  private final TrackChunks chunks;

  @Autowired
  public LiveTracks(JdbcClient jdbc, LatestArrivals arrivals, TrackChunks chunks) {
    this(jdbc, (Arrivals) arrivals, chunks);
  }

  LiveTracks(JdbcClient jdbc, Arrivals arrivals, TrackChunks chunks) {
    this.jdbc = jdbc;
    this.arrivals = arrivals;
    this.chunks = chunks;
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
    Map<EnrolmentId, Map<Long, StoredObservation>> come = arrived(froms, lastObservation);
    if (rowsAreThere()) {
      addRows(froms, lastObservation, come);
    }
    Map<EnrolmentId, Latest> latest = new TreeMap<>();
    for (From from : froms) {
      Map<Long, StoredObservation> ofOne = come.getOrDefault(from.enrolment(), Map.of());
      Heard heard = from.heard().and(List.copyOf(ofOne.values()), lastObservation);
      latest.put(from.enrolment(), latest(from, heard, endsAt));
    }
    return latest;
  }

  /** What came since, by id, of arrivals and, where it was moved meanwhile, of chunks. */
  private Map<EnrolmentId, Map<Long, StoredObservation>> arrived(
      Collection<From> froms, long lastObservation) {
    Map<EnrolmentId, List<Arrival>> came = new TreeMap<>();
    froms.forEach(
        from ->
            came.put(
                from.enrolment(),
                arrivals.ofEnrolmentAfter(from.enrolment(), from.heard().readTo())));
    Standing standing = Standing.of(jdbc, came.keySet());
    Map<EnrolmentId, Map<Long, StoredObservation>> come = new TreeMap<>();
    for (From from : froms) {
      Map<Long, StoredObservation> ofOne = new TreeMap<>();
      for (Arrival arrival : came.getOrDefault(from.enrolment(), List.of())) {
        if (isAsked(from, arrival.observation(), lastObservation) && standing.counts(arrival)) {
          ofOne.put(arrival.observation().id(), arrival.observation());
        }
      }
      long readTo = from.heard().readTo();
      if (readTo < arrivals.movedTo(from.enrolment())) {
        for (StoredObservation one :
            chunks.listNews(
                new Seen(readTo, Interval.FOREVER),
                from.enrolment(),
                from.fromAt(),
                Interval.FOREVER)) {
          if (isAsked(from, one, lastObservation)) {
            ofOne.put(one.id(), one);
          }
        }
      }
      come.put(from.enrolment(), ofOne);
    }
    return come;
  }

  private static boolean isAsked(From from, StoredObservation one, long lastObservation) {
    return one.id() > from.heard().readTo()
        && one.id() <= lastObservation
        && !one.observedAt().isBefore(from.fromAt());
  }

  /** Observations were kept as rows by an earlier Muster; they are moved into chunks since. */
  private boolean rowsAreThere() {
    return jdbc.sql("select exists (select from observation)").query(Boolean.class).single();
  }

  private void addRows(
      Collection<From> froms,
      long lastObservation,
      Map<EnrolmentId, Map<Long, StoredObservation>> come) {
    Columns asked = new Columns("int8", "timestamptz", "int8");
    for (From from : froms) {
      asked.add(from.enrolment().value(), from.fromAt().toString(), from.heard().readTo());
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
              StoredObservation one = StoredRows.row(row, 0);
              come.computeIfAbsent(
                      new EnrolmentId(row.getLong("enrolment_id")), id -> new TreeMap<>())
                  .put(one.id(), one);
            });
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
