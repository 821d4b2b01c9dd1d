package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.ConditionId;
import org.muster.domain.DutyRecord;
import org.muster.domain.EnrolmentId;
import org.muster.domain.RecordId;
import org.muster.domain.Recorded;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people recorded of check-ins, hearings and appointments; append-only. */
@Component
public class DutyRecords {
  private static final String SELECT =
      """
      select r.record_id, r.condition_id, r.says, r.at, r.channel, r.outcome, r.reason, r.corrects,
             r.recorded_by, r.recorded_at,
             not exists (select from duty_record later where later.corrects = r.record_id) as stands
      from duty_record r
      """;

  private final JdbcClient jdbc;
  private final JudgingDue due;

  public DutyRecords(JdbcClient jdbc, JudgingDue due) {
    this.jdbc = jdbc;
    this.due = due;
  }

  /** Records what is said, in place of an earlier record if one is named; judged from then on. */
  public RecordId add(
      EnrolmentId enrolment,
      Recorded says,
      @Nullable RecordId corrects,
      String reason,
      String by,
      Instant judgedFrom) {
    RecordId id =
        switch (says) {
          case Recorded.CheckedIn(ConditionId condition, Instant at, Channel channel) ->
              insert(condition, "CheckedIn", at, channel.word(), null, corrects, reason, by);
          case Recorded.NotCheckedIn(ConditionId condition, Instant at) ->
              insert(condition, "NotCheckedIn", at, null, null, corrects, reason, by);
          case Recorded.Attended(ConditionId condition, Attendance outcome) ->
              insert(condition, "Attended", null, null, outcome.word(), corrects, reason, by);
        };
    due.mark(enrolment, judgedFrom, News.Kind.RECORD, id.toString());
    return id;
  }

  /** Takes a record back, and puts nothing in its place. */
  public RecordId takeBack(
      EnrolmentId enrolment, DutyRecord record, String reason, String by, Instant judgedFrom) {
    RecordId id =
        insert(record.condition(), "TakenBack", null, null, null, record.id(), reason, by);
    due.mark(enrolment, judgedFrom, News.Kind.RECORD, id.toString());
    return id;
  }

  private RecordId insert(
      ConditionId condition,
      String says,
      @Nullable Instant at,
      @Nullable String channel,
      @Nullable String outcome,
      @Nullable RecordId corrects,
      String reason,
      String by) {
    return jdbc.sql(
            """
            insert into duty_record (condition_id, says, at, channel, outcome, corrects, reason,
                                     recorded_by)
            values (?, ?, ?::timestamptz, ?, ?, ?::bigint, ?, ?) returning record_id
            """)
        .param(condition.value())
        .param(says)
        .param(at == null ? null : Timestamp.from(at))
        .param(channel)
        .param(outcome)
        .param(corrects == null ? null : corrects.value())
        .param(reason)
        .param(by)
        .query((row, n) -> new RecordId(row.getLong(1)))
        .single();
  }

  public Optional<DutyRecord> find(RecordId id) {
    return jdbc.sql(SELECT + " where r.record_id = ?")
        .param(id.value())
        .query(DutyRecords::row)
        .optional();
  }

  /** All records of a condition, the first first. */
  public List<DutyRecord> list(ConditionId condition) {
    return jdbc.sql(SELECT + " where r.condition_id = ? order by r.record_id")
        .param(condition.value())
        .query(DutyRecords::row)
        .list();
  }

  /** All records of a stay, the first first. */
  public List<DutyRecord> list(EnrolmentId enrolment) {
    return jdbc.sql(
            SELECT
                + """
                join condition c on c.condition_id = r.condition_id
                join legal_order o on o.order_id = c.order_id
                where o.enrolment_id = ? order by r.record_id
                """)
        .param(enrolment.value())
        .query(DutyRecords::row)
        .list();
  }

  /** What stands of it, as the engine takes it. */
  public List<Recorded> listStanding(EnrolmentId enrolment) {
    return list(enrolment).stream()
        .filter(DutyRecord::stands)
        .flatMap(record -> record.says().stream())
        .toList();
  }

  private static DutyRecord row(ResultSet row, int n) throws SQLException {
    ConditionId condition = new ConditionId(row.getLong("condition_id"));
    long corrects = row.getLong("corrects");
    return new DutyRecord(
        new RecordId(row.getLong("record_id")),
        condition,
        says(row, condition),
        row.getString("reason"),
        corrects == 0 ? Optional.empty() : Optional.of(new RecordId(corrects)),
        row.getBoolean("stands"),
        row.getString("recorded_by"),
        row.getTimestamp("recorded_at").toInstant());
  }

  private static Optional<Recorded> says(ResultSet row, ConditionId condition) throws SQLException {
    String says = row.getString("says");
    return switch (says) {
      case "CheckedIn" ->
          Optional.of(
              new Recorded.CheckedIn(
                  condition,
                  row.getTimestamp("at").toInstant(),
                  Channel.find(row.getString("channel")).orElseThrow()));
      case "NotCheckedIn" ->
          Optional.of(new Recorded.NotCheckedIn(condition, row.getTimestamp("at").toInstant()));
      case "Attended" ->
          Optional.of(
              new Recorded.Attended(
                  condition, Attendance.find(row.getString("outcome")).orElseThrow()));
      case "TakenBack" -> Optional.empty();
      default -> throw new IllegalStateException("no record says " + says);
    };
  }
}
