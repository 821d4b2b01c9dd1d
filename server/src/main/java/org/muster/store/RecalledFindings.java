package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingId;
import org.muster.domain.RecallId;
import org.muster.domain.RecalledFinding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The findings that a recall would withdraw, and those that it did. */
@Component
public class RecalledFindings {
  private static final String COLUMNS =
      """
      select f.finding_id, f.kind, f.enrolment_id, p.family_name || ', ' || p.given_name,
        d.unique_id, f.starts_at, f.ends_at,
        (select last.cause = 'true' from decision last
          where last.finding_id = f.finding_id and last.answer <> 'Referred'
          order by last.decision_id desc limit 1)
      """;

  private static final String PEOPLE =
      """
      join enrolment e on e.enrolment_id = f.enrolment_id
      join participant p on p.participant_id = e.participant_id
      """;

  private final JdbcClient jdbc;

  public RecalledFindings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The findings that stand, and that a recall of these devices from the instant on, recorded at
   * the other, would speak of, in order of start: it says the same as {@link
   * org.muster.domain.Recall.Cover#covers}, but lists those too that go on.
   */
  public List<RecalledFinding> listTouched(
      List<DeviceId> devices, Instant fromAt, Instant recordedAt, int countMax) {
    return jdbc.sql(
            COLUMNS
                + """
                from assignment a
                join device d on d.device_id = a.device_id
                join finding_now f on f.enrolment_id = a.enrolment_id and a.during @> f.starts_at
                """
                + PEOPLE
                + """
                where a.device_id = any (:devices) and f.kind = any (:kinds)
                  and f.change <> 'withdrawn'
                  and f.starts_at >= :fromAt and f.starts_at < :recordedAt
                  and (f.ends_at is null or upper_inf(a.during) or f.ends_at <= upper(a.during))
                order by f.starts_at, f.finding_id limit :countMax
                """)
        .param(
            "devices", new SqlArrayValue("int8", devices.stream().map(DeviceId::value).toArray()))
        .param("kinds", ToldByDevice.kinds())
        .param("fromAt", Timestamp.from(fromAt))
        .param("recordedAt", Timestamp.from(recordedAt))
        .param("countMax", countMax)
        .query((row, n) -> touched(row))
        .list();
  }

  /** The findings that a version of theirs says it withdrew, in order of start. */
  public List<RecalledFinding> listWithdrawn(RecallId recall, int countMax) {
    return jdbc.sql(
            COLUMNS
                + """
                from (
                  select distinct on (finding_id) * from finding
                  where change = 'withdrawn' and because -> 'news' @> jsonb_build_array(
                    jsonb_build_object('kind', 'RECALL', 'id', cast(:recall as text)))
                  order by finding_id, version desc) f
                join assignment a on a.enrolment_id = f.enrolment_id and a.during @> f.starts_at
                join device d on d.device_id = a.device_id
                """
                + PEOPLE
                + "order by f.starts_at, f.finding_id limit :countMax")
        .param("recall", recall.toString())
        .param("countMax", countMax)
        .query((row, n) -> touched(row))
        .list();
  }

  private static RecalledFinding touched(ResultSet row) throws SQLException {
    return new RecalledFinding(
        new FindingId(row.getString(1)),
        ToldByDevice.kind(row.getString(2)),
        new EnrolmentId(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getTimestamp(6).toInstant(),
        Optional.ofNullable(row.getTimestamp(7)).map(Timestamp::toInstant),
        row.getBoolean(8));
  }
}
