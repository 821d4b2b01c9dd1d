package org.muster.store;

import java.util.List;
import java.util.Optional;
import org.muster.domain.Device;
import org.muster.domain.DeviceId;
import org.muster.domain.Technology;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Trackers and phones. */
@Component
public class Devices {
  private static final String SELECT =
      "select device_id, unique_id, technology, vendor from device ";
  private static final RowMapper<Device> ROW =
      (row, n) ->
          new Device(
              new DeviceId(row.getLong(1)),
              row.getString(2),
              Technology.valueOf(row.getString(3)),
              row.getString(4));

  private static final int VENDORS_MAX = 200;

  private final JdbcClient jdbc;

  public Devices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public DeviceId add(String uniqueId, Technology technology, String vendor, String by) {
    return jdbc.sql(
            """
            insert into device (unique_id, technology, vendor, recorded_by)
            values (?, ?, ?, ?) returning device_id
            """)
        .params(uniqueId, technology.name(), vendor, by)
        .query((row, n) -> new DeviceId(row.getLong(1)))
        .single();
  }

  public Optional<Device> find(DeviceId id) {
    return jdbc.sql(SELECT + "where device_id = ?").param(id.value()).query(ROW).optional();
  }

  public Optional<Device> findByUniqueId(String uniqueId) {
    return jdbc.sql(SELECT + "where unique_id = ?").param(uniqueId).query(ROW).optional();
  }

  /** The vendors of the devices, by name. */
  public List<String> vendors() {
    return jdbc.sql(
            "select distinct vendor from device where not synthetic order by vendor limit ?")
        .param(VENDORS_MAX)
        .query((row, n) -> row.getString(1))
        .list();
  }
}
