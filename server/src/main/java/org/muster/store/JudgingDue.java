package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has to be judged again, from when. Marked in the transaction that wrote the cause. */
@Component
public class JudgingDue {
  private final JdbcClient jdbc;

  public JudgingDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An enrolment whose timeline from an instant on may have changed. */
  public record Due(EnrolmentId enrolment, Instant fromAt) {}

  /** Judge the enrolment again from the instant on; an earlier mark stays. */
  public void mark(EnrolmentId enrolment, Instant fromAt) {
    jdbc.sql(
            """
            insert into judging_due (enrolment_id, from_at) values (?, ?)
            on conflict (enrolment_id)
            do update set from_at = least(judging_due.from_at, excluded.from_at)
            """)
        .params(enrolment.value(), Timestamp.from(fromAt))
        .update();
  }

  /** Some that are due, oldest cause first. */
  public List<Due> list(int countMax) {
    return jdbc.sql("select enrolment_id, from_at from judging_due order by from_at limit ?")
        .param(countMax)
        .query(
            (row, n) -> new Due(new EnrolmentId(row.getLong(1)), row.getTimestamp(2).toInstant()))
        .list();
  }

  /** Takes the mark off, if nothing was marked after it was read; false when something was. */
  public boolean take(Due due) {
    return jdbc.sql("delete from judging_due where enrolment_id = ? and from_at = ?")
            .params(due.enrolment().value(), Timestamp.from(due.fromAt()))
            .update()
        == 1;
  }
}
