package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceTrait;
import org.muster.domain.StockChange;
import org.muster.domain.StockStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of devices, and what staff know of them beside their id; append-only. */
@Component
public class StockChanges {
  private final JdbcClient jdbc;

  public StockChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends, nobody else changes what becomes of the device. */
  public void lock(DeviceId device) {
    jdbc.sql("select 1 from device where device_id = ? for no key update")
        .param(device.value())
        .query(Integer.class)
        .optional();
  }

  public void add(StockChange change) {
    jdbc.sql(
            """
            insert into device_status (device_id, status, from_at, reason, recorded_by, recorded_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            change.device().value(),
            change.status().name(),
            Timestamp.from(change.fromAt()),
            change.reason(),
            change.recordedBy(),
            Timestamp.from(change.recordedAt()))
        .update();
  }

  /** All that was recorded of the device, the first one first. */
  public List<StockChange> list(DeviceId device) {
    return jdbc.sql(
            """
            select status, from_at, reason, recorded_by, recorded_at from device_status
            where device_id = ? order by status_id
            """)
        .param(device.value())
        .query(
            (row, n) ->
                new StockChange(
                    device,
                    StockStatus.valueOf(row.getString(1)),
                    row.getTimestamp(2).toInstant(),
                    row.getString(3),
                    row.getString(4),
                    row.getTimestamp(5).toInstant()))
        .list();
  }

  public void tell(DeviceId device, DeviceTrait.Kind kind, String said, String by, Instant at) {
    jdbc.sql(
            """
            insert into device_trait (device_id, kind, said, recorded_by, recorded_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(device.value(), kind.name(), said, by, Timestamp.from(at))
        .update();
  }

  /** All that was told of the device, the latest first. */
  public List<DeviceTrait> listTold(DeviceId device) {
    return jdbc.sql(
            """
            select kind, said, recorded_by, recorded_at from device_trait
            where device_id = ? order by trait_id desc
            """)
        .param(device.value())
        .query(
            (row, n) ->
                new DeviceTrait(
                    DeviceTrait.Kind.valueOf(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getTimestamp(4).toInstant()))
        .list();
  }
}
