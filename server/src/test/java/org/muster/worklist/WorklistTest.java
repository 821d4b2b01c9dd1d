package org.muster.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.Answer;
import org.muster.domain.CauseCode;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Evidence;
import org.muster.domain.Finding;
import org.muster.domain.FindingId;
import org.muster.domain.FindingKind;
import org.muster.domain.OrderId;
import org.muster.domain.State;
import org.muster.policy.StarterPolicy;
import org.muster.store.Alerts;
import org.muster.store.Because;
import org.muster.store.Caseload;
import org.muster.store.Conditions;
import org.muster.store.Decisions;
import org.muster.store.Findings;
import org.muster.store.Folds;
import org.muster.store.JudgingDue;
import org.muster.store.Orders;
import org.muster.store.PolicySets;
import org.muster.store.RecordedFinding;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.springframework.jdbc.core.simple.JdbcClient;

class WorklistTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Decider OFFICER = new Decider("o.rivera", Decider.Authority.FULL);

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final Findings findings = new Findings(jdbc);
  private final Decisions decisions = new Decisions(jdbc);
  private final PolicySets policySets = new PolicySets(jdbc);
  private Instant now = NOON;
  private final InstantSource clock = () -> now;
  private final Worklist worklist =
      new Worklist(new Alerts(jdbc), new Caseload(jdbc), policySets, clock);
  private final Deciding deciding = new Deciding(findings, decisions, TestTracks.of(jdbc), clock);

  WorklistTest() {
    policySets.policies();
  }

  @Test
  void givenPeopleWithFindings_thenTheMostSevereAndThenTheFirstDueComesFirst() {
    EnrolmentId routine = person();
    EnrolmentId high = person();
    EnrolmentId sooner = person();
    raise(routine, FindingKind.CONTACT_OVERDUE, START, NOON.minusSeconds(90_000));
    raise(high, FindingKind.OUTSIDE_ZONE, START, NOON.minusSeconds(60));
    raise(sooner, FindingKind.DEVICE_OPENED, START, NOON.minusSeconds(60));
    assertThat(page().people())
        .extracting(AlertedPerson::enrolment)
        .containsExactly(sooner, high, routine);
    assertThat(page().people())
        .extracting(AlertedPerson::overdue)
        .containsExactly(false, false, true);
    assertThat(page().overdueCount()).isEqualTo(1);
  }

  @Test
  void givenTheSameKindAgain_thenItIsFoldedWithACounterAndNothingIsHidden() {
    EnrolmentId person = person();
    for (int i = 0; i < 5; i++) {
      raise(person, FindingKind.DEVICE_OPENED, START.plusSeconds(3_600L * i), NOON);
    }
    AlertedPerson alerted = page().people().getFirst();
    assertThat(alerted.alerts()).hasSize(1);
    assertThat(alerted.alerts().getFirst().count()).isEqualTo(5);
    assertThat(alerted.alerts().getFirst().findings()).hasSize(5);
  }

  @Test
  void givenAnyMixOfDecisionsAndCorrections_thenRaisedMinusClosedIsWhatTheListHolds() {
    EnrolmentId person = person();
    RecordedFinding open = raise(person, FindingKind.DEVICE_OPENED, START, NOON);
    RecordedFinding decided = raise(person, FindingKind.OUTSIDE_ZONE, START, NOON);
    RecordedFinding amended = raise(person, FindingKind.INSIDE_ZONE, START, NOON);
    RecordedFinding withdrawnUnseen = raise(person, FindingKind.UNVERIFIED, START, NOON);
    RecordedFinding withdrawnDecided = raise(person, FindingKind.CONTACT_OVERDUE, START, NOON);
    for (RecordedFinding one : List.of(decided, amended, withdrawnDecided)) {
      assertThat(decide(one, Answer.NO_ACTION, CauseCode.SIGNAL))
          .isInstanceOf(Verdict.Recorded.class);
    }
    change(amended, Change.AMENDED);
    change(withdrawnUnseen, Change.WITHDRAWN);
    RecordedFinding taken = change(withdrawnDecided, Change.WITHDRAWN);

    assertBalanced(5, 1, 1, 3);
    assertThat(page().people().getFirst().alerts().stream().flatMap(a -> a.findings().stream()))
        .filteredOn(f -> f.correction().isPresent())
        .extracting(OpenFinding::id)
        .containsExactlyInAnyOrder(amended.finding().id(), withdrawnDecided.finding().id());

    decide(taken, Answer.NO_ACTION, CauseCode.DATA_ERROR);
    decide(open, Answer.CONTACTED, CauseCode.TRUE);
    assertBalanced(5, 3, 1, 1);
  }

  @Test
  void givenAnAdverseAnswer_thenItNeedsAnOfficerTheCauseTrueAndEvidence() {
    EnrolmentId person = person();
    RecordedFinding outside = raise(person, FindingKind.OUTSIDE_ZONE, START, NOON);
    RecordedFinding silent = raise(person, FindingKind.CONTACT_OVERDUE, START, NOON);
    Decider operator = new Decider("operator", Decider.Authority.FIRST_CONTACT);
    assertThat(deciding.decide(draft(outside, Answer.CONFIRMED, CauseCode.TRUE, "x"), operator))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(problems(outside, Answer.CONFIRMED, CauseCode.SIGNAL)).containsOnlyKeys("cause");
    assertThat(problems(silent, Answer.CONFIRMED, CauseCode.TRUE)).containsOnlyKeys("answer");
    assertThat(problems(silent, Answer.ABSCONDED, CauseCode.TRUE)).containsOnlyKeys("answer");
    assertThat(decisions.listFor(person)).isEmpty();

    now = START.plusSeconds(49 * 3_600L);
    assertThat(decide(silent, Answer.ABSCONDED, CauseCode.TRUE))
        .isInstanceOf(Verdict.Recorded.class);
    assertThat(decide(outside, Answer.CONFIRMED, CauseCode.TRUE))
        .isInstanceOf(Verdict.Recorded.class);
  }

  @Test
  void givenNoReasonOrAnOlderVersion_thenNothingIsRecorded() {
    RecordedFinding first = raise(person(), FindingKind.OUTSIDE_ZONE, START, NOON);
    Verdict blank = deciding.decide(draft(first, Answer.CONTACTED, CauseCode.TRUE, "  "), OFFICER);
    assertThat(((Verdict.Refused) blank).problems()).containsOnlyKeys("reason");
    change(first, Change.AMENDED);
    assertThat(problems(first, Answer.CONTACTED, CauseCode.TRUE)).containsOnlyKeys("finding");
    assertThat(decisions.listFor(first.finding().id())).isEmpty();
  }

  @Test
  void givenAnOperatorRefersAFinding_thenItStaysOpenForAnOfficer() {
    RecordedFinding finding = raise(person(), FindingKind.OUTSIDE_ZONE, START, NOON);
    Decider operator = new Decider("operator", Decider.Authority.FIRST_CONTACT);
    assertThat(
            deciding.decide(draft(finding, Answer.REFERRED, CauseCode.TRUE, "no answer"), operator))
        .isInstanceOf(Verdict.Recorded.class);
    assertBalanced(1, 0, 0, 1);
    decide(finding, Answer.CONTACTED, CauseCode.TRUE);
    assertBalanced(1, 1, 0, 0);
  }

  @Test
  void givenSomebodyDecidedMeanwhile_thenTheSecondIsToldAndNothingIsRecorded() {
    RecordedFinding finding = raise(person(), FindingKind.OUTSIDE_ZONE, START, NOON);
    DecisionDraft first = draft(finding, Answer.CONTACTED, CauseCode.TRUE, "reached");
    DecisionDraft second = draft(finding, Answer.CONFIRMED, CauseCode.TRUE, "not seen");
    deciding.decide(first, OFFICER);
    assertThat(((Verdict.Refused) deciding.decide(second, OFFICER)).problems())
        .containsOnlyKeys("finding");
    assertThat(decisions.listFor(finding.finding().id())).hasSize(1);
  }

  @Test
  void givenAFindingDecidedWhileItWentOn_thenItsOrdinaryEndDoesNotAskAgain() {
    RecordedFinding finding = raise(person(), FindingKind.OUTSIDE_ZONE, START, NOON);
    decide(finding, Answer.CONTACTED, CauseCode.TRUE);
    RecordedFinding ended = end(finding, NOON.plusSeconds(600));
    assertBalanced(1, 1, 0, 0);

    change(ended, Change.AMENDED);
    assertBalanced(1, 0, 0, 1);
    assertThat(page().people().getFirst().alerts().getFirst().first().correction()).isPresent();
  }

  @Test
  void givenACorrectionThatThenEnded_thenListAndFileNameOneDueTime() {
    RecordedFinding finding = raise(person(), FindingKind.OUTSIDE_ZONE, START, NOON);
    decide(finding, Answer.CONTACTED, CauseCode.TRUE);
    RecordedFinding amended = change(finding, Change.AMENDED);
    end(amended, NOON.plusSeconds(600), NOON.plusSeconds(3_000));
    Instant dueAt = NOON.plus(Duration.ofHours(1));
    assertThat(page().people().getFirst().dueAt()).isEqualTo(dueAt);
    FindingFiles files =
        new FindingFiles(
            findings,
            decisions,
            new Conditions(jdbc),
            new Orders(jdbc, new JudgingDue(jdbc)),
            new Caseload(jdbc),
            policySets,
            new Alerts(jdbc),
            new Folds(jdbc),
            clock);
    FindingFile file = files.find(finding.finding().id()).orElseThrow();
    assertThat(file.alert().orElseThrow().dueAt()).isEqualTo(dueAt);
    assertThat(file.correction()).isTrue();
  }

  @Test
  void givenAnEndThatLayUnseenBeforeTheDecision_thenTheFindingAsksAgain() {
    RecordedFinding finding = raise(person(), FindingKind.CONTACT_OVERDUE, START, NOON);
    decide(finding, Answer.CONTACTED, CauseCode.TRUE);
    end(finding, NOON.minusSeconds(7_200));
    assertBalanced(1, 0, 0, 1);
  }

  @Test
  void givenSomebodyNotJudgedForLong_thenTheListIsOfThatTimeAndSaysSo() {
    goesOn(person(), NOON.minusSeconds(20));
    assertThat(page().judgedAt()).contains(NOON.minusSeconds(20));
    assertThat(page().stale()).isFalse();

    EnrolmentId left = person();
    goesOn(left, NOON.minusSeconds(600));
    assertThat(page().judgedAt()).contains(NOON.minusSeconds(600));
    assertThat(page().stale()).isTrue();
    assertThat(worklist.page(Whose.caseloadOf("o.other"), 1).judgedAt()).isEmpty();

    // Who has left is not judged any more, and is not waited for.
    jdbc.sql(
            """
            update enrolment set during = tstzrange(lower(during), lower(during) + '1 hour'),
              outcome_reason = 'done', outcome_destination = 'home'
            where enrolment_id = ?
            """)
        .param(left.value())
        .update();
    assertThat(page().stale()).isFalse();
  }

  private void assertBalanced(long raised, long decided, long withdrawn, long open) {
    WorklistPage page = page();
    assertThat(List.of(page.raised(), page.decided(), page.withdrawn(), page.open()))
        .containsExactly(raised, decided, withdrawn, open);
    assertThat(page.people().stream().mapToLong(AlertedPerson::count).sum()).isEqualTo(open);
  }

  private WorklistPage page() {
    return worklist.page(Whose.EVERYBODY, 1);
  }

  private EnrolmentId person() {
    EnrolmentId person = programme.enrolment(START.toString());
    programme.condition(person, "KeepContact");
    return person;
  }

  private RecordedFinding raise(
      EnrolmentId person, FindingKind kind, Instant startsAt, Instant recordedAt) {
    ConditionId condition =
        jdbc.sql(
                """
                select condition_id from condition join legal_order using (order_id)
                where enrolment_id = ?
                """)
            .param(person.value())
            .query((row, n) -> new ConditionId(row.getLong(1)))
            .single();
    boolean unknown = kind == FindingKind.CONTACT_OVERDUE || kind == FindingKind.UNVERIFIED;
    Finding finding =
        new Finding(
            FindingId.of(condition, kind, startsAt),
            condition,
            new OrderId(1),
            kind,
            unknown ? new State.Unknown(State.Cause.NO_CONTACT) : new State.NotMet(),
            startsAt,
            Optional.empty(),
            startsAt,
            "starter-1",
            "1",
            new Evidence(
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                StarterPolicy.plan(),
                Optional.empty(),
                List.of()));
    RecordedFinding raised =
        new RecordedFinding(
            finding, 1, Change.RAISED, person, false, Because.TIME_PASSED, recordedAt, recordedAt);
    findings.append(raised);
    return raised;
  }

  private RecordedFinding change(RecordedFinding was, Change change) {
    RecordedFinding next =
        new RecordedFinding(
            was.finding(),
            was.version() + 1,
            change,
            was.enrolment(),
            false,
            Because.TIME_PASSED,
            NOON,
            NOON);
    findings.append(next);
    return next;
  }

  private RecordedFinding end(RecordedFinding was, Instant endsAt) {
    return end(was, endsAt, NOON);
  }

  private RecordedFinding end(RecordedFinding was, Instant endsAt, Instant recordedAt) {
    Finding f = was.finding();
    Finding ended =
        new Finding(
            f.id(),
            f.condition(),
            f.order(),
            f.kind(),
            f.state(),
            f.startsAt(),
            Optional.of(endsAt),
            f.knownAt(),
            f.policyId(),
            f.engineVersion(),
            f.evidence());
    RecordedFinding next =
        new RecordedFinding(
            ended,
            was.version() + 1,
            Change.ENDED,
            was.enrolment(),
            false,
            Because.TIME_PASSED,
            recordedAt,
            recordedAt);
    findings.append(next);
    return next;
  }

  private Verdict decide(RecordedFinding finding, Answer answer, CauseCode cause) {
    return deciding.decide(draft(finding, answer, cause, "Looked and called."), OFFICER);
  }

  @Test
  void givenAnExcusedFinding_thenItsWithdrawalByTheExcusalDoesNotAskAgain() {
    RecordedFinding finding = raise(person(), FindingKind.OUTSIDE_ZONE, START, NOON);
    assertThat(problems(finding, Answer.EXCUSED, CauseCode.SIGNAL)).containsOnlyKeys("cause");
    assertThat(problems(finding, Answer.DEVICE_FAULT, CauseCode.TRUE)).containsOnlyKeys("cause");
    decide(finding, Answer.EXCUSED, CauseCode.APPROVED_ABSENCE);
    change(finding, Change.WITHDRAWN);
    assertBalanced(1, 1, 0, 0);
  }

  @Test
  void givenTheAnswerAbsconded_thenItIsAskedFirstWhetherItIsMeant() {
    RecordedFinding silent = raise(person(), FindingKind.CONTACT_OVERDUE, START, NOON);
    now = START.plusSeconds(49 * 3_600L);
    DecisionDraft draft = draft(silent, Answer.ABSCONDED, CauseCode.TRUE, "Nobody knows.");
    DecisionDraft unconfirmed =
        new DecisionDraft(
            draft.finding(),
            draft.version(),
            0,
            draft.answer(),
            draft.cause(),
            draft.reason(),
            false);
    assertThat(((Verdict.Refused) deciding.decide(unconfirmed, OFFICER)).problems())
        .containsOnlyKeys("confirmed");
    assertThat(deciding.decide(draft, OFFICER)).isInstanceOf(Verdict.Recorded.class);
  }

  private Map<String, String> problems(RecordedFinding finding, Answer answer, CauseCode cause) {
    return ((Verdict.Refused) decide(finding, answer, cause)).problems();
  }

  private DecisionDraft draft(
      RecordedFinding finding, Answer answer, CauseCode cause, String reason) {
    return new DecisionDraft(
        finding.finding().id(),
        finding.version(),
        decisions.listFor(finding.finding().id()).size(),
        Optional.of(answer),
        Optional.of(cause),
        reason,
        true);
  }

  private void goesOn(EnrolmentId enrolment, Instant asOf) {
    new Folds(jdbc).putTails(List.of(new Folds.Going(enrolment, List.of(), List.of())), asOf, 0);
  }
}
