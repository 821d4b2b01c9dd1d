package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.muster.domain.Charging;
import org.muster.domain.DeviceHealth;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.springframework.beans.factory.annotation.Autowired;
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
      select e.enrolment_id, a.device_id, a.unique_id, a.assignment_id,
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
  private final Arrivals arrivals;

  @Autowired
  public DeviceSigns(JdbcClient jdbc, LatestArrivals arrivals) {
    this(jdbc, (Arrivals) arrivals);
  }

  /** For who looks beside the server. */
  public DeviceSigns(JdbcClient jdbc) {
    this(jdbc, new StoredArrivals(jdbc));
  }

  private DeviceSigns(JdbcClient jdbc, Arrivals arrivals) {
    this.jdbc = jdbc;
    this.arrivals = arrivals;
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
    // What came lately is read before: it may be moved meanwhile.
    Map<DeviceId, DeviceHealth> lately = new TreeMap<>();
    devices.forEach(device -> lately.put(device, lately(device, at)));
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
              DeviceId device = new DeviceId(row.getLong(1));
              DeviceHealth came = lately.getOrDefault(device, DeviceHealth.UNHEARD);
              health.put(device, latest(came, health(row)));
            });
    return health;
  }

  /** As what came lately says it. */
  private DeviceHealth lately(DeviceId device, Instant at) {
    Optional<Instant> heardAt = Optional.empty();
    Optional<DeviceHealth.Charge> charge = Optional.empty();
    for (StoredObservation one : arrivals.ofDevice(device.value())) {
      Instant then = one.observedAt();
      if (heardAt.isEmpty() || then.isAfter(heardAt.orElseThrow())) {
        heardAt = Optional.of(then);
      }
      if (one.observation() instanceof Observation.Battery battery
          && battery.levelPercent().isPresent()
          && then.isAfter(at.minus(CHARGE_READ_FOR))
          && (charge.isEmpty() || then.isAfter(charge.orElseThrow().observedAt()))) {
        charge =
            Optional.of(
                new DeviceHealth.Charge(
                    battery.levelPercent().getAsInt(), battery.charging(), then));
      }
    }
    return new DeviceHealth(heardAt, charge);
  }

  private static DeviceHealth latest(DeviceHealth a, DeviceHealth b) {
    return new DeviceHealth(
        Stream.of(a.lastHeardAt(), b.lastHeardAt())
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder()),
        Stream.of(a.charge(), b.charge())
            .flatMap(Optional::stream)
            .max(Comparator.comparing(DeviceHealth.Charge::observedAt)));
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
    Set<Long> lately = heardBy(at);
    return jdbc
        .sql(NEVER_HEARD)
        .param("at", Timestamp.from(at))
        .param("officer", scope.officer().orElse(null))
        .param("office", scope.officeCode().orElse(null))
        .param("enrolment", enrolment.map(EnrolmentId::value).orElse(null))
        .query(
            (row, n) ->
                lately.contains(row.getLong(4))
                    ? Optional.<NeverHeard>empty()
                    : Optional.of(
                        new NeverHeard(
                            new EnrolmentId(row.getLong(1)),
                            Optional.ofNullable(row.getObject(2, Long.class)).map(DeviceId::new),
                            Optional.ofNullable(row.getString(3)),
                            row.getTimestamp(5).toInstant())))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** The assignments of which something came lately that was observed by then. */
  private Set<Long> heardBy(Instant at) {
    Set<Long> heard = new HashSet<>();
    arrivals
        .firsts()
        .forEach(
            (assignment, first) -> {
              if (!first.isAfter(at)) {
                heard.add(assignment);
              }
            });
    return heard;
  }

  private static SqlArrayValue ids(List<DeviceId> devices) {
    return new SqlArrayValue("int8", devices.stream().map(DeviceId::value).toArray());
  }
}
