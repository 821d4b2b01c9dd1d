package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Assignment;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which device stands for whom, and when; every instant of it lies under an order in force. */
@Component
public class Assignments {
  private static final String SELECT =
      """
      select assignment_id, device_id, enrolment_id, lower(during), upper(during)
      from assignment
      """;

  /** As a key to the assignment refuses it, for what is in rows and chunks. */
  private static final String REFUSE_REPORTED =
      """
      do $$ begin
        raise exception 'the device reported under the assignment'
          using errcode = 'foreign_key_violation', constraint = 'arrival_assignment_id_fkey';
      end $$
      """;

  private final JdbcClient jdbc;
  private final JudgingDue due;

  public Assignments(JdbcClient jdbc, JudgingDue due) {
    this.jdbc = jdbc;
    this.due = due;
  }

  public AssignmentId add(DeviceId device, EnrolmentId enrolment, Interval during, String by) {
    AssignmentId id =
        jdbc.sql(
                """
                insert into assignment (device_id, enrolment_id, during, recorded_by)
                values (?, ?, tstzrange(?, ?), ?) returning assignment_id
                """)
            .param(device.value())
            .param(enrolment.value())
            .param(Ranges.startOf(during))
            .param(Ranges.endOf(during))
            .param(by)
            .query((row, n) -> new AssignmentId(row.getLong(1)))
            .single();
    due.mark(enrolment, during.startsAt(), News.Kind.ASSIGNMENT, id.toString());
    return id;
  }

  /** The device stands for the person only until the instant. */
  public void cut(Assignment assignment, Instant endsAt) {
    jdbc.sql("update assignment set during = tstzrange(lower(during), ?) where assignment_id = ?")
        .params(Timestamp.from(endsAt), assignment.id().value())
        .update();
    mark(assignment, endsAt);
  }

  /**
   * Takes back an assignment that has not begun; refused by the database when its device reported
   * under it. Within a transaction.
   */
  public void withdraw(Assignment assignment) {
    long id = assignment.id().value();
    jdbc.sql("delete from assignment where assignment_id = ?").param(id).update();
    // From here on the journal waits for us. What came lately has no key of the database's.
    if (!new StoredArrivals(jdbc).ofAssignment(id).isEmpty()) {
      jdbc.sql(REFUSE_REPORTED).update();
    }
    mark(assignment, assignment.during().startsAt());
  }

  private void mark(Assignment assignment, Instant fromAt) {
    due.mark(assignment.enrolment(), fromAt, News.Kind.ASSIGNMENT, assignment.id().toString());
  }

  /**
   * Until this transaction ends or asks for the check, assignments may lie outside orders: while
   * one order takes the place of another.
   */
  public void deferCheckOfOrders() {
    jdbc.sql("set constraints assignment_under_order deferred").update();
  }

  /** Checks that every assignment lies under orders in force. */
  public void checkOrders() {
    jdbc.sql("set constraints assignment_under_order immediate").update();
  }

  public Optional<Assignment> find(AssignmentId id) {
    return jdbc.sql(SELECT + "where assignment_id = ?")
        .param(id.value())
        .query(Assignments::row)
        .optional();
  }

  /** The assignments of an enrolment in order of time. */
  public List<Assignment> list(EnrolmentId enrolment) {
    return jdbc.sql(SELECT + "where enrolment_id = ? order by during")
        .param(enrolment.value())
        .query(Assignments::row)
        .list();
  }

  /** The assignments of a device in order of time. */
  public List<Assignment> listOf(DeviceId device) {
    return jdbc.sql(SELECT + "where device_id = ? order by during")
        .param(device.value())
        .query(Assignments::row)
        .list();
  }

  /** The assignments that hold at an instant. */
  public List<Assignment> listAt(Instant at) {
    return jdbc.sql(SELECT + "where during @> ?::timestamptz order by assignment_id")
        .param(Timestamp.from(at))
        .query(Assignments::row)
        .list();
  }

  private static Assignment row(ResultSet row, int n) throws SQLException {
    return new Assignment(
        new AssignmentId(row.getLong(1)),
        new DeviceId(row.getLong(2)),
        new EnrolmentId(row.getLong(3)),
        Ranges.interval(row, 4, 5));
  }
}
