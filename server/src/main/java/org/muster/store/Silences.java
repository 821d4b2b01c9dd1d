package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.WatchedDevice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When devices were not heard from for long, by their own clocks. */
@Component
public class Silences {
  private final JdbcClient jdbc;
  private final Arrivals arrivals;

  @Autowired
  public Silences(JdbcClient jdbc, LatestArrivals arrivals) {
    this(jdbc, (Arrivals) arrivals);
  }

  /** For who looks beside the server. */
  public Silences(JdbcClient jdbc) {
    this(jdbc, new StoredArrivals(jdbc));
  }

  private Silences(JdbcClient jdbc, Arrivals arrivals) {
    this.jdbc = jdbc;
    this.arrivals = arrivals;
  }

  /** All that were assigned at some time from the instant on, with their quiets from it on. */
  public List<WatchedDevice> list(Instant from, Instant asOf, Duration quietAfter) {
    // What came lately is read before all else: it may be moved meanwhile.
    Map<Long, Instant> firsts = arrivals.firsts();
    Map<AssignmentId, List<Interval>> quiets = quiets(from, asOf, quietAfter, firsts.keySet());
    return jdbc
        .sql(
            """
            select a.assignment_id, a.enrolment_id, d.vendor, o.name,
                   lower(a.during), upper(a.during), heard.first_at
            from assignment a
            join device d on d.device_id = a.device_id
            join enrolment e on e.enrolment_id = a.enrolment_id
            join office o on o.office_id = e.office_id
            cross join lateral (
              select least(
                (select min(o.observed_at) from observation o
                 where o.assignment_id = a.assignment_id and o.observed_at < ending.at),
                (select min(c.first_at) from track_chunk c
                 where c.assignment_id = a.assignment_id and c.first_at < ending.at))
                as first_at
              from (select coalesce(upper(a.during), 'infinity') as at) ending) heard
            where not o.synthetic
              and a.during && tstzrange(:from, null)
            order by a.assignment_id
            """)
        .param("from", Timestamp.from(from))
        .query((row, n) -> watched(row, quiets, firsts))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty for one that was never heard. */
  private static Optional<WatchedDevice> watched(
      ResultSet row, Map<AssignmentId, List<Interval>> quiets, Map<Long, Instant> firsts)
      throws SQLException {
    AssignmentId assignment = new AssignmentId(row.getLong(1));
    Interval during = Ranges.interval(row, 5, 6);
    Optional<Instant> firstAt =
        Stream.of(
                Optional.ofNullable(row.getTimestamp(7)).map(Timestamp::toInstant),
                Optional.ofNullable(firsts.get(assignment.value()))
                    .filter(at -> at.isBefore(during.endsAt())))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    EnrolmentId enrolment = new EnrolmentId(row.getLong(2));
    String vendor = row.getString(3);
    String office = row.getString(4);
    return firstAt.map(
        first ->
            new WatchedDevice(
                assignment,
                enrolment,
                vendor,
                office,
                during,
                first,
                quiets.getOrDefault(assignment, List.of())));
  }

  /** A device that was taken off did not go quiet: its last sign of life is then no beginning. */
  private Map<AssignmentId, List<Interval>> quiets(
      Instant from, Instant asOf, Duration quietAfter, Set<Long> assignments) {
    Columns lately = new Columns("int8", "timestamptz");
    for (long assignment : assignments) {
      for (Instant at : signs(arrivals.ofAssignment(assignment), from, asOf, quietAfter)) {
        lately.add(assignment, at.toString());
      }
    }
    Map<AssignmentId, List<Interval>> quiets = new HashMap<>();
    jdbc.sql(
            """
            select s.assignment_id, s.observed_at, s.next_at from (
              select assignment_id, observed_at,
                     lead(observed_at) over (partition by assignment_id order by observed_at)
                       as next_at
              from (
                select o.assignment_id, o.observed_at
                from observation o join assignment a on a.assignment_id = o.assignment_id
                where o.observed_at >= :from and o.observed_at < :asOf
                  and a.during @> o.observed_at
                union all
                select l.assignment_id, l.observed_at
                from unnest(:assignments, :times) as l (assignment_id, observed_at)
                join assignment a on a.assignment_id = l.assignment_id
                where a.during @> l.observed_at
                union all
                select c.assignment_id, heard.observed_at
                from track_chunk c join assignment a on a.assignment_id = c.assignment_id
                cross join lateral (
                  select (c.day::timestamp at time zone 'UTC') + millis * interval '1 millisecond'
                    as observed_at from unnest(c.heard_millis) as millis) heard
                where c.last_at >= :from and c.first_at < :asOf
                  and heard.observed_at >= :from and heard.observed_at < :asOf
                  and a.during @> heard.observed_at) heard) s
            join assignment a on a.assignment_id = s.assignment_id
            where coalesce(s.next_at, :asOf) - s.observed_at > make_interval(secs => :quiet)
              and (s.next_at is not null or a.during @> cast(:asOf as timestamptz))
            order by s.assignment_id, s.observed_at
            """)
        .param("from", Timestamp.from(from))
        .param("asOf", Timestamp.from(asOf))
        .param("quiet", quietAfter.toSeconds())
        .param("assignments", lately.parameters().getFirst())
        .param("times", lately.parameters().getLast())
        .query(
            row -> {
              quiets
                  .computeIfAbsent(new AssignmentId(row.getLong(1)), id -> new ArrayList<>())
                  .add(Ranges.interval(row, 2, 3));
            });
    return quiets;
  }

  /**
   * When a device was heard, as far as it matters: of signs that follow each other closely, only so
   * many that none is further from the next than a quiet lasts.
   */
  private static List<Instant> signs(
      List<StoredObservation> observations, Instant from, Instant asOf, Duration quietAfter) {
    List<Instant> all =
        observations.stream()
            .map(StoredObservation::observedAt)
            .filter(at -> !at.isBefore(from) && at.isBefore(asOf))
            .sorted()
            .toList();
    List<Instant> signs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean isEnd = signs.isEmpty() || i == all.size() - 1;
      if (isEnd || Duration.between(signs.getLast(), all.get(i + 1)).compareTo(quietAfter) > 0) {
        signs.add(all.get(i));
      }
    }
    return signs;
  }
}
