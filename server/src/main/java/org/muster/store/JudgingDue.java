package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What has to be judged again, from when. Marked in the transaction that wrote the cause. What is
 * judged again because something became known is called again on the roll too.
 */
@Component
public class JudgingDue {
  private final JdbcClient jdbc;
  private final DueMarks marks;
  private final RollDue roll;

  public JudgingDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
    marks = new DueMarks(jdbc, "judging_due");
    roll = new RollDue(jdbc);
  }

  /** Judge the enrolment again from the instant on; an earlier mark stays. */
  public void mark(EnrolmentId enrolment, Instant fromAt) {
    markAll(Map.of(enrolment, fromAt));
  }

  /** Marks each enrolment from its instant on, in one statement. */
  public void markAll(Map<EnrolmentId, Instant> fromAt) {
    marks.mark(fromAt);
    roll.markAll(fromAt);
  }

  /** Marks every enrolment that is under way, so that time itself is judged: silence, windows. */
  public int markAllUnderWay(Instant at) {
    return jdbc.sql(
            """
            insert into judging_due (enrolment_id, from_at)
            select enrolment_id, ? from enrolment where during @> ?::timestamptz
            order by enrolment_id
            on conflict (enrolment_id) do nothing
            """)
        .params(Timestamp.from(at), Timestamp.from(at))
        .update();
  }

  /**
   * Some that are due: half with the latest causes, so that what is live does not wait behind a
   * backlog, and half with the earliest, so that a backlog does not wait behind what is live.
   */
  public List<Due> list(int countMax) {
    return jdbc.sql(
            """
            (select %1$s from judging_due order by from_at desc, enrolment_id limit (? + 1) / 2)
            union
            (select %1$s from judging_due order by from_at, enrolment_id limit ? / 2)
            order by from_at desc, enrolment_id
            """
                .formatted(DueMarks.COLUMNS))
        .params(countMax, countMax)
        .query(DueMarks::row)
        .list();
  }

  /** How many enrolments are due. */
  public long count() {
    return jdbc.sql("select count(*) from judging_due").query(Long.class).single();
  }

  /** Takes the mark off, if nothing was marked after it was read; false when something was. */
  public boolean take(Due due) {
    boolean taken =
        jdbc.sql("delete from judging_due where enrolment_id = ? and mark = ?")
                .params(due.enrolment().value(), due.mark())
                .update()
            == 1;
    if (!taken) {
      jdbc.sql("update judging_due set marked_at = clock_timestamp() where enrolment_id = ?")
          .param(due.enrolment().value())
          .update();
    }
    return taken;
  }

  /** Since when the enrolment that has waited longest waits; empty when nothing is due. */
  public Optional<Instant> findOldestMarkedAt() {
    return jdbc.sql("select min(marked_at) from judging_due")
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }
}
