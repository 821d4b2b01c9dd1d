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
  private final DueMarks marks;

  public RollDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
    marks = new DueMarks(jdbc, "roll_due");
  }

  /** Call the roll of the enrolment again from the instant on; an earlier mark stays. */
  public void mark(EnrolmentId enrolment, Instant fromAt) {
    markAll(Map.of(enrolment, fromAt));
  }

  /** Marks each enrolment from its instant on, in one statement. */
  public void markAll(Map<EnrolmentId, Instant> fromAt) {
    marks.mark(fromAt);
  }

  /**
   * Marks every stay of a person that touches the time from the instant on: of two stays on one day
   * only the later one stands on the roll.
   */
  public void markStays(ParticipantId participant, Instant fromAt) {
    Timestamp from = Timestamp.from(fromAt);
    marks.mark(
        """
        select enrolment_id, ?::timestamptz from enrolment
        where participant_id = ? and (upper_inf(during) or upper(during) >= ?)
        """,
        from,
        participant.value(),
        from);
  }

  /** Some that are due, those with the earliest causes first. */
  public List<Due> list(int countMax) {
    return jdbc.sql(
            "select " + DueMarks.COLUMNS + " from roll_due order by from_at, enrolment_id limit ?")
        .param(countMax)
        .query(DueMarks::row)
        .list();
  }

  /** Takes the marks off; one that was marked again after it was read stays. */
  public void take(List<Due> called) {
    Columns rows = new Columns("int8", "int8");
    called.forEach(one -> rows.add(one.enrolment().value(), one.mark()));
    jdbc.sql(
            """
            delete from roll_due using unnest(?, ?) as called (enrolment_id, mark)
            where roll_due.enrolment_id = called.enrolment_id and roll_due.mark = called.mark
            """)
        .params(new ArrayList<>(rows.parameters()))
        .update();
  }
}
