package org.muster.store;

import java.util.List;
import org.muster.domain.CaseworkEntry;
import org.muster.domain.CaseworkEntry.Subject;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every change of an interval in casework, by whom and why; append-only. */
@Component
public class CaseworkEntries {
  private final JdbcClient jdbc;

  public CaseworkEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void add(Subject subject, long subjectId, String change, String author) {
    jdbc.sql("insert into casework_entry (subject, subject_id, change, author) values (?, ?, ?, ?)")
        .params(subject.word(), subjectId, change, author)
        .update();
  }

  /** What was changed about an enrolment, its orders and its assignments, the latest first. */
  public List<CaseworkEntry> list(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select subject, subject_id, change, author, recorded_at from casework_entry
            where (subject = 'enrolment' and subject_id = :id)
               or (subject = 'order' and subject_id in
                    (select order_id from legal_order where enrolment_id = :id))
               or (subject = 'assignment' and subject_id in
                    (select assignment_id from assignment where enrolment_id = :id))
            order by entry_id desc
            """)
        .param("id", enrolment.value())
        .query(
            (row, n) ->
                new CaseworkEntry(
                    Subject.of(row.getString(1)),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getTimestamp(5).toInstant()))
        .list();
  }
}
