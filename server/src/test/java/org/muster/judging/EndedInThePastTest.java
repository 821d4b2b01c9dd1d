package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.Area;
import org.muster.domain.Assignment;
import org.muster.domain.AssignmentId;
import org.muster.domain.ConditionKind;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.OrderId;
import org.muster.domain.Position;
import org.muster.domain.ZoneVersion;
import org.muster.store.Assignments;
import org.muster.store.Conditions;
import org.muster.store.DueJudging;
import org.muster.store.Findings;
import org.muster.store.JudgingDue;
import org.muster.store.News;
import org.muster.store.RecordedFinding;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.Seen;
import org.muster.store.Silences;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.Tracks;
import org.muster.store.Zones;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a device told while it did not stand for the participant counts for nobody. */
class EndedInThePastTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant TAKEN_OFF = START.plus(Duration.ofHours(2));
  private static final Instant NOW = START.plus(Duration.ofHours(9));
  private static final Position HOME = Position.ofDegrees(47.6, -122.3);
  private static final Position AWAY = Position.ofDegrees(47.7, -122.3);

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final JudgingDue due = new JudgingDue(jdbc);
  private final Assignments assignments = new Assignments(jdbc, due);
  private final Tracks tracks = TestTracks.of(jdbc);
  private final Judge judge = JudgeTest.judge(jdbc);
  private final LiveJudge live = JudgeTest.liveJudge(jdbc, transaction);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givenASwapInThePast_thenWhatTheOldDeviceToldAfterItIsTakenBack(boolean ofChunks) {
    EnrolmentId late = person();
    AssignmentId old = programme.assignment(late, START.toString());
    atHome(old, START, TAKEN_OFF);
    // It lay in the office while the person was at home.
    away(old, TAKEN_OFF, NOW);
    judgeAll(NOW);
    assertThat(current(late)).anyMatch(one -> one.kind() == FindingKind.OUTSIDE_ZONE);
    if (ofChunks) {
      assertThat(TestTracks.moveAll(jdbc, transaction, START.plus(Duration.ofDays(2))))
          .isEqualTo(1);
    }

    swap(old, "another-" + late);
    judgeAll(NOW.plusSeconds(60));

    EnrolmentId first = person();
    AssignmentId other = programme.assignment(first, START.toString());
    atHome(other, START, TAKEN_OFF);
    swap(other, "another-" + first);
    judgeAll(NOW.plusSeconds(60));
    assertThat(said(late)).isNotEmpty().isEqualTo(said(first));
    assertThat(current(late)).noneMatch(one -> one.kind() == FindingKind.OUTSIDE_ZONE);
    assertThat(tracks.findLastHeardAt(late)).contains(TAKEN_OFF.minusSeconds(300));
    RecordedFinding outside =
        new Findings(jdbc)
            .listFor(late).stream()
                .filter(one -> one.finding().kind() == FindingKind.OUTSIDE_ZONE)
                .findFirst()
                .orElseThrow();
    assertThat(outside.change()).isEqualTo(Change.WITHDRAWN);
    assertThat(outside.because().news()).extracting(News::kind).contains(News.Kind.ASSIGNMENT);
  }

  @Test
  void givenADayThatGoesOn_thenWhatTheOldDeviceTellsAfterTheSwapIsNotRead() {
    EnrolmentId person = person();
    AssignmentId old = programme.assignment(person, START.toString());
    atHome(old, START, TAKEN_OFF);
    judgeAll(TAKEN_OFF);
    swap(old, "another");
    away(old, TAKEN_OFF, NOW);
    judgeAll(NOW);
    due.mark(person, NOW);
    judgeAll(NOW.plusSeconds(60));

    assertThat(current(person)).noneMatch(one -> one.kind() == FindingKind.OUTSIDE_ZONE);
    assertThat(tracks.reportsSince(Seen.NOTHING, person, new Interval(TAKEN_OFF, NOW)).count())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givenTheSameDeviceIsPutOnAgainInThePast_thenWhatItToldSinceCounts(boolean ofChunks) {
    EnrolmentId person = person();
    AssignmentId old = programme.assignment(person, START.toString());
    atHome(old, START, NOW);
    if (ofChunks) {
      TestTracks.moveAll(jdbc, transaction, START.plus(Duration.ofDays(2)));
    }
    Assignment was = assignments.find(old).orElseThrow();
    Interval day = new Interval(START, START.plus(Duration.ofHours(16)));
    int all = tracks.list(person, day).size();
    assignments.cut(was, TAKEN_OFF);
    assertThat(tracks.list(person, day)).hasSize(24);
    assertThat(tracks.countByDay(person, day)).isEqualTo(Map.of(LocalDate.of(2026, 3, 1), 24));

    Instant again = TAKEN_OFF.plus(Duration.ofHours(1));
    assignments.add(was.device(), person, new Interval(again, Interval.FOREVER), "test");
    assertThat(tracks.list(person, day)).hasSize(all - 12);
    assertThat(tracks.countByDay(person, day))
        .isEqualTo(Map.of(LocalDate.of(2026, 3, 1), all - 12));
    assertThat(tracks.findLastHeardAt(person)).contains(NOW.minusSeconds(300));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givenAnEndInThePast_thenTheDeviceDidNotGoQuietAfterIt(boolean ofChunks) {
    AssignmentId old = programme.assignment(person(), START.toString());
    atHome(old, START, TAKEN_OFF);
    // Then twice, hours apart: no quiet of a device that stood for somebody.
    away(old, TAKEN_OFF.plusSeconds(60), TAKEN_OFF.plusSeconds(120));
    away(old, NOW.minusSeconds(60), NOW);
    if (ofChunks) {
      TestTracks.moveAll(jdbc, transaction, START.plus(Duration.ofDays(2)));
    }
    assignments.cut(assignments.find(old).orElseThrow(), TAKEN_OFF);

    assertThat(new Silences(jdbc).list(START, NOW, Duration.ofHours(2)))
        .singleElement()
        .satisfies(one -> assertThat(one.quiets()).isEmpty());
  }

  private EnrolmentId person() {
    EnrolmentId enrolment = programme.enrolment(START.toString());
    OrderId order =
        jdbc.sql("select order_id from legal_order where enrolment_id = ?")
            .param(enrolment.value())
            .query((row, n) -> new OrderId(row.getLong(1)))
            .single();
    ZoneVersion zone =
        new Zones(jdbc).add("Home", new Area.Circle(HOME, 150), "Order, annex A", "test");
    new Conditions(jdbc).add(order, ConditionKind.STAY_WITHIN, zone, null, "¶ 2");
    due.mark(enrolment, START, News.Kind.ORDER, order.toString());
    return enrolment;
  }

  private void swap(AssignmentId old, String uniqueId) {
    Assignment was = assignments.find(old).orElseThrow();
    DeviceId other = programme.device(uniqueId);
    assignments.cut(was, TAKEN_OFF);
    assignments.add(other, was.enrolment(), new Interval(TAKEN_OFF, Interval.FOREVER), "test");
  }

  private void atHome(AssignmentId device, Instant from, Instant to) {
    everyFiveMinutes(device, from, to, HOME);
  }

  private void away(AssignmentId device, Instant from, Instant to) {
    everyFiveMinutes(device, from, to, AWAY);
  }

  private void everyFiveMinutes(AssignmentId device, Instant from, Instant to, Position place) {
    EnrolmentId enrolment = assignments.find(device).orElseThrow().enrolment();
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(300)) {
      programme.observe(
          device,
          new Observation.Fix(
              at,
              place,
              OptionalDouble.of(8),
              OptionalDouble.empty(),
              FixSource.SATELLITE,
              false,
              true));
    }
    due.mark(enrolment, from);
  }

  private void judgeAll(Instant now) {
    List<DueJudging> all = due.list(100);
    Map<DueJudging, LiveFold> goOn = live.thoseThatGoOn(all, now);
    if (!goOn.isEmpty()) {
      live.judge(goOn, now);
    }
    for (DueJudging one : all) {
      if (!goOn.containsKey(one)) {
        judge.judge(one, now).stands().ifPresent(fold -> live.remember(one.enrolment(), fold));
      }
    }
  }

  private List<Finding> current(EnrolmentId person) {
    return new Findings(jdbc)
        .listFor(person).stream()
            .filter(one -> one.change() != Change.WITHDRAWN)
            .map(RecordedFinding::finding)
            .toList();
  }

  /** What is said of somebody, whoever it is. */
  private List<String> said(EnrolmentId person) {
    return current(person).stream()
        .map(one -> one.kind() + " " + one.startsAt() + " " + one.endsAt() + " " + one.state())
        .toList();
  }
}
