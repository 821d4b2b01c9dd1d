package org.muster.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.FindingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Findings, append-only: a correction is another version that says what changed. */
@Component
public class Findings {
  private static final String COLUMNS =
      "select content, version, change, enrolment_id, late, because, as_of, recorded_at ";

  private final JdbcClient jdbc;

  public Findings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest version of every finding, the withdrawn ones too, in order of start. */
  public List<RecordedFinding> listCurrent() {
    return jdbc.sql(COLUMNS + "from finding_now order by starts_at, finding_id")
        .query((row, n) -> recorded(row))
        .list();
  }

  /** The latest version of every finding of an enrolment, in order of start. */
  public List<RecordedFinding> listFor(EnrolmentId enrolment) {
    return jdbc.sql(
            COLUMNS
                + """
                from (select distinct on (finding_id) * from finding where enrolment_id = ?
                      order by finding_id, version desc) latest
                order by starts_at, finding_id
                """)
        .param(enrolment.value())
        .query((row, n) -> recorded(row))
        .list();
  }

  /** The latest version of a finding. */
  public Optional<RecordedFinding> find(FindingId id) {
    return versions(id).stream().reduce((earlier, later) -> later);
  }

  public RecordedFinding get(FindingId id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("no finding " + id));
  }

  /** All versions of a finding, the first one first. */
  public List<RecordedFinding> versions(FindingId id) {
    return jdbc.sql(COLUMNS + "from finding where finding_id = ? order by version")
        .param(id.value())
        .query((row, n) -> recorded(row))
        .list();
  }

  /** Records a version. */
  public void append(RecordedFinding version) {
    Finding finding = version.finding();
    boolean synthetic =
        jdbc.sql(
                """
                insert into finding (finding_id, version, change, enrolment_id, condition_id, kind,
                  starts_at, ends_at, known_at, late, content, because, policy_id, engine_version,
                  as_of, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?)
                returning (select o.synthetic from enrolment e join office o using (office_id)
                           where e.enrolment_id = finding.enrolment_id)
                """)
            .param(finding.id().value())
            .param(version.version())
            .param(version.change().word())
            .param(version.enrolment().value())
            .param(finding.condition().value())
            .param(finding.kind().word())
            .param(Timestamp.from(finding.startsAt()))
            .param(endOf(finding))
            .param(Timestamp.from(finding.knownAt()))
            .param(version.late())
            .param(Json.write(finding))
            .param(Json.write(version.because()))
            .param(finding.policyId())
            .param(finding.engineVersion())
            .param(Timestamp.from(version.asOf()))
            .param(Timestamp.from(version.recordedAt()))
            .query(Boolean.class)
            .single();
    if (version.version() == 1 && !synthetic) {
      Counter.builder("muster.findings.raised")
          .description("Findings raised for the first time, but for the watchdog's.")
          .tag("kind", finding.kind().word())
          .register(Metrics.globalRegistry)
          .increment();
    }
  }

  private static @Nullable Timestamp endOf(Finding finding) {
    return finding.endsAt().map(Timestamp::from).orElse(null);
  }

  private static RecordedFinding recorded(ResultSet row) throws SQLException {
    return new RecordedFinding(
        Json.read(row.getString("content"), Finding.class),
        row.getInt("version"),
        RecordedFinding.Change.of(row.getString("change")),
        new EnrolmentId(row.getLong("enrolment_id")),
        row.getBoolean("late"),
        Json.read(row.getString("because"), Because.class),
        row.getTimestamp("as_of").toInstant(),
        row.getTimestamp("recorded_at").toInstant());
  }
}
