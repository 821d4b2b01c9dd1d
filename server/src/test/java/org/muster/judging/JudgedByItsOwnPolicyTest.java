package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Observation.Beat;
import org.muster.domain.Plan;
import org.muster.domain.Technology;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.muster.store.Findings;
import org.muster.store.JudgingDue;
import org.muster.store.RecordedFinding;
import org.muster.store.TestDatabase;
import org.muster.store.TestPolicy;
import org.muster.store.TestProgramme;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened is judged by the policy in force when it happened, whenever it becomes known, and a
 * later policy changes nothing that was said. The starter policy lets a bracelet be silent for four
 * hours; the one that follows it for one.
 */
class JudgedByItsOwnPolicyTest {
  private static final String START = "2026-03-01T08:00:00Z";
  private static final Instant CHANGE = at("2026-03-02T00:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final Findings findings = new Findings(jdbc);
  private final JudgingDue due = new JudgingDue(jdbc);
  private final Judge judge = JudgeTest.judge(jdbc);
  private final EnrolmentId enrolment = programme.enrolment(START);
  private final AssignmentId assignment = programme.assignment(enrolment, START);

  @Test
  void givenReportsThatComeAfterTheChange_thenEachDayIsJudgedByItsOwnPolicy() {
    programme.condition(enrolment, "KeepContact");
    sign(START);
    // Three hours of silence on both days.
    hear("2026-03-01T08:30:00Z", "2026-03-01T11:30:00Z");
    for (int hour = 12; hour < 24; hour++) {
      hear("2026-03-01T" + hour + ":00:00Z");
    }
    for (int hour = 0; hour < 8; hour++) {
      hear("2026-03-02T0" + hour + ":00:00Z", "2026-03-02T0" + hour + ":50:00Z");
    }
    hear("2026-03-02T08:30:00Z", "2026-03-02T11:30:00Z");
    judgeAt("2026-03-02T11:40:00Z");
    assertThat(findings.listFor(enrolment))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.finding().kind()).isEqualTo(FindingKind.CONTACT_OVERDUE);
              assertThat(one.finding().startsAt()).isEqualTo(at("2026-03-02T09:30:00Z"));
              assertThat(one.finding().policyId()).isEqualTo("sooner");
            });
  }

  @Test
  void givenAPolicyThatFollows_thenTheFindingOfTheDayBeforeIsNotTouched() {
    programme.condition(enrolment, "KeepContact");
    hear("2026-03-01T08:30:00Z", "2026-03-01T12:45:00Z");
    judgeAt("2026-03-01T13:00:00Z");
    RecordedFinding before = findings.listFor(enrolment).getFirst();
    assertThat(before.finding().startsAt()).isEqualTo(at("2026-03-01T12:30:00Z"));

    sign("2026-03-01T13:00:00Z");
    hear("2026-03-01T14:00:00Z");
    due.mark(enrolment, at(START));
    judgeAt("2026-03-02T06:00:00Z");
    assertThat(findings.versions(before.finding().id())).containsExactly(before);
    assertThat(before.finding().policyId()).isEqualTo(StarterPolicy.SET.id());
  }

  @Test
  void givenSilenceOverTheChange_thenItIsThatOfThePolicyWhenTheDeviceWasHeardLast() {
    programme.condition(enrolment, "KeepContact");
    sign(START);
    for (int hour = 8; hour < 23; hour++) {
      hear("2026-03-01T%02d:30:00Z".formatted(hour));
    }
    judgeAt("2026-03-02T02:29:00Z");
    assertThat(findings.listFor(enrolment)).isEmpty();
    judgeAt("2026-03-02T02:31:00Z");
    assertThat(findings.listFor(enrolment))
        .singleElement()
        .satisfies(
            one -> assertThat(one.finding().startsAt()).isEqualTo(at("2026-03-02T02:30:00Z")));
  }

  private void sign(String recordedAt) {
    PolicySet starter = StarterPolicy.SET;
    Map<Technology, Plan> plans = new EnumMap<>(Technology.class);
    for (Technology technology : List.of(Technology.values())) {
      plans.put(technology, oneHour(starter.planFor(technology)));
    }
    TestPolicy.sign(
        jdbc,
        new PolicySet(
            "sooner",
            starter.title(),
            starter.authority(),
            Interval.from(CHANGE),
            plans,
            starter.clauses(),
            starter.responses(),
            starter.devices()),
        at(recordedAt));
  }

  private static Plan oneHour(Plan plan) {
    return new Plan(
        plan.freshness(),
        plan.confirmations(),
        plan.dwell(),
        plan.errorCircleFactor(),
        plan.unstatedAccuracyMetres(),
        plan.coarseAboveMetres(),
        plan.speedMetresPerSecondMax(),
        plan.repeatBelievedFor(),
        plan.networkAccuracyMetresMin(),
        plan.networkUnstatedMetres(),
        plan.standsWithinMetres(),
        plan.driftMetresMax(),
        plan.driftFor(),
        Duration.ofHours(1),
        plan.lostAfter(),
        plan.unverifiedAfter(),
        plan.checkInGrace(),
        plan.presenceMargin(),
        plan.recordWithin(),
        plan.openConfirmedAfter(),
        plan.batteryLowPercent(),
        plan.chargeWithin());
  }

  private void hear(String... times) {
    for (String time : times) {
      programme.observe(assignment, new Beat(at(time)));
      due.mark(enrolment, at(time));
    }
  }

  private void judgeAt(String now) {
    due.mark(enrolment, at(now));
    judge.judge(due.list(1).getFirst(), at(now));
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
