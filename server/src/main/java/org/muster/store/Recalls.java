package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Recall;
import org.muster.domain.RecallId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Recalls of batches, append-only. What a recall withdraws is withdrawn by judging, which is marked
 * in the same transaction, so that it is done also after a stop at any point.
 */
@Component
public class Recalls {
  private static final String SELECT =
      """
      select r.recall_id, r.vendor, r.batch, r.from_at, r.reason, r.recorded_by, r.recorded_at,
        (select count(*) from recall_device rd where rd.recall_id = r.recall_id),
        u.reason, u.recorded_by, u.recorded_at
      from recall r left join recall_undoing u on u.recall_id = r.recall_id
      """;

  private final JdbcClient jdbc;
  private final JudgingDue due;

  public Recalls(JdbcClient jdbc, JudgingDue due) {
    this.jdbc = jdbc;
    this.due = due;
  }

  /** Records a recall of these devices, and marks what they told to be judged again. */
  public RecallId add(
      String vendor,
      String batch,
      List<DeviceId> devices,
      Instant fromAt,
      String reason,
      String by,
      Instant at) {
    RecallId id =
        jdbc.sql(
                """
                insert into recall (vendor, batch, from_at, reason, recorded_by, recorded_at)
                values (?, ?, ?, ?, ?, ?) returning recall_id
                """)
            .params(vendor, batch, Timestamp.from(fromAt), reason, by, Timestamp.from(at))
            .query((row, n) -> new RecallId(row.getLong(1)))
            .single();
    jdbc.sql("insert into recall_device (recall_id, device_id) select ?, unnest(?)")
        .params(
            id.value(), new SqlArrayValue("int8", devices.stream().map(DeviceId::value).toArray()))
        .update();
    due.markAll(touched(id), News.Kind.RECALL, id.toString());
    return id;
  }

  /** Records that a recall was wrong; false when it was undone before. */
  public boolean undo(RecallId id, String reason, String by, Instant at) {
    boolean undone =
        jdbc.sql(
                    """
                    insert into recall_undoing (recall_id, reason, recorded_by, recorded_at)
                    values (?, ?, ?, ?) on conflict (recall_id) do nothing
                    """)
                .params(id.value(), reason, by, Timestamp.from(at))
                .update()
            == 1;
    if (undone) {
      due.markAll(touched(id), News.Kind.RECALL_UNDONE, id.toString());
    }
    return undone;
  }

  /** For whom a recalled device stood in the time recalled, and from when on. */
  private Map<EnrolmentId, Instant> touched(RecallId id) {
    Map<EnrolmentId, Instant> from = new TreeMap<>();
    jdbc.sql(
            """
            select a.enrolment_id, min(greatest(lower(a.during), r.from_at))
            from recall r
            join recall_device rd on rd.recall_id = r.recall_id
            join assignment a on a.device_id = rd.device_id
              and a.during && tstzrange(r.from_at, r.recorded_at)
            where r.recall_id = ? group by a.enrolment_id
            """)
        .param(id.value())
        .query(
            row -> {
              from.put(new EnrolmentId(row.getLong(1)), row.getTimestamp(2).toInstant());
            });
    return from;
  }

  /** The times in which recalled devices stood for the participant, the earliest recall first. */
  public List<Recall.Cover> listCovers(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select r.recall_id, r.recorded_at, greatest(lower(a.during), r.from_at),
              upper(a.during)
            from assignment a
            join recall_device rd on rd.device_id = a.device_id
            join recall r on r.recall_id = rd.recall_id
              and a.during && tstzrange(r.from_at, r.recorded_at)
            where a.enrolment_id = ? and not exists (
              select from recall_undoing u where u.recall_id = r.recall_id)
            order by r.recall_id, a.during
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Recall.Cover(
                    new RecallId(row.getLong(1)),
                    row.getTimestamp(2).toInstant(),
                    Ranges.interval(row, 3, 4)))
        .list();
  }

  public Optional<Recall> find(RecallId id) {
    return jdbc.sql(SELECT + "where r.recall_id = ?")
        .param(id.value())
        .query((row, n) -> recall(row))
        .optional();
  }

  /** The latest first. */
  public List<Recall> list(int countMax) {
    return jdbc.sql(SELECT + "order by r.recall_id desc limit ?")
        .param(countMax)
        .query((row, n) -> recall(row))
        .list();
  }

  private static Recall recall(ResultSet row) throws SQLException {
    Timestamp undoneAt = row.getTimestamp(11);
    return new Recall(
        new RecallId(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getTimestamp(4).toInstant(),
        row.getString(5),
        row.getString(6),
        row.getTimestamp(7).toInstant(),
        row.getInt(8),
        undoneAt == null
            ? Optional.empty()
            : Optional.of(
                new Recall.Undoing(row.getString(9), row.getString(10), undoneAt.toInstant())));
  }
}
