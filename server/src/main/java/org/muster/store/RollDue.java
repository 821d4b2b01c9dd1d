package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.domain.EnrolmentId;
import org.muster.domain.ParticipantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * For whom the roll has to be called again, and from when. Marked in the transaction that wrote the
 * cause, so that no cause is missed however long its transaction took.
 */
@Component
public class RollDue {
  private final JdbcClient jdbc;

  public RollDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Call the roll of the enrolment again from the instant on; an earlier mark stays. */
  public void mark(EnrolmentId enrolment, Instant fromAt) {
    markAll(Map.of(enrolment, fromAt));
  }

  /** Marks each enrolment from its instant on, in one statement. */
  public void markAll(Map<EnrolmentId, Instant> fromAt) {
    DueMarks.note(jdbc, marks -> fromAt.forEach(marks::callRoll));
  }

  /**
   * Marks every stay of a person that touches the time from the instant on: of two stays on one day
   * only the later one stands on the roll.
   */
  public void markStays(ParticipantId participant, Instant fromAt) {
    List<EnrolmentId> stays =
        jdbc.sql(
                """
                select enrolment_id from enrolment
                where participant_id = ? and (upper_inf(during) or upper(during) >= ?)
                """)
            .params(participant.value(), Timestamp.from(fromAt))
            .query((row, n) -> new EnrolmentId(row.getLong(1)))
            .list();
    DueMarks.note(jdbc, marks -> stays.forEach(stay -> marks.callRoll(stay, fromAt)));
  }

  /** The latest mark that there is; 0 when nothing is due. Marks go up. */
  public long lastMark() {
    return jdbc.sql("select coalesce(max(mark), 0) from roll_due").query(Long.class).single();
  }

  /** Some that are due and were marked no later than so, those with the earliest causes first. */
  public List<Due> list(int countMax, long lastMark) {
    return jdbc.sql(
            """
            select enrolment_id, from_at, mark from roll_due where mark <= ?
            order by from_at, enrolment_id limit ?
            """)
        .params(lastMark, countMax)
        .query(
            (row, n) ->
                new Due(
                    new EnrolmentId(row.getLong(1)),
                    row.getTimestamp(2).toInstant(),
                    row.getLong(3)))
        .list();
  }

  /** Takes the marks off; one that was marked again after it was read stays. */
  public void take(List<Due> called) {
    Columns rows = new Columns("int8", "int8");
    // In the order in which they are marked, so that nobody waits in a circle.
    called.forEach(one -> rows.add(one.enrolment().value(), one.mark()));
    jdbc.sql(
            """
            with called as (
              select due.enrolment_id from unnest(?, ?) as given (enrolment_id, mark)
              join roll_due due on due.enrolment_id = given.enrolment_id and due.mark = given.mark
              order by due.enrolment_id for update of due
            )
            delete from roll_due using called where roll_due.enrolment_id = called.enrolment_id
            """)
        .params(new ArrayList<>(rows.parameters()))
        .update();
  }
}
