package org.muster.store;

import java.util.List;
import org.muster.domain.AskedCondition;
import org.muster.domain.AssignmentId;
import org.muster.domain.ConditionId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.Supervision;
import org.muster.domain.Technology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that binds an enrolment, as judging needs it. */
@Component
public class Bindings {
  private final JdbcClient jdbc;

  public Bindings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A device while it stands for the person. */
  public record Assigned(
      AssignmentId assignment,
      DeviceId device,
      Technology technology,
      String vendor,
      Interval interval) {}

  /** The conditions, each while its order is in force and the enrolment goes on. */
  public List<Supervision.Binding> list(EnrolmentId enrolment) {
    return jdbc.sql(
            "select lower(o.during * e.during), upper(o.during * e.during), "
                + Conditions.COLUMNS
                + " from "
                + Conditions.JOINED
                + """
                join legal_order o on o.order_id = c.order_id
                join enrolment e on e.enrolment_id = o.enrolment_id
                where e.enrolment_id = ? and o.during && e.during
                order by c.condition_id
                """)
        .param(enrolment.value())
        .query(
            (row, n) -> {
              AskedCondition asked = Conditions.row(row, n);
              return new Supervision.Binding(
                  asked.id(), asked.order(), asked.condition(), Ranges.interval(row, 1, 2));
            })
        .list();
  }

  public List<Supervision.Excusal> listExcusals(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select x.excusal_id, x.condition_id, lower(x.during), upper(x.during)
            from excusal x
            join condition c on c.condition_id = x.condition_id
            join legal_order o on o.order_id = c.order_id
            where o.enrolment_id = ? order by x.excusal_id
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Supervision.Excusal(
                    new ExcusalId(row.getLong(1)),
                    new ConditionId(row.getLong(2)),
                    Ranges.interval(row, 3, 4)))
        .list();
  }

  /** The devices that stood for the person, in order of time. */
  public List<Assigned> listAssignments(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select a.assignment_id, a.device_id, d.technology, d.vendor,
                   lower(a.during), upper(a.during)
            from assignment a join device d on d.device_id = a.device_id
            where a.enrolment_id = ? order by a.during
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Assigned(
                    new AssignmentId(row.getLong(1)),
                    new DeviceId(row.getLong(2)),
                    Technology.valueOf(row.getString(3)),
                    row.getString(4),
                    Ranges.interval(row, 5, 6)))
        .list();
  }
}
