package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingId;
import org.muster.domain.FindingKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Findings seen as questions to people: which are open, and the count that has to balance. */
@Component
public class Alerts {
  /** An end that lay further before the decision was not known to who decided. */
  static final Duration ENDED_UNSEEN_AFTER = Duration.ofMinutes(15);

  /** Whose findings: an officer's, an office's, or everybody's where both are empty. */
  public record Scope(Optional<String> officer, Optional<String> officeCode) {
    public static final Scope EVERYBODY = new Scope(Optional.empty(), Optional.empty());
  }

  /**
   * The count of findings as questions.
   *
   * @param raised how many findings there ever were
   * @param decided those that somebody decided on and that are since the same
   * @param withdrawn those that the evidence took back before anybody decided
   */
  public record Count(long raised, long decided, long withdrawn) {
    public long open() {
      return raised - decided - withdrawn;
    }
  }

  // One row a finding: its latest version, when it was first recorded, and when what was decided
  // on changed. That a finding which went on came to its end changes nothing that was decided,
  // unless it had ended well before the decision without anybody knowing. Nor does it change what
  // was excused that nothing is said any more: that is what an excusal does. That a recall withdrew
  // it is news only where somebody had decided that it was true.
  private static final String FINDINGS =
      """
      from (
        select latest.*, answered.finding_version as decided_version,
          (select min(news.recorded_at) from finding news
            where news.finding_id = latest.finding_id and news.version > answered.finding_version
              and not (news.change = 'withdrawn' and answered.answer = 'Excused')
              and not (news.change = 'withdrawn' and answered.cause <> 'true'
                and news.because -> 'news' @> '[{"kind": "RECALL"}]')
              and (news.change <> 'ended'
                   or news.ends_at < answered.decided_at - :unseen * interval '1 second'))
            as reopened_at
        from (
          select distinct on (f.finding_id) f.finding_id, f.version, f.change, f.enrolment_id,
            f.condition_id, f.kind, f.starts_at, f.ends_at, f.known_at, f.late,
            min(f.recorded_at) over (partition by f.finding_id) as raised_at
          from finding f
          join enrolment e on e.enrolment_id = f.enrolment_id
          join office o on o.office_id = e.office_id
          where not o.synthetic
            and (cast(:officer as text) is null or e.officer = :officer)
            and (cast(:office as text) is null or o.code = :office)
            and (cast(:enrolment as bigint) is null or f.enrolment_id = :enrolment)
            and (cast(:finding as text) is null or f.finding_id = :finding)
          order by f.finding_id, f.version desc) latest
        left join lateral (
          select d.finding_version, d.decided_at, d.answer, d.cause from decision d
          where d.finding_id = latest.finding_id and d.answer <> 'Referred'
          order by d.decision_id desc limit 1) answered on true) alert
      """;
  private static final String OPEN =
      "((decided_version is null and change <> 'withdrawn') or reopened_at is not null)";

  private final JdbcClient jdbc;

  public Alerts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The open findings, in order of start. */
  public List<AlertRow> listOpen(Scope scope) {
    return open(scope, null, null);
  }

  /** The open findings of an enrolment, in order of start. */
  public List<AlertRow> listOpen(EnrolmentId enrolment) {
    return open(Scope.EVERYBODY, enrolment.value(), null);
  }

  /** The finding, if it is open. */
  public Optional<AlertRow> findOpen(FindingId finding) {
    return open(Scope.EVERYBODY, null, finding.value()).stream().findFirst();
  }

  public Count count(Scope scope) {
    return asked(
            """
            select count(*),
              count(*) filter (where decided_version is not null and reopened_at is null),
              count(*) filter (where change = 'withdrawn' and decided_version is null)
            """
                + FINDINGS,
            scope,
            null,
            null)
        .query((row, n) -> new Count(row.getLong(1), row.getLong(2), row.getLong(3)))
        .single();
  }

  /**
   * Up to when everybody of the scope who is enrolled at the instant is judged: of those who are
   * judged at all, the one who was judged longest ago.
   */
  public Optional<Instant> findOldestAsOf(Scope scope, Instant at) {
    return jdbc.sql(
            """
            select min(tail.as_of) from fold_tail tail
            join enrolment e on e.enrolment_id = tail.enrolment_id
            join office o on o.office_id = e.office_id
            where e.during @> cast(:at as timestamptz) and not o.synthetic
              and (cast(:officer as text) is null or e.officer = :officer)
              and (cast(:office as text) is null or o.code = :office)
            """)
        .param("at", Timestamp.from(at))
        .param("officer", scope.officer().orElse(null))
        .param("office", scope.officeCode().orElse(null))
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  private List<AlertRow> open(Scope scope, @Nullable Long enrolment, @Nullable String finding) {
    String sql = "select * " + FINDINGS + " where " + OPEN + " order by starts_at, finding_id";
    return asked(sql, scope, enrolment, finding).query((row, n) -> alert(row)).list();
  }

  private JdbcClient.StatementSpec asked(
      String sql, Scope scope, @Nullable Long enrolment, @Nullable String finding) {
    return jdbc.sql(sql)
        .param("unseen", ENDED_UNSEEN_AFTER.toSeconds())
        .param("officer", scope.officer().orElse(null))
        .param("office", scope.officeCode().orElse(null))
        .param("enrolment", enrolment)
        .param("finding", finding);
  }

  private static AlertRow alert(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return new AlertRow(
        new FindingId(row.getString("finding_id")),
        row.getInt("version"),
        RecordedFinding.Change.of(row.getString("change")),
        new EnrolmentId(row.getLong("enrolment_id")),
        new ConditionId(row.getLong("condition_id")),
        Arrays.stream(FindingKind.values()).filter(k -> k.word().equals(kind)).findFirst().get(),
        row.getTimestamp("starts_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("ends_at")).map(Timestamp::toInstant),
        row.getTimestamp("known_at").toInstant(),
        row.getBoolean("late"),
        row.getTimestamp("raised_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("reopened_at")).map(Timestamp::toInstant));
  }
}
