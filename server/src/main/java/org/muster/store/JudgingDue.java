package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
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
  private final RollDue roll;

  public JudgingDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
    roll = new RollDue(jdbc);
  }

  /** An enrolment whose timeline from an instant on may have changed. */
  public record Due(EnrolmentId enrolment, Instant fromAt, long mark) {}

  /** Judge the enrolment again from the instant on; an earlier mark stays. */
  public void mark(EnrolmentId enrolment, Instant fromAt) {
    jdbc.sql(
            """
            insert into judging_due (enrolment_id, from_at) values (?, ?)
            on conflict (enrolment_id)
            do update set from_at = least(judging_due.from_at, excluded.from_at),
                          mark = excluded.mark
            """)
        .params(enrolment.value(), Timestamp.from(fromAt))
        .update();
    roll.mark(enrolment, fromAt);
  }

  /** Marks each enrolment from its instant on, in one statement. */
  public void markAll(Map<EnrolmentId, Instant> fromAt) {
    if (fromAt.isEmpty()) {
      return;
    }
    Columns rows = new Columns("int8", "timestamptz");
    fromAt.forEach((enrolment, at) -> rows.add(enrolment.value(), at.toString()));
    // In one order for everybody, so that two transactions never wait for each other.
    jdbc.sql(
            """
            insert into judging_due (enrolment_id, from_at)
            select * from unnest(?, ?) as given (enrolment_id, from_at) order by enrolment_id
            on conflict (enrolment_id)
            do update set from_at = least(judging_due.from_at, excluded.from_at),
                          mark = excluded.mark
            """)
        .params(new ArrayList<>(rows.parameters()))
        .update();
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
            (select enrolment_id, from_at, mark from judging_due
             order by from_at desc, enrolment_id limit (? + 1) / 2)
            union
            (select enrolment_id, from_at, mark from judging_due
             order by from_at, enrolment_id limit ? / 2)
            order by from_at desc, enrolment_id
            """)
        .params(countMax, countMax)
        .query(
            (row, n) ->
                new Due(
                    new EnrolmentId(row.getLong(1)),
                    row.getTimestamp(2).toInstant(),
                    row.getLong(3)))
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
