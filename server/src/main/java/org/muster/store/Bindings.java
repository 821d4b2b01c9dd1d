package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Area;
import org.muster.domain.AssignmentId;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.OrderId;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.domain.Technology;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What binds an enrolment, over all its time: conditions by order, devices, excusals. */
@Component
public class Bindings {
  private final JdbcClient jdbc;

  public Bindings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A device while it stands for the participant. */
  public record Assigned(
      AssignmentId assignment,
      DeviceId device,
      Technology technology,
      String vendor,
      Interval interval) {}

  /** Every condition of every order, while that order is in force. */
  public List<Supervision.Binding> list(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select c.condition_id, c.order_id, c.kind, lower(o.during) as lower,
                   upper(o.during) as upper, z.zone_id, z.version, z.name, z.area,
                   z.source_document, z.author, s.hours
            from legal_order o join condition c using (order_id)
            left join zone z on (z.zone_id, z.version) = (c.zone_id, c.zone_version)
            left join schedule s
              on (s.schedule_id, s.version) = (c.schedule_id, c.schedule_version)
            where o.enrolment_id = ? order by c.condition_id
            """)
        .param(enrolment.value())
        .query((row, n) -> binding(row))
        .list();
  }

  /** Every excusal of a condition of the enrolment's orders. */
  public List<Supervision.Excusal> listExcusals(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select e.excusal_id, e.condition_id, lower(e.during) as lower, upper(e.during) as upper
            from excusal e join condition c using (condition_id) join legal_order o using (order_id)
            where o.enrolment_id = ? order by e.excusal_id
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Supervision.Excusal(
                    new ExcusalId(row.getLong("excusal_id")),
                    new ConditionId(row.getLong("condition_id")),
                    Ranges.interval(row, row.findColumn("lower"), row.findColumn("upper"))))
        .list();
  }

  /** Every device that stood for the participant, in order of time. */
  public List<Assigned> listAssignments(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select a.assignment_id, a.device_id, d.technology, d.vendor,
                   lower(a.during) as lower, upper(a.during) as upper
            from assignment a join device d using (device_id)
            where a.enrolment_id = ? order by a.during
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Assigned(
                    new AssignmentId(row.getLong("assignment_id")),
                    new DeviceId(row.getLong("device_id")),
                    Technology.valueOf(row.getString("technology")),
                    row.getString("vendor"),
                    Ranges.interval(row, row.findColumn("lower"), row.findColumn("upper"))))
        .list();
  }

  private static Supervision.Binding binding(ResultSet row) throws SQLException {
    return new Supervision.Binding(
        new ConditionId(row.getLong("condition_id")),
        new OrderId(row.getLong("order_id")),
        condition(row),
        Ranges.interval(row, row.findColumn("lower"), row.findColumn("upper")));
  }

  private static Condition condition(ResultSet row) throws SQLException {
    return switch (row.getString("kind")) {
      case "StayWithin" -> new Condition.StayWithin(zone(row), schedule(row));
      case "StayOutOf" -> new Condition.StayOutOf(zone(row), schedule(row));
      case "KeepContact" -> new Condition.KeepContact();
      case "CareForDevice" -> new Condition.CareForDevice();
      default -> throw new IllegalStateException("unknown kind " + row.getString("kind"));
    };
  }

  private static Zone zone(ResultSet row) throws SQLException {
    return new Zone(
        new ZoneVersion(row.getLong("zone_id"), row.getInt("version")),
        row.getString("name"),
        Json.read(row.getString("area"), Area.class),
        row.getString("source_document"),
        row.getString("author"));
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString("hours"))
        .map(hours -> Json.read(hours, Schedule.class))
        .orElseGet(Schedule.Always::new);
  }
}
