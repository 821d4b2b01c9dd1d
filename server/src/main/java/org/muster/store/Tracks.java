// Over 250 lines because whatever is asked of a track is asked of the same three places.
package org.muster.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The observations of an enrolment, in order of time: of what came lately, of rows that an earlier
 * Muster kept, and of chunks. They are moved into chunks while others read, so chunks are always
 * read last, and what stands in two places is taken once. What a device told while it did not stand
 * for the participant does not count, also where that was recorded only afterwards: the view
 * standing says what does.
 */
@Component
public class Tracks {
  /** Whether a clock is behind is asked of reports no further apart. */
  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Arrivals arrivals;
  private final TrackChunks chunks;
  private final TrackKeys keys;

  @Autowired
  public Tracks(JdbcClient jdbc, LatestArrivals arrivals, TrackChunks chunks, TrackKeys keys) {
    this(jdbc, (Arrivals) arrivals, chunks, keys);
  }

  Tracks(JdbcClient jdbc, Arrivals arrivals, TrackChunks chunks, TrackKeys keys) {
    this.jdbc = jdbc;
    this.arrivals = arrivals;
    this.chunks = chunks;
    this.keys = keys;
  }

  /** That the enrolment's track was destroyed, if it was. */
  public Optional<DestroyedTrack> findDestroyed(EnrolmentId enrolment) {
    return keys.findDestroyed(enrolment);
  }

  /** Of these enrolments, those whose track was destroyed. */
  public Set<EnrolmentId> listDestroyed(Collection<EnrolmentId> enrolments) {
    return keys.listDestroyed(enrolments);
  }

  /** What was read of a destroyed track is not to be known any more. */
  public void forget(EnrolmentId enrolment) {
    arrivals.forget(enrolment);
  }

  /**
   * All observations within the interval, by whichever device stood for the participant; refuses
   * with {@link TrackDestroyed} where nobody can read them any more.
   */
  public List<Observation> list(EnrolmentId enrolment, Interval interval) {
    Instant startsAt = interval.startsAt();
    List<StoredObservation> arrived = arrived(enrolment);
    List<StoredObservation> rowsBefore = new ArrayList<>(toldBefore(arrived, startsAt));
    rowsBefore.addAll(lastTwoRows(enrolment, startsAt));
    List<StoredObservation> rows = new ArrayList<>(StoredRows.list(jdbc, enrolment, interval));
    arrived.stream().filter(one -> interval.contains(one.observedAt())).forEach(rows::add);
    List<StoredObservation> sealed =
        chunks.list(enrolment, startsAt.minus(REMEMBERED_FOR), interval.endsAt());
    List<StoredObservation> within =
        StoredObservation.union(
            rows, sealed.stream().filter(one -> interval.contains(one.observedAt())).toList());
    if (within.isEmpty() && keys.findDestroyed(enrolment).isPresent()) {
      throw new TrackDestroyed(enrolment);
    }
    ClockMemory clocks = clocks(rowsBefore, sealed, startsAt);
    List<Observation> observations = new ArrayList<>(within.size());
    within.forEach(one -> observations.add(clocks.read(one)));
    return observations;
  }

  /** What came lately and counts. */
  private List<StoredObservation> arrived(EnrolmentId enrolment) {
    List<Arrival> all = arrivals.ofEnrolment(enrolment);
    if (all.isEmpty()) {
      return List.of();
    }
    Standing standing = Standing.of(jdbc, List.of(enrolment));
    return all.stream().filter(standing::counts).map(Arrival::observation).toList();
  }

  /** Of these, what clocks may be told by. */
  private static List<StoredObservation> toldBefore(List<StoredObservation> all, Instant before) {
    Interval remembered = new Interval(before.minus(REMEMBERED_FOR), before);
    return all.stream()
        .filter(one -> one.claimedAt() == null && remembered.contains(one.observedAt()))
        .toList();
  }

  private List<StoredObservation> lastTwoRows(EnrolmentId enrolment, Instant before) {
    return jdbc.sql(
            "select "
                + StoredRows.COLUMNS
                + """
                from standing s join observation o on o.assignment_id = s.assignment_id
                  and o.observed_at >= s.from_at and o.observed_at < s.to_at
                where s.enrolment_id = ? and o.observed_at < ? and o.claimed_at is null
                  and o.observed_at >= ?
                order by o.observed_at desc, o.received_at desc, o.observation_id desc limit 2
                """)
        .params(
            enrolment.value(), Timestamp.from(before), Timestamp.from(before.minus(REMEMBERED_FOR)))
        .query(StoredRows::row)
        .list();
  }

  /** What the clocks of the enrolment's devices said last before the instant. */
  public ClockMemory clocksBefore(EnrolmentId enrolment, Instant before) {
    List<StoredObservation> rows = new ArrayList<>(toldBefore(arrived(enrolment), before));
    rows.addAll(lastTwoRows(enrolment, before));
    return clocks(rows, chunks.list(enrolment, before.minus(REMEMBERED_FOR), before), before);
  }

  private static ClockMemory clocks(
      List<StoredObservation> rows, List<StoredObservation> sealed, Instant before) {
    List<StoredObservation> all = StoredObservation.union(rows, toldBefore(sealed, before));
    ClockMemory clocks = new ClockMemory();
    all.subList(Math.max(0, all.size() - 2), all.size())
        .reversed()
        .forEach(one -> clocks.rememberEarlier(one.deviceId(), one.receipt()));
    return clocks;
  }

  /** How many observations there are of each UTC day within the interval; none is not listed. */
  public Map<LocalDate, Integer> countByDay(EnrolmentId enrolment, Interval interval) {
    Map<LocalDate, Integer> counts = new TreeMap<>();
    // What came lately may be in a chunk by the time that is asked: such days are read.
    Set<LocalDate> cut = new HashSet<>();
    for (StoredObservation one : arrived(enrolment)) {
      if (interval.contains(one.observedAt())) {
        cut.add(one.observedAt().atOffset(ZoneOffset.UTC).toLocalDate());
      }
    }
    // One statement: what moves meanwhile is counted once.
    jdbc.sql(
            """
            select day, sum(n), bool_or(cut) from (
              select (o.observed_at at time zone 'UTC')::date as day, count(*) as n, false as cut
              from standing s join observation o on o.assignment_id = s.assignment_id
                and o.observed_at >= s.from_at and o.observed_at < s.to_at
              where s.enrolment_id = :enrolment
                and o.observed_at >= :startsAt and o.observed_at < :endsAt
              group by 1
              union all
              select c.day, c.observations, c.first_at < :startsAt or c.last_at >= :endsAt
                or not exists (select from standing s where s.assignment_id = c.assignment_id
                  and c.first_at >= s.from_at and c.last_at < s.to_at)
              from track_chunk c join assignment a using (assignment_id)
              where a.enrolment_id = :enrolment
                and c.last_at >= :startsAt and c.first_at < :endsAt) piece
            group by day
            """)
        .param("enrolment", enrolment.value())
        .param("startsAt", Timestamp.from(interval.startsAt()))
        .param("endsAt", Timestamp.from(interval.endsAt()))
        .query(
            row -> {
              LocalDate day = row.getObject(1, LocalDate.class);
              counts.put(day, row.getInt(2));
              if (row.getBoolean(3)) {
                cut.add(day);
              }
            });
    // Of a chunk that the interval or the end of an assignment cuts, the count of the whole does
    // not say.
    for (LocalDate day : cut) {
      int count = list(enrolment, within(day, interval)).size();
      if (count > 0) {
        counts.put(day, count);
      } else {
        counts.remove(day);
      }
    }
    return counts;
  }

  private static Interval within(LocalDate day, Interval interval) {
    Interval whole = SealedDay.stretch(day);
    return new Interval(
        whole.startsAt().isBefore(interval.startsAt()) ? interval.startsAt() : whole.startsAt(),
        whole.endsAt().isAfter(interval.endsAt()) ? interval.endsAt() : whole.endsAt());
  }

  /** The last observation that there is, of anybody; 0 when there is none. */
  public long lastObservation() {
    return Math.max(arrivals.lastId(), ArrivalRows.lastMovedId(jdbc));
  }

  /**
   * The reports that brought observations of the interval, its end included, that were not judged
   * before.
   */
  public Because reportsSince(Seen seen, EnrolmentId enrolment, Interval interval) {
    return new TrackNews(jdbc, arrivals, chunks).since(seen, enrolment, interval);
  }

  /** When the enrolment's device was last heard from, by its own clock. */
  public Optional<Instant> findLastHeardAt(EnrolmentId enrolment) {
    Optional<Instant> arrivedAt =
        arrived(enrolment).stream()
            .map(StoredObservation::observedAt)
            .max(Comparator.naturalOrder());
    return jdbc.sql(
            """
            select max(latest) from standing s cross join lateral
              (select greatest(
                (select max(o.observed_at) from observation o
                 where o.assignment_id = s.assignment_id
                   and o.observed_at >= s.from_at and o.observed_at < s.to_at),
                (select max(heard.at) from (
                    select c.day, c.heard_millis from track_chunk c
                    where c.assignment_id = s.assignment_id and c.first_at < s.to_at
                      and c.last_at >= s.from_at
                    order by c.day desc fetch first row with ties) last
                  cross join lateral (
                    select (last.day::timestamp at time zone 'UTC')
                      + millis * interval '1 millisecond' as at
                    from unnest(last.heard_millis) as millis) heard
                  where heard.at >= s.from_at and heard.at < s.to_at)) as latest) heard
            where s.enrolment_id = ?
            """)
        .param(enrolment.value())
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single()
        .filter(at -> arrivedAt.isEmpty() || at.isAfter(arrivedAt.orElseThrow()))
        .or(() -> arrivedAt);
  }
}
