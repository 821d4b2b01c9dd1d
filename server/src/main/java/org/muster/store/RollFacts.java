package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.springframework.jdbc.core.simple.JdbcClient;
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
   * @param abscondedAt when somebody decided so; the latest decision of its finding
   */
  public record Facts(
      EnrolmentId enrolment,
      Optional<Instant> endedAt,
      Optional<Long> orderId,
      Optional<Long> assignmentId,
      Optional<Technology> technology,
      Optional<Instant> heardAt,
      Optional<Long> excusalId,
      Optional<Long> abscondDecisionId,
      Optional<Instant> abscondedAt) {}

  private static final String FACTS =
      """
      select e.enrolment_id,
        case when upper(e.during) <= :at then upper(e.during) end as ended_at,
        (select o.order_id from legal_order o
          where o.enrolment_id = e.enrolment_id and o.during @> cast(:at as timestamptz)
            and exists (select from condition c where c.order_id = o.order_id)) as order_id,
        a.assignment_id, a.technology,
        (select max(o.observed_at) from observation o
          where o.assignment_id = a.assignment_id and o.observed_at <= :at) as heard_at,
        (select min(x.excusal_id) from excusal x
          join condition c on c.condition_id = x.condition_id and c.kind = 'KeepContact'
          join legal_order o on o.order_id = c.order_id
          where o.enrolment_id = e.enrolment_id and x.during @> cast(:at as timestamptz)
            and o.during @> cast(:at as timestamptz)) as excusal_id,
        gone.decision_id, gone.decided_at
      from enrolment e
      left join lateral (
        select a.assignment_id, d.technology from assignment a
        join device d on d.device_id = a.device_id
        where a.enrolment_id = e.enrolment_id and a.during @> cast(:at as timestamptz)
        order by lower(a.during) desc limit 1) a on true
      left join lateral (
        select last.decision_id, last.decided_at from (
          select distinct on (d.finding_id) d.decision_id, d.decided_at, d.answer
          from decision d
          join finding f on f.finding_id = d.finding_id and f.version = d.finding_version
          where f.enrolment_id = e.enrolment_id and d.decided_at <= :at
          order by d.finding_id, d.decision_id desc) last
        where last.answer = 'Absconded' order by last.decision_id desc limit 1) gone on true
      where e.office_id = :office and e.during && tstzrange(:dayStart, :at, '[]')
      order by e.enrolment_id
      """;

  private final JdbcClient jdbc;

  public RollFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The facts at the instant, of every enrolment that touches the day up to it. */
  public List<Facts> list(OfficeId office, Instant dayStartsAt, Instant at) {
    return jdbc.sql(FACTS)
        .param("office", office.value())
        .param("dayStart", Timestamp.from(dayStartsAt))
        .param("at", Timestamp.from(at))
        .query((row, n) -> facts(row))
        .list();
  }

  public List<CallingOffice> offices() {
    return jdbc.sql("select office_id, code, time_zone from office order by office_id")
        .query(
            (row, n) ->
                new CallingOffice(
                    new OfficeId(row.getLong(1)), row.getString(2), ZoneId.of(row.getString(3))))
        .list();
  }

  /** How many enrolments of the office touch the stretch: what the roll's sum has to be. */
  public long countEnrolled(OfficeId office, Interval stretch) {
    return jdbc.sql(
            "select count(*) from enrolment where office_id = ? and during && tstzrange(?, ?)")
        .param(office.value())
        .param(Ranges.startOf(stretch))
        .param(Ranges.endOf(stretch))
        .query(Long.class)
        .single();
  }

  /** The UTC day of the earliest thing that became known since the instant. */
  public Optional<LocalDate> findEarliestChange(Instant since) {
    return jdbc.sql(
            """
            select cast(min(at) at time zone 'UTC' as date) from (
              select min(observed_at) as at from observation where received_at >= :since
              union all select min(lower(during)) from excusal where recorded_at >= :since
              union all select min(lower(during)) from assignment where recorded_at >= :since
              union all select min(lower(during)) from legal_order where recorded_at >= :since
              union all select min(lower(during)) from enrolment where recorded_at >= :since) known
            """)
        .param("since", Timestamp.from(since))
        .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  private static Facts facts(ResultSet row) throws SQLException {
    return new Facts(
        new EnrolmentId(row.getLong("enrolment_id")),
        instant(row, "ended_at"),
        number(row, "order_id"),
        number(row, "assignment_id"),
        Optional.ofNullable(row.getString("technology")).map(Technology::valueOf),
        instant(row, "heard_at"),
        number(row, "excusal_id"),
        number(row, "decision_id"),
        instant(row, "decided_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class));
  }
}
