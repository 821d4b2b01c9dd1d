package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Supervision;
import org.muster.domain.SystemIncident;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** System incidents, append-only: a correction is another version that says what changed. */
@Component
public class Incidents {
  private static final String COLUMNS =
      """
      incident_id, version, change, scope_kind, scope_name, starts_at, ends_at, watched, clause,
      as_of
      """;

  private final JdbcClient jdbc;

  public Incidents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest version of each that begins from the instant on, the withdrawn ones too. */
  public List<RecordedIncident> listFrom(Instant from) {
    return jdbc.sql(
            "select distinct on (incident_id) "
                + COLUMNS
                + "from system_incident where starts_at >= ? order by incident_id, version desc")
        .param(Timestamp.from(from))
        .query((row, n) -> recorded(row))
        .list();
  }

  /** Those that begin from the instant on and still go on, the latest first. */
  public List<RecordedIncident> listOpen(Instant from) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + "from incident_now where starts_at >= ? and ends_at is null"
                + " order by starts_at desc, incident_id")
        .param(Timestamp.from(from))
        .query((row, n) -> recorded(row))
        .list();
  }

  /** When the earliest of those began that still go on. */
  public Optional<Instant> findEarliestOpen() {
    return jdbc.sql("select min(starts_at) from incident_now where ends_at is null")
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** All versions of an incident, the first one first. */
  public List<RecordedIncident> versions(String id) {
    return jdbc.sql(
            "select " + COLUMNS + "from system_incident where incident_id = ? order by version")
        .param(id)
        .query((row, n) -> recorded(row))
        .list();
  }

  /** The intervals in which silence of the enrolment's devices is part of an incident. */
  public List<Supervision.SystemIncident> listCovering(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            select lower(m.covered), upper(m.covered), m.incident_id
            from incident_member m join incident_now using (incident_id, version)
            where m.enrolment_id = ? and m.covered is not null
            order by m.covered, m.incident_id
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Supervision.SystemIncident(Ranges.interval(row, 1, 2), row.getString(3)))
        .list();
  }

  /** Records a version with its members; all of it or nothing, within the caller's transaction. */
  public void append(RecordedIncident recorded) {
    SystemIncident incident = recorded.incident();
    jdbc.sql(
            """
            insert into system_incident (incident_id, version, change, scope_kind, scope_name,
              starts_at, ends_at, watched, clause, as_of)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(incident.id())
        .param(recorded.version())
        .param(recorded.change().word())
        .param(incident.scope().kind().word())
        .param(incident.scope().name())
        .param(Ranges.startOf(incident.interval()))
        .param(Ranges.endOf(incident.interval()))
        .param(incident.watched())
        .param(recorded.clause())
        .param(Timestamp.from(recorded.asOf()))
        .update();
    Columns rows = new Columns("int8", "int8", "timestamptz", "timestamptz", "tstzrange");
    for (SystemIncident.Member member : incident.members()) {
      rows.add(
          member.assignment().value(),
          member.enrolment().value(),
          member.silent().startsAt().toString(),
          member.silent().isOpen() ? null : member.silent().endsAt().toString(),
          member.covered().map(Incidents::range).orElse(null));
    }
    List<Object> parameters = new ArrayList<>(List.of(incident.id(), recorded.version()));
    parameters.addAll(rows.parameters());
    jdbc.sql(
            """
            insert into incident_member (incident_id, version, assignment_id, enrolment_id,
              silent_from, silent_until, covered)
            select ?, ?, given.* from unnest(?, ?, ?, ?, ?) as given
            """)
        .params(parameters)
        .update();
  }

  private static String range(Interval interval) {
    return "[" + interval.startsAt() + "," + (interval.isOpen() ? "" : interval.endsAt()) + ")";
  }

  private RecordedIncident recorded(ResultSet row) throws SQLException {
    String kind = row.getString(4);
    SystemIncident incident =
        new SystemIncident(
            new SystemIncident.Scope(
                SystemIncident.Kind.find(kind)
                    .orElseThrow(() -> new IllegalStateException("no scope is called " + kind)),
                row.getString(5)),
            Ranges.interval(row, 6, 7),
            row.getInt(8),
            members(row.getString(1), row.getInt(2)));
    return new RecordedIncident(
        incident,
        row.getInt(2),
        RecordedFinding.Change.of(row.getString(3)),
        row.getString(9),
        row.getTimestamp(10).toInstant());
  }

  private List<SystemIncident.Member> members(String id, int version) {
    return jdbc.sql(
            """
            select assignment_id, enrolment_id, silent_from, silent_until, lower(covered),
                   upper(covered)
            from incident_member where incident_id = ? and version = ?
            order by assignment_id, silent_from
            """)
        .params(id, version)
        .query(
            (row, n) ->
                new SystemIncident.Member(
                    new AssignmentId(row.getLong(1)),
                    new EnrolmentId(row.getLong(2)),
                    Ranges.interval(row, 3, 4),
                    row.getTimestamp(5) == null
                        ? Optional.empty()
                        : Optional.of(Ranges.interval(row, 5, 6))))
        .list();
  }
}
