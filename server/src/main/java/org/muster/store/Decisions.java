package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.muster.domain.Answer;
import org.muster.domain.CauseCode;
import org.muster.domain.Decision;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decisions of people, append-only. */
@Component
public class Decisions {
  private static final String COLUMNS =
      "select d.finding_id, d.finding_version, answer, cause, reason, decided_by, decided_at ";

  private final JdbcClient jdbc;

  public Decisions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends, nobody else decides on the finding. */
  public void lock(FindingId finding) {
    jdbc.sql("select 1 from finding where finding_id = ? and version = 1 for no key update")
        .param(finding.value())
        .query(Integer.class)
        .optional();
  }

  /**
   * Records a decision on the latest version of its finding; false when a later version was
   * recorded meanwhile, and then nothing is recorded.
   */
  public boolean append(Decision decision) {
    boolean recorded = insert(decision);
    if (recorded) {
      jdbc.sql("select enrolment_id from finding where finding_id = ? and version = 1")
          .param(decision.finding().value())
          .query((row, n) -> new EnrolmentId(row.getLong(1)))
          .optional()
          .ifPresent(enrolment -> new RollDue(jdbc).mark(enrolment, decision.decidedAt()));
    }
    return recorded;
  }

  private boolean insert(Decision decision) {
    return jdbc.sql(
                """
                insert into decision (finding_id, finding_version, answer, cause, reason,
                  decided_by, decided_at)
                select finding_id, version, ?, ?, ?, ?, ? from finding_now
                where finding_id = ? and version = ?
                """)
            .params(
                decision.answer().word(),
                decision.cause().word(),
                decision.reason(),
                decision.decidedBy(),
                Timestamp.from(decision.decidedAt()),
                decision.finding().value(),
                decision.findingVersion())
            .update()
        == 1;
  }

  /** All decisions on a finding, the first one first. */
  public List<Decision> listFor(FindingId finding) {
    return jdbc.sql(COLUMNS + "from decision d where finding_id = ? order by decision_id")
        .param(finding.value())
        .query((row, n) -> decision(row))
        .list();
  }

  /** All decisions on findings of an enrolment, the first one first. */
  public List<Decision> listFor(EnrolmentId enrolment) {
    return jdbc.sql(
            COLUMNS
                + """
                from decision d
                join finding f on f.finding_id = d.finding_id and f.version = d.finding_version
                where f.enrolment_id = ? order by decision_id
                """)
        .param(enrolment.value())
        .query((row, n) -> decision(row))
        .list();
  }

  private static Decision decision(ResultSet row) throws SQLException {
    String answer = row.getString("answer");
    String cause = row.getString("cause");
    return new Decision(
        new FindingId(row.getString("finding_id")),
        row.getInt("finding_version"),
        Arrays.stream(Answer.values()).filter(a -> a.word().equals(answer)).findFirst().get(),
        Arrays.stream(CauseCode.values()).filter(c -> c.word().equals(cause)).findFirst().get(),
        row.getString("reason"),
        row.getString("decided_by"),
        row.getTimestamp("decided_at").toInstant());
  }
}
