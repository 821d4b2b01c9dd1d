package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.OfficeId;
import org.muster.domain.Outcome;
import org.muster.domain.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stays in the programme; a participant is in one at a time. */
@Component
public class Enrolments {
  private static final String SELECT =
      """
      select enrolment_id, participant_id, office_id, officer, lower(during), upper(during),
             outcome_reason, outcome_destination
      from enrolment
      """;

  /** The longest that a local day can begin before, or end after, the same day elsewhere. */
  private static final Duration DAY_ANYWHERE = Duration.ofHours(50);

  private final JdbcClient jdbc;
  private final JudgingDue due;

  public Enrolments(JdbcClient jdbc, JudgingDue due) {
    this.jdbc = jdbc;
    this.due = due;
  }

  public EnrolmentId add(
      ParticipantId participant, OfficeId office, String officer, Instant startsAt, String by) {
    EnrolmentId id =
        jdbc.sql(
                """
                insert into enrolment (participant_id, office_id, officer, during, recorded_by)
                values (?, ?, ?, tstzrange(?, null), ?) returning enrolment_id
                """)
            .params(participant.value(), office.value(), officer, Timestamp.from(startsAt), by)
            .query((row, n) -> new EnrolmentId(row.getLong(1)))
            .single();
    due.mark(id, startsAt, News.Kind.ENROLMENT, id.toString());
    // A stay that ended on the day on which this one begins gives its place on the roll to it.
    new RollDue(jdbc).markStays(participant, startsAt.minus(DAY_ANYWHERE));
    return id;
  }

  /** Ends the stay at the instant, with its outcome. */
  public void end(EnrolmentId id, Instant endsAt, Outcome outcome) {
    jdbc.sql(
            """
            update enrolment set during = tstzrange(lower(during), ?),
                   outcome_reason = ?, outcome_destination = ?
            where enrolment_id = ?
            """)
        .params(Timestamp.from(endsAt), outcome.reason(), outcome.destination(), id.value())
        .update();
    due.mark(id, endsAt, News.Kind.ENROLMENT, id.toString());
  }

  /** Reads the enrolment and keeps others from changing what hangs on it until this is done. */
  public Optional<Enrolment> lock(EnrolmentId id) {
    return jdbc.sql(SELECT + "where enrolment_id = ? for no key update")
        .param(id.value())
        .query(Enrolments::row)
        .optional();
  }

  /**
   * Reads the enrolment, which is to end: waits for whoever records something of it, and keeps
   * others from it until this is done. Taken before anything else, since a transaction that had
   * taken what hangs on the enrolment would wait for those who wait for that.
   */
  public Optional<Enrolment> lockToEnd(EnrolmentId id) {
    return jdbc.sql(SELECT + "where enrolment_id = ? for update")
        .param(id.value())
        .query(Enrolments::row)
        .optional();
  }

  public Optional<Enrolment> find(EnrolmentId id) {
    return jdbc.sql(SELECT + "where enrolment_id = ?")
        .param(id.value())
        .query(Enrolments::row)
        .optional();
  }

  public Enrolment get(EnrolmentId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no enrolment " + id));
  }

  /** All stays of a person, the latest first. */
  public List<Enrolment> listOf(ParticipantId participant) {
    return jdbc.sql(SELECT + "where participant_id = ? order by during desc")
        .param(participant.value())
        .query(Enrolments::row)
        .list();
  }

  /** Everyone enrolled at an instant. */
  public List<Enrolment> listAt(Instant at) {
    return jdbc.sql(SELECT + "where during @> ?::timestamptz order by enrolment_id")
        .param(Timestamp.from(at))
        .query(Enrolments::row)
        .list();
  }

  private static Enrolment row(ResultSet row, int n) throws SQLException {
    Interval during = Ranges.interval(row, 5, 6);
    String reason = row.getString(7);
    return new Enrolment(
        new EnrolmentId(row.getLong(1)),
        new ParticipantId(row.getLong(2)),
        new OfficeId(row.getLong(3)),
        row.getString(4),
        during,
        reason == null ? Optional.empty() : Optional.of(new Outcome(reason, row.getString(8))));
  }
}
