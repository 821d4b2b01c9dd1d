package org.muster.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation.Beat;
import org.muster.store.Caseload;
import org.muster.store.DeviceSigns;
import org.muster.store.Excusals;
import org.muster.store.JudgingDue;
import org.muster.store.PolicySets;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The starter policy asks that a device is heard within a day. */
class InstallationsTest {
  private static final String START = "2026-03-01T08:00:00Z";
  private static final Instant DUE = Instant.parse("2026-03-02T08:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final EnrolmentId enrolment = programme.enrolment(START);
  private Instant now = DUE.plusSeconds(1);
  private final Installations installations =
      new Installations(new DeviceSigns(jdbc), new Caseload(jdbc), new PolicySets(jdbc), () -> now);

  @Test
  void givenAnOrderAndNoDevice_thenItIsOverdueAfterADay() {
    programme.condition(enrolment, "KeepContact");
    Installations.Waiting waiting = installations.find(enrolment).orElseThrow();
    assertThat(waiting.device()).isEmpty();
    assertThat(waiting.dueAt()).isEqualTo(DUE);
    assertThat(waiting.clause()).isEqualTo("§ 7.1");
    assertThat(overdue()).isEqualTo(1);
    now = DUE;
    assertThat(overdue()).isZero();
    assertThat(installations.find(enrolment).orElseThrow().overdue()).isFalse();
  }

  @Test
  void givenADevicePutOnLater_thenTheTimeRunsFromThereAndEndsWhenItIsHeard() {
    programme.condition(enrolment, "KeepContact");
    AssignmentId assignment = programme.assignment(enrolment, "2026-03-01T20:00:00Z");
    assertThat(overdue()).isZero();
    now = DUE.plusSeconds(13 * 3_600);
    assertThat(overdue()).isEqualTo(1);
    assertThat(installations.find(enrolment).orElseThrow().uniqueId())
        .contains("device-of-" + enrolment);
    programme.observe(assignment, new Beat(now.minusSeconds(60)));
    assertThat(installations.find(enrolment)).isEmpty();
  }

  @Test
  void givenADeviceTakenOff_thenTheTimeRunsFromThere() {
    programme.condition(enrolment, "KeepContact");
    programme.assignment(enrolment, START);
    jdbc.sql("update assignment set during = tstzrange(lower(during), '2026-03-01T20:00Z')")
        .update();
    assertThat(installations.find(enrolment).orElseThrow().since())
        .isEqualTo("2026-03-01T20:00:00Z");
  }

  @Test
  void givenAnOrderThatAsksForACallOnly_thenNoDeviceIsWaitedFor() {
    jdbc.sql(
            """
            insert into condition (order_id, kind, citation, asks)
            select order_id, 'CheckIn', '¶ 1', '{"channels": ["PHONE"], "every": "PT24H"}'
            from legal_order
            """)
        .update();
    assertThat(installations.find(enrolment)).isEmpty();
    jdbc.sql(
            """
            insert into condition (order_id, kind, citation, asks)
            select order_id, 'CheckIn', '¶ 2', '{"channels": ["APP"], "every": "PT24H"}'
            from legal_order
            """)
        .update();
    assertThat(overdue()).isEqualTo(1);
  }

  @Test
  void givenContactThatIsExcusedOrAnotherCaseload_thenItIsNotListed() {
    ConditionId contact = programme.condition(enrolment, "KeepContact");
    assertThat(installations.listOverdue(Whose.caseloadOf("o.rivera")).count()).isEqualTo(1);
    assertThat(installations.listOverdue(Whose.caseloadOf("o.chen")).count()).isZero();
    new Excusals(jdbc, new JudgingDue(jdbc))
        .add(enrolment, contact, Interval.from(DUE), "In hospital", "o");
    assertThat(overdue()).isZero();
  }

  private int overdue() {
    return installations.listOverdue(Whose.EVERYBODY).count();
  }
}
