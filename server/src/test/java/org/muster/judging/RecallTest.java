package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.domain.Observation.Beat;
import org.muster.domain.Observation.Strap;
import org.muster.domain.RecallId;
import org.muster.domain.RecalledFinding;
import org.muster.store.Findings;
import org.muster.store.JudgingDue;
import org.muster.store.News;
import org.muster.store.RecalledFindings;
import org.muster.store.Recalls;
import org.muster.store.RecordedFinding;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What devices of a faulty batch told is withdrawn, and stays so however often it is judged. */
class RecallTest {
  private static final String START = "2026-03-01T08:00:00Z";
  private static final Instant RECALLED_AT = at("2026-03-01T12:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final Findings findings = new Findings(jdbc);
  private final JudgingDue due = new JudgingDue(jdbc);
  private final Recalls recalls = new Recalls(jdbc, due);
  private final Judge judge = JudgeTest.judge(jdbc);
  private final EnrolmentId enrolment = programme.enrolment(START);
  private final AssignmentId assignment;
  private final DeviceId device;

  RecallTest() {
    programme.condition(enrolment, "CareForDevice");
    assignment = programme.assignment(enrolment, START);
    device = new DeviceId(jdbc.sql("select device_id from assignment").query(Long.class).single());
  }

  @Test
  void givenARecall_thenWhatEndedIsWithdrawnThroughItAndStaysSoWhenLateReportsCome() {
    opened("09:00", "09:30");
    judgeAt("2026-03-01T11:00:00Z");
    RecallId recall = recall(at("2026-03-01T08:30:00Z"));
    judgeAt("2026-03-01T12:01:00Z");
    RecordedFinding withdrawn = only();
    assertThat(withdrawn.change()).isEqualTo(Change.WITHDRAWN);
    assertThat(withdrawn.recall()).contains(recall);
    assertThat(withdrawn.because().news())
        .extracting(News::kind, News::id)
        .containsExactly(tuple(News.Kind.RECALL, recall.toString()));

    hear(new Strap(at("2026-03-01T09:10:00Z"), true));
    judgeAt("2026-03-01T12:30:00Z");
    judgeAt("2026-03-03T00:01:00Z");
    assertThat(only().version()).isEqualTo(withdrawn.version());
    assertThat(new RecalledFindings(jdbc).listWithdrawn(recall, 10))
        .extracting(RecalledFinding::finding)
        .containsExactly(withdrawn.finding().id());
  }

  @Test
  void givenEvidenceOfTheRecalledTimeThatComesLater_thenItsFindingIsRaisedAndWithdrawnAtOnce() {
    recall(at("2026-03-01T08:30:00Z"));
    opened("10:00", "10:30");
    judgeAt("2026-03-01T13:00:00Z");
    assertThat(findings.versions(only().finding().id()))
        .extracting(RecordedFinding::change)
        .containsExactly(Change.RAISED, Change.WITHDRAWN);
  }

  @Test
  void givenARecallIsUndone_thenWhatTheEvidenceSaysIsRaisedAgainAndSaysWhy() {
    opened("09:00", "09:30");
    judgeAt("2026-03-01T11:00:00Z");
    RecallId recall = recall(at("2026-03-01T08:30:00Z"));
    judgeAt("2026-03-01T12:01:00Z");
    assertThat(recalls.undo(recall, "Another batch was meant.", "s", at("2026-03-01T13:00:00Z")))
        .isTrue();
    assertThat(recalls.undo(recall, "Again.", "s", at("2026-03-01T13:00:00Z"))).isFalse();
    judgeAt("2026-03-02T13:01:00Z");
    assertThat(only().change()).isEqualTo(Change.RAISED);
    assertThat(only().because().news())
        .extracting(News::kind)
        .containsExactly(News.Kind.RECALL_UNDONE);
    assertThat(recalls.find(recall).orElseThrow().stands()).isFalse();
  }

  @Test
  void givenAFindingThatGoesOn_thenItStaysBeforePeopleUntilItEndsWhileTheDeviceIsWorn() {
    hear(new Strap(at("2026-03-01T11:00:00Z"), true));
    judgeAt("2026-03-01T11:30:00Z");
    recall(at("2026-03-01T08:30:00Z"));
    judgeAt("2026-03-01T12:01:00Z");
    assertThat(only().change()).isEqualTo(Change.RAISED);
    hear(new Strap(at("2026-03-01T14:00:00Z"), false));
    judgeAt("2026-03-01T14:01:00Z");
    assertThat(findings.versions(only().finding().id()))
        .extracting(RecordedFinding::change)
        .containsExactly(Change.RAISED, Change.ENDED, Change.WITHDRAWN);
  }

  @Test
  void givenWhatBeganBeforeOrAfterTheRecalledTime_thenItStands() {
    opened("08:10", "08:20");
    recall(at("2026-03-01T08:30:00Z"));
    opened("12:10", "12:40");
    judgeAt("2026-03-01T13:00:00Z");
    assertThat(current())
        .extracting(RecordedFinding::change)
        .containsExactly(Change.RAISED, Change.RAISED);
  }

  @Test
  void givenAnotherDeviceWasWornThen_thenItsFindingStandsAndThePreviewSaysTheSame() {
    opened("09:00", "09:30");
    jdbc.sql("update assignment set during = tstzrange(lower(during), '2026-03-01T09:15Z')")
        .update();
    judgeAt("2026-03-01T11:00:00Z");
    List<RecalledFinding> touched =
        new RecalledFindings(jdbc)
            .listTouched(List.of(device), at("2026-03-01T08:30:00Z"), RECALLED_AT, 10);
    recall(at("2026-03-01T08:30:00Z"));
    judgeAt("2026-03-01T12:01:00Z");
    assertThat(touched)
        .extracting(RecalledFinding::finding)
        .isEqualTo(
            current().stream()
                .filter(one -> one.change() == Change.WITHDRAWN)
                .map(one -> one.finding().id())
                .toList());
  }

  private void opened(String from, String to) {
    hear(new Strap(at("2026-03-01T" + from + ":00Z"), true));
    hear(new Strap(at("2026-03-01T" + to + ":00Z"), false));
  }

  private RecallId recall(Instant fromAt) {
    return recalls.add("Testware", "7", List.of(device), fromAt, "Bad sensor.", "s", RECALLED_AT);
  }

  private void hear(Observation observation) {
    programme.observe(assignment, observation);
    due.mark(enrolment, observation.observedAt());
  }

  private void judgeAt(String now) {
    hear(new Beat(at(now).minusSeconds(1)));
    judge.judge(due.list(1).getFirst(), at(now));
    assertThat(due.count()).isZero();
  }

  private RecordedFinding only() {
    assertThat(current()).hasSize(1);
    return current().getFirst();
  }

  private List<RecordedFinding> current() {
    return findings.listFor(enrolment);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
