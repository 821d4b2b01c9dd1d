package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.Channel;
import org.muster.domain.ConditionId;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.ExcusalId;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Observation.Beat;
import org.muster.domain.Observation.Strap;
import org.muster.domain.OrderId;
import org.muster.domain.Recorded;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.store.Asks;
import org.muster.store.Because;
import org.muster.store.Bindings;
import org.muster.store.Conditions;
import org.muster.store.DueJudging;
import org.muster.store.DutyRecords;
import org.muster.store.Excusals;
import org.muster.store.Findings;
import org.muster.store.Folds;
import org.muster.store.Incidents;
import org.muster.store.JudgingDue;
import org.muster.store.News;
import org.muster.store.PolicySets;
import org.muster.store.Recalls;
import org.muster.store.RecordedFinding;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.Timelines;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class JudgeTest {
  private static final String START = "2026-03-01T08:00:00Z";

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final Findings findings = new Findings(jdbc);
  private final Folds folds = new Folds(jdbc);
  private final JudgingDue due = new JudgingDue(jdbc);
  private final Judge judge = judge(jdbc);
  private final EnrolmentId enrolment = programme.enrolment(START);
  private final ConditionId contact = programme.condition(enrolment, "KeepContact");
  private final ConditionId care = programme.condition(enrolment, "CareForDevice");
  private final AssignmentId assignment = programme.assignment(enrolment, START);

  /** One that judges on this database, each statement for itself. */
  static Judge judge(JdbcClient jdbc) {
    JudgingDue due = new JudgingDue(jdbc);
    Folds folds = new Folds(jdbc);
    return new Judge(supervisionOf(jdbc), TestTracks.of(jdbc), folds, versions(jdbc), due);
  }

  static LiveJudge liveJudge(JdbcClient jdbc, TransactionOperations transactions) {
    return new LiveJudge(
        TestTracks.of(jdbc),
        TestTracks.live(jdbc),
        new Folds(jdbc),
        versions(jdbc),
        new JudgingDue(jdbc),
        supervisionOf(jdbc),
        transactions);
  }

  private static FindingVersions versions(JdbcClient jdbc) {
    return new FindingVersions(
        new Findings(jdbc),
        new Folds(jdbc),
        TestTracks.of(jdbc),
        new Recalls(jdbc, new JudgingDue(jdbc)));
  }

  private static SupervisionOf supervisionOf(JdbcClient jdbc) {
    return new SupervisionOf(
        new Bindings(jdbc),
        new PolicySets(jdbc),
        new Incidents(jdbc),
        new DutyRecords(jdbc, new JudgingDue(jdbc)));
  }

  @Test
  void givenSilenceOverTheQuietLimit_thenAFindingIsRaisedAndTheNextVersionSaysThatItEnded() {
    hear(new Beat(at("2026-03-01T08:30:00Z")));
    judgeAt("2026-03-01T12:29:00Z");
    assertThat(current()).isEmpty();

    judgeAt("2026-03-01T12:31:00Z");
    assertThat(current())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.change()).isEqualTo(Change.RAISED);
              assertThat(one.finding().kind()).isEqualTo(FindingKind.CONTACT_OVERDUE);
              assertThat(one.finding().startsAt()).isEqualTo(at("2026-03-01T12:30:00Z"));
              assertThat(one.finding().endsAt()).isEmpty();
              assertThat(one.late()).isFalse();
            });

    hear(new Beat(at("2026-03-01T13:00:00Z")));
    judgeAt("2026-03-01T13:00:30Z");
    assertThat(current())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.change()).isEqualTo(Change.ENDED);
              assertThat(one.finding().endsAt()).contains(at("2026-03-01T13:00:00Z"));
            });
  }

  @Test
  void givenStoredReportsThatComeLate_thenTheFindingIsWithdrawnAndItsVersionsStay() {
    hear(new Beat(at("2026-03-01T08:30:00Z")));
    judgeAt("2026-03-02T09:00:00Z");
    RecordedFinding raised = current().getFirst();

    for (int hour = 9; hour < 33; hour += 3) {
      hear(new Beat(at("2026-03-01T00:00:00Z").plusSeconds(hour * 3600L)));
    }
    judgeAt("2026-03-02T09:10:00Z");
    assertThat(findings.versions(raised.finding().id()))
        .extracting(RecordedFinding::change)
        .containsExactly(Change.RAISED, Change.WITHDRAWN);
  }

  @Test
  void givenTheSameEvidence_thenJudgingAgainAddsNoVersion() {
    hear(new Strap(at("2026-03-01T09:00:00Z"), true));
    hear(new Strap(at("2026-03-01T09:02:00Z"), false));
    for (String now :
        List.of(
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00Z",
            "2026-03-03T00:00:00Z",
            "2026-03-03T00:01:00Z")) {
      judgeAt(now);
    }
    RecordedFinding opened =
        current().stream()
            .filter(one -> one.finding().kind() == FindingKind.DEVICE_OPENED)
            .findFirst()
            .orElseThrow();
    assertThat(opened.version()).isEqualTo(1);
    assertThat(opened.finding().condition()).isEqualTo(care);
    assertThat(opened.late()).isTrue();
  }

  @Test
  void givenDaysFoldedOneByOne_thenTheTimelineHasNoHole() {
    for (int hour = 9; hour < 80; hour += 2) {
      hear(new Beat(at("2026-03-01T00:00:00Z").plusSeconds(hour * 3600L)));
      judgeAt(at("2026-03-01T00:01:00Z").plusSeconds(hour * 3600L).toString());
    }
    Interval all = new Interval(at("2026-03-01T00:00:00Z"), at("2026-03-04T07:01:00Z"));
    assertThat(
            Objects.requireNonNull(new Timelines(folds).within(enrolment, all).get(contact))
                .spans())
        .containsExactly(
            new Span(new Interval(all.startsAt(), at(START)), new State.NotBinding()),
            new Span(
                new Interval(at(START), at("2026-03-01T09:00:00Z")),
                new State.Unknown(State.Cause.NO_CONTACT)),
            new Span(new Interval(at("2026-03-01T09:00:00Z"), all.endsAt()), new State.Met()));
  }

  @Test
  void givenAFindingThatWasKnownInTime_thenItsOrdinaryEndIsNotLate() {
    hear(new Beat(at("2026-03-01T08:30:00Z")));
    judgeAt("2026-03-01T12:31:00Z");
    hear(new Beat(at("2026-03-01T20:00:00Z")));
    judgeAt("2026-03-01T20:00:30Z");
    assertThat(current())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.change()).isEqualTo(Change.ENDED);
              assertThat(one.late()).isFalse();
            });
  }

  @Test
  void givenAFixAheadOfOurClock_thenTheVersionThatItCausesNamesItsReport() {
    hear(new Beat(at("2026-03-01T08:30:00Z")));
    judgeAt("2026-03-01T12:31:00Z");
    // By a clock that is four minutes ahead: it is there, and not looked at yet.
    programme.observe(assignment, new Beat(at("2026-03-01T12:40:00Z")), at("2026-03-01T12:36:00Z"));
    judgeAt("2026-03-01T12:37:00Z");
    assertThat(current()).singleElement().satisfies(one -> assertThat(one.version()).isEqualTo(1));

    judgeAt("2026-03-01T12:41:00Z");
    assertThat(current())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.change()).isEqualTo(Change.ENDED);
              assertThat(one.because().count()).isEqualTo(1);
              assertThat(one.because().news().getFirst().speaksFrom())
                  .isEqualTo(at("2026-03-01T12:40:00Z"));
            });
  }

  @Test
  void givenStatesOfAnotherVersion_thenTheDaysAreFoldedAgainAndSayTheSame() {
    for (int hour = 9; hour < 80; hour += 9) {
      hear(new Beat(at("2026-03-01T00:00:00Z").plusSeconds(hour * 3600L)));
    }
    judgeAt("2026-03-04T10:00:00Z");
    List<String> before = said();
    jdbc.sql("update fold_day set closing = regexp_replace(closing, '^[^ ]+', 'fold1')").update();

    judgeAt("2026-03-04T10:01:00Z");

    assertThat(said()).isEqualTo(before).hasSizeGreaterThan(3);
  }

  private List<String> said() {
    return jdbc.sql("select closing from fold_day union all select content::text from finding")
        .query((row, n) -> row.getString(1))
        .list();
  }

  @Test
  void givenTheAssignmentIsTakenBack_thenWhatStoodOnItIsWithdrawn() {
    judgeAt("2026-03-01T12:31:00Z");
    assertThat(current()).hasSize(1);
    jdbc.sql("delete from assignment").update();
    judgeAt("2026-03-02T12:31:00Z");
    assertThat(current())
        .singleElement()
        .satisfies(one -> assertThat(one.change()).isEqualTo(Change.WITHDRAWN));
    assertThat(folds.findTail(enrolment)).isEmpty();
  }

  @Test
  void givenADeviceAssignedFromALaterDay_thenTheMarkIsTakenAllTheSame() {
    jdbc.sql("update assignment set during = tstzrange('2026-03-05T08:00Z', null)").update();
    judgeAt("2026-03-01T12:31:00Z");
    assertThat(current()).isEmpty();
  }

  @Test
  void givenASuspicionThatIsConfirmed_thenThatIsANewVersion() {
    hear(new Beat(at("2026-03-01T08:55:00Z")));
    hear(new Strap(at("2026-03-01T09:00:00Z"), true));
    judgeAt("2026-03-01T09:01:00Z");
    assertThat(opened().finding().state()).isEqualTo(new State.Unknown(State.Cause.SUSPECTED));
    judgeAt("2026-03-01T09:03:00Z");
    assertThat(opened().finding().state()).isEqualTo(new State.NotMet());
    assertThat(opened().change()).isEqualTo(Change.AMENDED);
  }

  private RecordedFinding opened() {
    return current().stream()
        .filter(one -> one.finding().kind() == FindingKind.DEVICE_OPENED)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givenACheckInThatIsRecordedLater_thenTheFindingThatAskedForItIsWithdrawn() {
    DutyRecords records = new DutyRecords(jdbc, due);
    OrderId order =
        new OrderId(jdbc.sql("select order_id from legal_order").query(Long.class).single());
    ConditionId checkIn =
        new Conditions(jdbc)
            .add(
                order,
                ConditionKind.CHECK_IN,
                null,
                null,
                Asks.checkIn(List.of(Channel.OFFICE), Duration.ofHours(24)),
                "§ 9");
    judgeAt("2026-03-02T11:00:00Z");
    assertThat(ofCondition(checkIn))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.finding().kind()).isEqualTo(FindingKind.CHECK_IN_UNVERIFIED);
              assertThat(one.finding().state()).isEqualTo(new State.Unknown(State.Cause.NO_RECORD));
            });
    Instant at = at("2026-03-02T07:00:00Z");
    records.add(
        enrolment, new Recorded.CheckedIn(checkIn, at, Channel.OFFICE), null, "Desk.", "o", at);
    judgeAt("2026-03-02T11:05:00Z");
    assertThat(ofCondition(checkIn).getLast().change()).isEqualTo(Change.WITHDRAWN);
  }

  private List<RecordedFinding> ofCondition(ConditionId condition) {
    return current().stream().filter(one -> one.finding().condition().equals(condition)).toList();
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }

  @Test
  void givenLateDataThatChangesOnlyItsDay_thenTheLaterDaysAreNotFoldedAgain() {
    hearEveryThreeHours("2026-03-01T09:00:00Z", "2026-03-05T09:00:00Z");
    judgeAt("2026-03-05T09:01:00Z");
    Map<LocalDate, String> before = foldedBy();

    hear(new Strap(at("2026-03-02T13:00:00Z"), true));
    hear(new Strap(at("2026-03-02T13:00:30Z"), false));
    hear(new Beat(at("2026-03-04T13:10:00Z")));
    judgeAt("2026-03-05T09:02:00Z");

    assertThat(foldedBy().keySet()).isEqualTo(before.keySet());
    assertThat(daysThatDiffer(before)).containsExactly(day(2), day(4));
    assertThat(opened().late()).isTrue();
    assertThatAllFoldedAnewSaysTheSame("2026-03-05T09:02:00Z");
  }

  @Test
  void givenLateDataThatChangesTheDayAfterToo_thenThatIsFoldedAgainAndNoMore() {
    hearEveryThreeHours("2026-03-01T09:00:00Z", "2026-03-05T09:00:00Z");
    hear(new Strap(at("2026-03-03T10:00:00Z"), false));
    judgeAt("2026-03-05T09:01:00Z");
    Map<LocalDate, String> before = foldedBy();

    hear(new Strap(at("2026-03-02T23:59:00Z"), true));
    judgeAt("2026-03-05T09:02:00Z");

    assertThat(daysThatDiffer(before)).containsExactly(day(2), day(3));
    assertThat(opened().finding().endsAt()).contains(at("2026-03-03T10:00:00Z"));
    assertThatAllFoldedAnewSaysTheSame("2026-03-05T09:02:00Z");
  }

  @Test
  void givenWhatBindsChanged_thenEachDayFromThenOnIsFoldedAgain() {
    hearEveryThreeHours("2026-03-01T09:00:00Z", "2026-03-05T09:00:00Z");
    judgeAt("2026-03-05T09:01:00Z");
    Map<LocalDate, String> before = foldedBy();

    new Excusals(jdbc, due)
        .add(
            enrolment,
            contact,
            new Interval(at("2026-03-03T08:00:00Z"), at("2026-03-04T08:00:00Z")),
            "In hospital.",
            "o");
    judgeAt("2026-03-05T09:02:00Z");

    assertThat(daysThatDiffer(before)).containsExactly(day(3), day(4));
    assertThatAllFoldedAnewSaysTheSame("2026-03-05T09:02:00Z");
  }

  @Test
  void givenAVersion_thenItSaysWhichReportOrRecordBroughtIt() {
    hear(new Beat(at("2026-03-01T08:30:00Z")));
    judgeAt("2026-03-01T12:31:00Z");
    RecordedFinding raised = current().getFirst();
    assertThat(raised.because().count()).isEqualTo(1);

    hear(new Beat(at("2026-03-01T13:00:00Z")));
    judgeAt("2026-03-01T13:00:30Z");
    RecordedFinding ended = current().getFirst();
    assertThat(ended.because().news())
        .containsExactly(
            new News(
                News.Kind.REPORT,
                lastReport(),
                at("2026-03-01T13:00:00Z"),
                at("2026-03-01T13:00:00Z")));

    Interval day = new Interval(at("2026-03-01T12:00:00Z"), at("2026-03-01T14:00:00Z"));
    ExcusalId excusal =
        new Excusals(jdbc, due).add(enrolment, contact, day, "The tower was down.", "o");
    judgeAt("2026-03-01T15:00:00Z");
    RecordedFinding withdrawn = current().getFirst();
    assertThat(withdrawn.change()).isEqualTo(Change.WITHDRAWN);
    assertThat(withdrawn.because().news())
        .extracting(News::kind, News::id)
        .containsExactly(tuple(News.Kind.EXCUSAL, excusal.toString()));
  }

  @Test
  void givenReportsThatCameWhileOthersWereJudged_thenTheyAreNewsOfTheNextJudging() {
    hear(new Beat(at("2026-03-01T08:30:00Z")));
    judgeAt("2026-03-01T12:31:00Z");
    long seen = folds.lockSeen(enrolment).lastObservation();
    due.mark(enrolment, at("2026-03-01T12:32:00Z"));
    DueJudging read = due.list(1).getFirst();
    hear(new Beat(at("2026-03-01T10:00:00Z")));
    judge.judge(read, at("2026-03-01T12:40:00Z"));
    assertThat(folds.lockSeen(enrolment).lastObservation()).isEqualTo(seen);
    judgeAt("2026-03-01T12:41:00Z");
    assertThat(folds.lockSeen(enrolment).lastObservation()).isGreaterThan(seen);
  }

  @Test
  void givenAConditionThatComesLater_thenItKnowsWhatWasObservedBeforeItsDay() {
    hear(new Strap(at("2026-03-02T23:00:00Z"), true));
    judgeAt("2026-03-03T06:00:00Z");
    ConditionId again = programme.condition(enrolment, "CareForDevice");
    due.mark(enrolment, at("2026-03-03T05:00:00Z"), News.Kind.ORDER, "1");
    judgeAt("2026-03-03T08:00:00Z");
    assertThat(ofCondition(again))
        .singleElement()
        .satisfies(one -> assertThat(one.finding().kind()).isEqualTo(FindingKind.DEVICE_OPENED));
    assertThatAllFoldedAnewSaysTheSame("2026-03-03T08:00:00Z");
  }

  @Test
  void givenNothingCameAndTimePassed_thenTheVersionSaysSo() {
    hear(new Beat(at("2026-03-01T08:30:00Z")));
    judgeAt("2026-03-01T09:00:00Z");
    judgeAt("2026-03-01T12:31:00Z");
    assertThat(current())
        .singleElement()
        .satisfies(one -> assertThat(one.because()).isEqualTo(Because.TIME_PASSED));
  }

  private String lastReport() {
    return jdbc.sql("select max(report_id) from observation").query(String.class).single();
  }

  private static LocalDate day(int dayOfMarch) {
    return LocalDate.of(2026, 3, dayOfMarch);
  }

  private void hearEveryThreeHours(String from, String to) {
    for (Instant at = at(from); at.isBefore(at(to)); at = at.plus(Duration.ofHours(3))) {
      hear(new Beat(at));
    }
  }

  /** For each day that is folded, the transaction that wrote it. */
  private Map<LocalDate, String> foldedBy() {
    Map<LocalDate, String> folded = new TreeMap<>();
    jdbc.sql("select day, xmin::text from fold_day")
        .query(
            row -> {
              folded.put(row.getObject(1, LocalDate.class), row.getString(2));
            });
    return folded;
  }

  private List<LocalDate> daysThatDiffer(Map<LocalDate, String> before) {
    Map<LocalDate, String> now = foldedBy();
    return now.keySet().stream()
        .filter(day -> !Objects.equals(now.get(day), before.get(day)))
        .toList();
  }

  private void assertThatAllFoldedAnewSaysTheSame(String now) {
    List<String> kept = whatIsKept();
    jdbc.sql("delete from fold_day").update();
    due.mark(enrolment, at(START));
    judgeAt(now);
    assertThat(whatIsKept()).isEqualTo(kept);
  }

  private List<String> whatIsKept() {
    return jdbc.sql(
            """
            select day::text || closing || spans::text || findings::text || observations
            from fold_day
            union all select 'tail' || spans::text || findings::text from fold_tail
            order by 1
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }

  private void hear(Observation observation) {
    programme.observe(assignment, observation);
    due.mark(enrolment, observation.observedAt());
  }

  private void judgeAt(String now) {
    due.mark(enrolment, at(now));
    judge.judge(due.list(1).getFirst(), at(now));
    assertThat(due.count()).isZero();
  }

  private List<RecordedFinding> current() {
    return findings.listFor(enrolment);
  }
}
