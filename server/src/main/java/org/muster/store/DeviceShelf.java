package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Device;
import org.muster.domain.DeviceBatch;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceQuestion;
import org.muster.domain.EnrolmentId;
import org.muster.domain.PlacedDevice;
import org.muster.domain.StockStatus;
import org.muster.domain.Technology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Devices with where each is now. */
@Component
public class DeviceShelf {
  private static final String PLACED =
      """
      from (
        select d.device_id, d.unique_id, d.technology, d.vendor, d.synthetic, batch.said as batch,
          firmware.said as firmware, held.enrolment_id,
          case when held.enrolment_id is not null then 'ASSIGNED'
            else coalesce(changed.status, 'IN_STOCK') end as status,
          case when held.enrolment_id is not null then held.from_at
            else greatest(changed.from_at, given_back.at, d.recorded_at) end as since,
          exists (
            select from recall_device rd
            where rd.device_id = d.device_id and not exists (
              select from recall_undoing u where u.recall_id = rd.recall_id)) as recalled
        from device d
        left join lateral (
          select t.said from device_trait t where t.device_id = d.device_id and t.kind = 'BATCH'
          order by t.trait_id desc limit 1) batch on true
        left join lateral (
          select t.said from device_trait t where t.device_id = d.device_id and t.kind = 'FIRMWARE'
          order by t.trait_id desc limit 1) firmware on true
        left join lateral (
          select a.enrolment_id, lower(a.during) as from_at from assignment a
          where a.device_id = d.device_id and a.during @> cast(:at as timestamptz)) held on true
        left join lateral (
          select s.status, s.from_at from device_status s where s.device_id = d.device_id
          order by s.status_id desc limit 1) changed on true
        left join lateral (
          select max(upper(a.during)) as at from assignment a
          where a.device_id = d.device_id and upper(a.during) <= :at) given_back on true
      ) placed
      """;

  private final JdbcClient jdbc;

  public DeviceShelf(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The devices as they are at an instant, by id. */
  public List<PlacedDevice> list(DeviceQuestion question, Instant at, int countMax) {
    return jdbc.sql(
            "select * "
                + PLACED
                + """
                where position(lower(:text) in lower(concat_ws(' ', unique_id, vendor, batch))) > 0
                  and (cast(:status as text) is null or status = :status)
                  and (cast(:vendor as text) is null or vendor = :vendor)
                  and (cast(:batch as text) is null or batch = :batch)
                  and (cast(:device as bigint) is null and not synthetic or device_id = :device)
                order by lower(unique_id), device_id limit :countMax
                """)
        .param("at", Timestamp.from(at))
        .param("text", question.text().strip())
        .param("status", question.status().map(StockStatus::name).orElse(null))
        .param("vendor", question.vendor().orElse(null))
        .param("batch", question.batch().orElse(null))
        .param("device", question.device().map(DeviceId::value).orElse(null))
        .param("countMax", countMax)
        .query((row, n) -> placed(row))
        .list();
  }

  /** The batches that devices are of, by vendor and name. */
  public List<DeviceBatch> listBatches(Instant at, int countMax) {
    return jdbc.sql(
            """
            select vendor, batch, count(*), count(*) filter (where status = 'ASSIGNED')\s"""
                + PLACED
                + "where batch is not null group by vendor, batch order by 1, 2 limit :countMax")
        .param("at", Timestamp.from(at))
        .param("countMax", countMax)
        .query(
            (row, n) ->
                new DeviceBatch(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)))
        .list();
  }

  private static PlacedDevice placed(ResultSet row) throws SQLException {
    return new PlacedDevice(
        new Device(
            new DeviceId(row.getLong("device_id")),
            row.getString("unique_id"),
            Technology.valueOf(row.getString("technology")),
            row.getString("vendor")),
        Optional.ofNullable(row.getString("batch")),
        Optional.ofNullable(row.getString("firmware")),
        StockStatus.valueOf(row.getString("status")),
        row.getTimestamp("since").toInstant(),
        Optional.ofNullable(row.getObject("enrolment_id", Long.class)).map(EnrolmentId::new),
        row.getBoolean("recalled"));
  }
}
