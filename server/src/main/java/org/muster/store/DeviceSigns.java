package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.Charging;
import org.muster.domain.DeviceHealth;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The signs of life of devices: the one place where the inventory reads observations. */
@Component
public class DeviceSigns {
  /** What a battery said longer ago says nothing of it now. */
  static final Duration CHARGE_READ_FOR = Duration.ofDays(7);

  private static final String NEVER_HEARD =
      """
      select e.enrolment_id, a.device_id, a.unique_id,
        case when a.device_id is not null then a.from_at
          else greatest(lower(run.during), gone.at) end as since
      from enrolment e
      join office o on o.office_id = e.office_id
      cross join lateral (
        select asked.during from (
          select unnest(range_agg(lo.during)) as during from legal_order lo
          where lo.enrolment_id = e.enrolment_id and exists (
            select from condition c where c.order_id = lo.order_id and %s)) asked
        where asked.during @> cast(:at as timestamptz)) run
      left join lateral (
        select a.assignment_id, a.device_id, d.unique_id, lower(a.during) as from_at
        from assignment a join device d on d.device_id = a.device_id
        where a.enrolment_id = e.enrolment_id and a.during @> cast(:at as timestamptz)) a on true
      left join lateral (
        select max(upper(a.during)) as at from assignment a
        where a.enrolment_id = e.enrolment_id and upper(a.during) <= :at) gone on true
      where e.during @> cast(:at as timestamptz)
        and (cast(:officer as text) is null or e.officer = :officer)
        and (cast(:office as text) is null or o.code = :office)
        and (cast(:enrolment as bigint) is null and not o.synthetic or e.enrolment_id = :enrolment)
        and not exists (
          select from observation seen
          where seen.assignment_id = a.assignment_id and seen.observed_at <= :at)
        and not exists (
          select from track_chunk seen
          where seen.assignment_id = a.assignment_id and seen.first_at <= :at)
        and not exists (
          select from excusal x
          join condition c on c.condition_id = x.condition_id and c.kind = 'KeepContact'
          join legal_order lo on lo.order_id = c.order_id
          where lo.enrolment_id = e.enrolment_id and x.during @> cast(:at as timestamptz)
            and lo.during @> cast(:at as timestamptz))
      order by since, e.enrolment_id
      """
          .formatted(Conditions.NEEDS_DEVICE);

  private final JdbcClient jdbc;

  public DeviceSigns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Somebody whose order asks for a device that was never heard.
   *
   * @param device the one that is put on; empty where none is
   * @param since when it was put on, or asked for
   */
  public record NeverHeard(
      EnrolmentId enrolment, Optional<DeviceId> device, Optional<String> uniqueId, Instant since) {}

  /** The health of each device, as far as anything is known of it. */
  public Map<DeviceId, DeviceHealth> health(List<DeviceId> devices, Instant at) {
    Map<DeviceId, DeviceHealth> health = new TreeMap<>();
    jdbc.sql(
            """
            select given.device_id, heard.at, charge.level_percent, charge.charging,
              charge.observed_at
            from unnest(:devices) as given (device_id)
            left join lateral (
              select max(latest.at) as at from assignment a cross join lateral (
                select greatest(
                  (select max(o.observed_at) from observation o
                   where o.assignment_id = a.assignment_id),
                  (select max(c.last_at) from track_chunk c
                   where c.assignment_id = a.assignment_id)) as at) latest
              where a.device_id = given.device_id) heard on true
            left join lateral (
              select latest.* from assignment a cross join lateral (
                (select o.level_percent, o.charging, o.observed_at from observation o
                 where o.assignment_id = a.assignment_id and o.observed_at > :after
                   and o.kind = 'Battery' and o.level_percent is not null
                 order by o.observed_at desc limit 1)
                union all
                (select c.charge_percent, c.charging, c.charge_at from track_chunk c
                 where c.assignment_id = a.assignment_id and c.charge_at > :after
                 order by c.charge_at desc limit 1)) latest
              where a.device_id = given.device_id
              order by latest.observed_at desc limit 1) charge on true
            """)
        .param("devices", ids(devices))
        .param("after", Timestamp.from(at.minus(CHARGE_READ_FOR)))
        .query(
            row -> {
              health.put(new DeviceId(row.getLong(1)), health(row));
            });
    return health;
  }

  private static DeviceHealth health(ResultSet row) throws SQLException {
    Timestamp heardAt = row.getTimestamp(2);
    Timestamp chargeAt = row.getTimestamp(5);
    return new DeviceHealth(
        Optional.ofNullable(heardAt).map(Timestamp::toInstant),
        chargeAt == null
            ? Optional.empty()
            : Optional.of(
                new DeviceHealth.Charge(
                    row.getInt(3), Charging.valueOf(row.getString(4)), chargeAt.toInstant())));
  }

  /**
   * Those enrolled whose order asks for a device, and it was never heard since it was put on, or
   * none is; the longest first. Whose contact is excused is not among them.
   */
  public List<NeverHeard> listNeverHeard(Alerts.Scope scope, Instant at) {
    return neverHeard(scope, Optional.empty(), at);
  }

  /** The same of one enrolment. */
  public Optional<NeverHeard> findNeverHeard(EnrolmentId enrolment, Instant at) {
    return neverHeard(Alerts.Scope.EVERYBODY, Optional.of(enrolment), at).stream().findFirst();
  }

  private List<NeverHeard> neverHeard(
      Alerts.Scope scope, Optional<EnrolmentId> enrolment, Instant at) {
    return jdbc.sql(NEVER_HEARD)
        .param("at", Timestamp.from(at))
        .param("officer", scope.officer().orElse(null))
        .param("office", scope.officeCode().orElse(null))
        .param("enrolment", enrolment.map(EnrolmentId::value).orElse(null))
        .query(
            (row, n) ->
                new NeverHeard(
                    new EnrolmentId(row.getLong(1)),
                    Optional.ofNullable(row.getObject(2, Long.class)).map(DeviceId::new),
                    Optional.ofNullable(row.getString(3)),
                    row.getTimestamp(4).toInstant()))
        .list();
  }

  private static SqlArrayValue ids(List<DeviceId> devices) {
    return new SqlArrayValue("int8", devices.stream().map(DeviceId::value).toArray());
  }
}
