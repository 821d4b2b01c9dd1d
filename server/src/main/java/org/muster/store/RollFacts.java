// Over 250 lines because what the roll is called on is read by one statement.
package org.muster.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The facts that the roll is called on. */
@Component
public class RollFacts {
  /** An office that calls its own roll. */
  public record CallingOffice(OfficeId id, String code, ZoneId zone) {}

  /**
   * What is known of one enrolment at an instant.
   *
   * @param endedAt when the enrolment ended, if it did by then
   * @param orderId the order in force that asks for something that needs a device
   * @param heardAt when a device of the enrolment was last heard, within the one assigned now
   * @param faultOf the system incident that explains silence at the instant
   * @param excusedBy who recorded the excusal
   * @param abscondedAt when {@code abscondedBy} decided so; the latest decision of its finding
   */
  public record Facts(
      EnrolmentId enrolment,
      Optional<Instant> endedAt,
      Optional<Long> orderId,
      Optional<Long> assignmentId,
      Optional<Technology> technology,
      Optional<Instant> heardAt,
      Optional<String> faultOf,
      Optional<Long> excusalId,
      Optional<String> excusedBy,
      Optional<Long> abscondDecisionId,
      Optional<String> abscondedBy,
      Optional<Instant> abscondedAt) {}

  /**
   * Of two stays of one person that touch one day, the later one stands on the roll of that day.
   */
  private static final String STANDS =
      """
      not exists (
        select from enrolment later join office lo on lo.office_id = later.office_id
        where later.participant_id = e.participant_id and lower(later.during) > lower(e.during)
          and lower(later.during) <
              least((cast(:day as date) + 1)::timestamp at time zone lo.time_zone, :now)
          and (upper_inf(later.during)
            or upper(later.during) > cast(:day as date)::timestamp at time zone lo.time_zone))
      """;

  private static final String FACTS =
      """
      select e.enrolment_id,
        case when upper(e.during) <= :at then upper(e.during) end as ended_at,
        (select o.order_id from legal_order o
          where o.enrolment_id = e.enrolment_id and o.during @> cast(:at as timestamptz)
            and exists (select from condition c where c.order_id = o.order_id and %s)) as order_id,
        a.assignment_id, a.technology, a.device_id, a.from_at,
        (select max(each.at) from standing s cross join lateral (select greatest(
          (select max(o.observed_at) from observation o
            where o.assignment_id = s.assignment_id and o.observed_at >= s.from_at
              and o.observed_at <= :at),
          (select max(heard.at) from (
              select c.day, c.heard_millis from track_chunk c
              where c.assignment_id = s.assignment_id and c.first_at <= :at
              order by c.day desc fetch first row with ties) last
            cross join lateral (
              select (last.day::timestamp at time zone 'UTC') + millis * interval '1 millisecond'
                as at from unnest(last.heard_millis) as millis) heard
            where heard.at >= s.from_at and heard.at <= :at)) as at) each
          where s.standing_id = a.assignment_id) as heard_at,
        (select i.scope_kind || ' ' || i.scope_name || ' since '
              || to_char(i.starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'
          from incident_member m join incident_now i using (incident_id, version)
          where m.enrolment_id = e.enrolment_id and m.covered @> cast(:at as timestamptz)
          order by i.starts_at limit 1) as fault_of,
        permit.excusal_id, permit.author as excused_by,
        gone.decision_id, gone.decided_by, gone.decided_at
      from enrolment e
      left join lateral (
        select a.assignment_id, d.technology, a.device_id, lower(a.during) as from_at
        from assignment a
        join device d on d.device_id = a.device_id
        where a.enrolment_id = e.enrolment_id and a.during @> cast(:at as timestamptz)
        order by lower(a.during) desc limit 1) a on true
      left join lateral (
        select x.excusal_id, x.author from excusal x
        join condition c on c.condition_id = x.condition_id and c.kind = 'KeepContact'
        join legal_order o on o.order_id = c.order_id
        where o.enrolment_id = e.enrolment_id and x.during @> cast(:at as timestamptz)
          and o.during @> cast(:at as timestamptz)
        order by x.excusal_id limit 1) permit on true
      left join lateral (
        select last.decision_id, last.decided_by, last.decided_at from (
          select distinct on (d.finding_id) d.decision_id, d.decided_by, d.decided_at, d.answer
          from decision d
          join finding f on f.finding_id = d.finding_id and f.version = d.finding_version
          where f.enrolment_id = e.enrolment_id and d.decided_at <= :at
          order by d.finding_id, d.decision_id desc) last
        where last.answer = 'Absconded' order by last.decision_id desc limit 1) gone on true
      where e.office_id = :office and e.during && tstzrange(:dayStart, :at, '[]')
        and (cardinality(cast(:only as bigint[])) = 0 or e.enrolment_id = any (:only))
        and\s
      """
              .formatted(Conditions.NEEDS_DEVICE)
          + STANDS
          + "order by e.enrolment_id";

  private final JdbcClient jdbc;
  private final Arrivals arrivals;

  @Autowired
  public RollFacts(JdbcClient jdbc, LatestArrivals arrivals) {
    this(jdbc, (Arrivals) arrivals);
  }

  /** For who looks beside the server. */
  public RollFacts(JdbcClient jdbc) {
    this(jdbc, new StoredArrivals(jdbc));
  }

  private RollFacts(JdbcClient jdbc, Arrivals arrivals) {
    this.jdbc = jdbc;
    this.arrivals = arrivals;
  }

  /**
   * The facts of everybody who stands on the office's roll of a day.
   *
   * @param at the instant of which the facts are: now, or the last one of the day
   * @param only of these enrolments; empty for all
   */
  public List<Facts> list(
      CallingOffice office, LocalDate day, Instant at, Instant now, List<EnrolmentId> only) {
    // What came lately is read before: it may be moved meanwhile.
    Map<Held, Instant> lately = lately(at, only);
    return jdbc.sql(FACTS)
        .param("office", office.id().value())
        .param("day", Date.valueOf(day))
        .param("dayStart", Timestamp.from(day.atStartOfDay(office.zone()).toInstant()))
        .param("at", Timestamp.from(at))
        .param("now", Timestamp.from(now))
        .param("only", new SqlArrayValue("int8", only.stream().map(EnrolmentId::value).toArray()))
        .query((row, n) -> facts(row, lately))
        .list();
  }

  public List<CallingOffice> offices() {
    return jdbc.sql(
            "select office_id, code, time_zone from office where not synthetic order by office_id")
        .query(
            (row, n) ->
                new CallingOffice(
                    new OfficeId(row.getLong(1)), row.getString(2), ZoneId.of(row.getString(3))))
        .list();
  }

  /** How many stand on the office's roll of the day, counted without it: what its sum has to be. */
  public long countEnrolled(CallingOffice office, LocalDate day, Instant now) {
    Instant startsAt = day.atStartOfDay(office.zone()).toInstant();
    Instant endsAt = day.plusDays(1).atStartOfDay(office.zone()).toInstant();
    Instant upTo = endsAt.isAfter(now) ? now : endsAt;
    if (!startsAt.isBefore(upTo)) {
      return 0;
    }
    return jdbc.sql(
            """
            select count(*) from enrolment e
            where e.office_id = :office and e.during && tstzrange(:dayStart, :upTo) and\s
            """
                + STANDS)
        .param("office", office.id().value())
        .param("day", Date.valueOf(day))
        .param("dayStart", Timestamp.from(startsAt))
        .param("upTo", Timestamp.from(upTo))
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  /** A device and who had it. */
  private record Held(EnrolmentId enrolment, long device) {}

  /** When each was heard last of what came lately, up to the instant. */
  private Map<Held, Instant> lately(Instant at, List<EnrolmentId> only) {
    Map<Held, Instant> lately = new HashMap<>();
    Consumer<Arrival> note =
        arrival -> {
          Instant observedAt = arrival.observation().observedAt();
          if (!observedAt.isAfter(at)) {
            lately.merge(
                new Held(arrival.enrolment(), arrival.observation().deviceId()),
                observedAt,
                (a, b) -> a.isAfter(b) ? a : b);
          }
        };
    if (only.isEmpty()) {
      arrivals.forEach(note);
    } else {
      only.forEach(enrolment -> arrivals.ofEnrolment(enrolment).forEach(note));
    }
    return lately;
  }

  /** The last that was heard of the device since it was put on. */
  private static Optional<Instant> heardAt(ResultSet row, Map<Held, Instant> lately)
      throws SQLException {
    Held held = new Held(new EnrolmentId(row.getLong("enrolment_id")), row.getLong("device_id"));
    Optional<Instant> putOnAt = instant(row, "from_at");
    return Stream.of(
            instant(row, "heard_at"),
            Optional.ofNullable(lately.get(held))
                .filter(at -> putOnAt.isPresent() && !at.isBefore(putOnAt.orElseThrow())))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  private static Facts facts(ResultSet row, Map<Held, Instant> lately) throws SQLException {
    return new Facts(
        new EnrolmentId(row.getLong("enrolment_id")),
        instant(row, "ended_at"),
        number(row, "order_id"),
        number(row, "assignment_id"),
        Optional.ofNullable(row.getString("technology")).map(Technology::valueOf),
        heardAt(row, lately),
        Optional.ofNullable(row.getString("fault_of")),
        number(row, "excusal_id"),
        Optional.ofNullable(row.getString("excused_by")),
        number(row, "decision_id"),
        Optional.ofNullable(row.getString("decided_by")),
        instant(row, "decided_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class));
  }
}
