package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingId;
import org.muster.domain.FindingKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Findings seen as questions to people: which are open, and the count that has to balance. */
@Component
public class Alerts {
  /** Whose findings: an officer's, an office's, or everybody's where both are empty. */
  public record Scope(Optional<String> officer, Optional<String> officeCode) {
    public static final Scope EVERYBODY = new Scope(Optional.empty(), Optional.empty());
  }

  /**
   * The count of findings as questions.
   *
   * @param raised how many findings there ever were
   * @param decided those whose latest version somebody decided on
   * @param withdrawn those that the evidence took back before anybody decided
   */
  public record Count(long raised, long decided, long withdrawn) {
    public long open() {
      return raised - decided - withdrawn;
    }
  }

  // One row a finding: its latest version, when it was first recorded, and the last version
  // decided.
  private static final String FINDINGS =
      """
      from (
        select distinct on (f.finding_id) f.finding_id, f.version, f.change, f.enrolment_id,
          f.condition_id, f.kind, f.starts_at, f.ends_at, f.known_at, f.late,
          f.recorded_at as changed_at,
          min(f.recorded_at) over (partition by f.finding_id) as raised_at,
          (select max(d.finding_version) from decision d
            where d.finding_id = f.finding_id and d.answer <> 'Referred')
            as decided_version
        from finding f
        join enrolment e on e.enrolment_id = f.enrolment_id
        join office o on o.office_id = e.office_id
        where (cast(:officer as text) is null or e.officer = :officer)
          and (cast(:office as text) is null or o.code = :office)
        order by f.finding_id, f.version desc) alert
      """;
  private static final String OPEN =
      "(change <> 'withdrawn' or decided_version is not null)"
          + " and decided_version is distinct from version";

  private final JdbcClient jdbc;

  public Alerts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The open findings, in order of start. */
  public List<AlertRow> listOpen(Scope scope) {
    return jdbc.sql("select * " + FINDINGS + " where " + OPEN + " order by starts_at, finding_id")
        .param("officer", scope.officer().orElse(null))
        .param("office", scope.officeCode().orElse(null))
        .query((row, n) -> alert(row))
        .list();
  }

  public Count count(Scope scope) {
    return jdbc.sql(
            """
            select count(*), count(*) filter (where decided_version = version),
              count(*) filter (where change = 'withdrawn' and decided_version is null)
            """
                + FINDINGS)
        .param("officer", scope.officer().orElse(null))
        .param("office", scope.officeCode().orElse(null))
        .query((row, n) -> new Count(row.getLong(1), row.getLong(2), row.getLong(3)))
        .single();
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
        row.getTimestamp("changed_at").toInstant(),
        Optional.ofNullable(row.getObject("decided_version", Integer.class)));
  }
}
