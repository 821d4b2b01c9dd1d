package org.muster.store;

import java.util.List;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Excusal;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Recorded permissions that lift a condition for an interval; append-only. */
@Component
public class Excusals {
  private final JdbcClient jdbc;
  private final JudgingDue due;

  public Excusals(JdbcClient jdbc, JudgingDue due) {
    this.jdbc = jdbc;
    this.due = due;
  }

  public ExcusalId add(
      EnrolmentId enrolment, ConditionId condition, Interval during, String reason, String author) {
    ExcusalId id =
        jdbc.sql(
                """
                insert into excusal (condition_id, during, reason, author)
                values (?, tstzrange(?, ?), ?, ?) returning excusal_id
                """)
            .param(condition.value())
            .param(Ranges.startOf(during))
            .param(Ranges.endOf(during))
            .param(reason)
            .param(author)
            .query((row, n) -> new ExcusalId(row.getLong(1)))
            .single();
    due.mark(enrolment, during.startsAt(), News.Kind.EXCUSAL, id.toString());
    return id;
  }

  /** All excusals of an enrolment in order of time. */
  public List<Excusal> list(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select x.excusal_id, x.condition_id, lower(x.during), upper(x.during), x.reason,
                   x.author, x.recorded_at
            from excusal x
            join condition c on c.condition_id = x.condition_id
            join legal_order o on o.order_id = c.order_id
            where o.enrolment_id = ? order by x.during, x.excusal_id
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Excusal(
                    new ExcusalId(row.getLong(1)),
                    new ConditionId(row.getLong(2)),
                    Ranges.interval(row, 3, 4),
                    row.getString(5),
                    row.getString(6),
                    row.getTimestamp(7).toInstant()))
        .list();
  }
}
