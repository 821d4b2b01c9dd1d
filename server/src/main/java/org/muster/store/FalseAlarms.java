package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.CauseCode;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FalseAlarm;
import org.muster.domain.FindingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Findings of which people said that the device or its signal was to blame: the last answer to each
 * counts, and it counts for the device that stood for the person when the finding began.
 */
@Component
public class FalseAlarms {
  private static final String FROM =
      """
      from assignment a
      join finding f on f.enrolment_id = a.enrolment_id and a.during @> f.starts_at
      join decision d on d.finding_id = f.finding_id and d.finding_version = f.version
      where a.device_id = any (:devices) and d.cause = any (:causes) and d.answer <> 'Referred'
        and f.kind = any (:kinds) and d.decided_at > :after
        and not exists (
          select from decision later
          where later.finding_id = d.finding_id and later.decision_id > d.decision_id
            and later.answer <> 'Referred')
      """;

  private final JdbcClient jdbc;

  public FalseAlarms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of a device, the latest first. */
  public List<FalseAlarm> listOf(DeviceId device, int countMax) {
    return asked(
            """
            select a.device_id, f.finding_id, f.kind, f.enrolment_id, f.starts_at, d.cause,
              d.reason, d.decided_by, d.decided_at
            """
                + FROM
                + "order by d.decision_id desc limit :countMax",
            List.of(device),
            Instant.EPOCH)
        .param("countMax", countMax)
        .query((row, n) -> alarm(row))
        .list();
  }

  /** How many each device had that were decided after an instant; none is not listed. */
  public Map<DeviceId, Integer> count(List<DeviceId> devices, Instant after) {
    Map<DeviceId, Integer> counts = new TreeMap<>();
    asked("select a.device_id, count(*) " + FROM + "group by a.device_id", devices, after)
        .query(
            row -> {
              counts.put(new DeviceId(row.getLong(1)), row.getInt(2));
            });
    return counts;
  }

  private JdbcClient.StatementSpec asked(String sql, List<DeviceId> devices, Instant after) {
    return jdbc.sql(sql)
        .param(
            "devices", new SqlArrayValue("int8", devices.stream().map(DeviceId::value).toArray()))
        .param(
            "causes",
            new SqlArrayValue(
                "text",
                Arrays.stream(CauseCode.values())
                    .filter(CauseCode::blamesDevice)
                    .map(CauseCode::word)
                    .toArray()))
        .param("kinds", ToldByDevice.kinds())
        .param("after", Timestamp.from(after));
  }

  private static FalseAlarm alarm(ResultSet row) throws SQLException {
    String cause = row.getString("cause");
    return new FalseAlarm(
        new DeviceId(row.getLong("device_id")),
        new FindingId(row.getString("finding_id")),
        ToldByDevice.kind(row.getString("kind")),
        new EnrolmentId(row.getLong("enrolment_id")),
        row.getTimestamp("starts_at").toInstant(),
        Arrays.stream(CauseCode.values()).filter(c -> c.word().equals(cause)).findFirst().get(),
        row.getString("reason"),
        row.getString("decided_by"),
        row.getTimestamp("decided_at").toInstant());
  }
}
