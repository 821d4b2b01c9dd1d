package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.muster.domain.AssignmentId;
import org.muster.domain.ConditionId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small programme written straight to the database, for tests of what stands on it. */
public final class TestProgramme {
  private final JdbcClient jdbc;

  public TestProgramme(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A participant of office TST, enrolled and under an order from the instant on. */
  public EnrolmentId enrolment(String fromAt) {
    Timestamp from = Timestamp.from(Instant.parse(fromAt));
    jdbc.sql(
            """
            insert into office (code, name, time_zone) values ('TST', 'Test office', 'UTC')
            on conflict do nothing
            """)
        .update();
    long participant =
        id(
            """
            insert into participant (given_name, family_name, language, recorded_by)
            values ('Ana', 'Test', 'es', 'test') returning participant_id
            """);
    long enrolment =
        id(
            """
            insert into enrolment (participant_id, office_id, officer, during, recorded_by)
            values (?, (select office_id from office where code = 'TST'), 'o.rivera',
                    tstzrange(?, null), 'test')
            returning enrolment_id
            """,
            participant,
            from);
    id(
        """
        insert into legal_order (enrolment_id, issuer, authority, reason, lesser_options, review_on,
                                 during, recorded_by)
        values (?, 'Judge', '8 CFR 236.1', 'reason', 'options', '2026-06-01', tstzrange(?, null),
                'test')
        returning order_id
        """,
        enrolment,
        from);
    return new EnrolmentId(enrolment);
  }

  /** A condition of the enrolment's order that has neither zone nor schedule. */
  public ConditionId condition(EnrolmentId enrolment, String kind) {
    return new ConditionId(
        id(
            """
            insert into condition (order_id, kind, citation)
            values ((select order_id from legal_order where enrolment_id = ?), ?, '¶ 1')
            returning condition_id
            """,
            enrolment.value(),
            kind));
  }

  /** An ankle bracelet with a token, of nobody. */
  public DeviceId device(String uniqueId) {
    long device =
        id(
            """
            insert into device (unique_id, technology, vendor, recorded_by)
            values (?, 'ANKLE', 'Testware', 'test') returning device_id
            """,
            uniqueId);
    jdbc.sql("insert into token (hash, device_id, created_by) values (sha256(?::bytea), ?, 'test')")
        .params("token-" + device, device)
        .update();
    return new DeviceId(device);
  }

  /** An ankle bracelet for the participant from the instant on. */
  public AssignmentId assignment(EnrolmentId enrolment, String fromAt) {
    long device = device("device-of-" + enrolment).value();
    return new AssignmentId(
        id(
            """
            insert into assignment (device_id, enrolment_id, during, recorded_by)
            values (?, ?, tstzrange(?, null), 'test') returning assignment_id
            """,
            device,
            enrolment.value(),
            Timestamp.from(Instant.parse(fromAt))));
  }

  /** An observation that reached us at once. */
  public void observe(AssignmentId assignment, Observation observation) {
    observe(assignment, observation, observation.observedAt());
  }

  /** An observation, and when it reached us. */
  public void observe(AssignmentId assignment, Observation observation, Instant receivedAt) {
    observe(assignment, List.of(observation), receivedAt);
  }

  /** Observations that one report brought, and when it reached us. */
  public void observe(AssignmentId assignment, List<Observation> observations, Instant receivedAt) {
    long report =
        id(
            """
            insert into report (token_id, protocol, received_at, hash, body)
            select token_id, 'native', ?, sha256(?::bytea), ''::bytea
            from token join assignment using (device_id) where assignment_id = ?
            returning report_id
            """,
            Timestamp.from(receivedAt),
            observations.toString(),
            assignment.value());
    DeviceId device =
        new DeviceId(
            id("select device_id from assignment where assignment_id = ?", assignment.value()));
    ObservationRows rows = new ObservationRows();
    for (Observation observation : observations) {
      rows.add(
          report, assignment.value(), receivedAt, ReceivedReport.Entry.of(device, observation));
    }
    rows.insert(jdbc);
  }

  private long id(String sql, Object... parameters) {
    return jdbc.sql(sql).params(parameters).query(Long.class).single();
  }
}
