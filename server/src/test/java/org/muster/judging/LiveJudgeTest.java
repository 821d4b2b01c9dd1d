package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.domain.Area;
import org.muster.domain.AssignmentId;
import org.muster.domain.Channel;
import org.muster.domain.Charging;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.OrderId;
import org.muster.domain.Position;
import org.muster.domain.ZoneVersion;
import org.muster.store.Asks;
import org.muster.store.Conditions;
import org.muster.store.DueJudging;
import org.muster.store.JudgingDue;
import org.muster.store.News;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.muster.store.TrackDestroying;
import org.muster.store.Zones;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What goes on from where it stands says what a fold of the whole day says. */
class LiveJudgeTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Position HOME = Position.ofDegrees(47.6, -122.3);
  private static final long SEEDS = Long.getLong("muster.seeds", 3);
  private static final int STEPS = 90;

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final JudgingDue due = new JudgingDue(jdbc);
  private final Judge judge = JudgeTest.judge(jdbc);
  private final LiveJudge live = JudgeTest.liveJudge(jdbc, transaction);
  private int wentOn;
  private int foldedAgain;

  /** Somebody who is judged, and where his or her device is. */
  private record Person(EnrolmentId enrolment, AssignmentId assignment) {}

  @ParameterizedTest
  @MethodSource("seeds")
  void givenAnyOrderOfReports_thenGoingOnSaysWhatTheWholeDaySays(long seed) {
    Random random = new Random(seed);
    List<Person> people = List.of(person(), person(), person());
    Instant now = START.plus(Duration.ofHours(random.nextInt(14)));
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(20_000 + random.nextInt(700_000));
      for (Person person : people) {
        hear(person, now, random);
        due.mark(person.enrolment(), now);
      }
      if (random.nextInt(4) > 0) {
        judgeAll(now);
        assertThatTheWholeDaySaysTheSame(now, "step " + step);
      }
    }
    assertThat(wentOn).isGreaterThan(2 * foldedAgain);
    assertThat(foldedAgain).isPositive();
    assertThat(count("finding")).isGreaterThan(10);
  }

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @Test
  void givenAChangeOfWhatBindsOrANewDayOrALateReport_thenItDoesNotGoOn() {
    Person person = person();
    Instant now = START.plusSeconds(3_600);
    beat(person, now.minusSeconds(60));
    judgeAll(now);
    assertThat(goesOn(now.plusSeconds(1))).isFalse();

    due.mark(person.enrolment(), now);
    assertThat(goesOn(now.plusSeconds(60))).isTrue();
    assertThat(goesOn(START.plus(Duration.ofDays(1)))).isFalse();

    due.mark(person.enrolment(), now, News.Kind.EXCUSAL, "1");
    assertThat(goesOn(now.plusSeconds(60))).isFalse();
    judgeAll(now.plusSeconds(60));

    Instant later = now.plus(LiveJudge.MOVES_AFTER).plusSeconds(60);
    due.mark(person.enrolment(), later);
    judgeAll(later);
    due.mark(person.enrolment(), later.minus(LiveJudge.BEHIND).minusSeconds(1));
    assertThat(goesOn(later.plusSeconds(1))).isFalse();
  }

  @Test
  void givenMoreThatCameWhileJudging_thenItStaysDueAndTheDayStillGoesOn() {
    Person person = person();
    Instant now = START.plusSeconds(3_600);
    judgeAll(now);
    beat(person, now.plusSeconds(10));
    Instant later = now.plusSeconds(30);
    List<DueJudging> read = due.list(10);
    beat(person, now.plusSeconds(20));
    live.judge(live.thoseThatGoOn(read, later), later);
    assertThat(due.count()).isEqualTo(1);
    assertThat(goesOn(later.plusSeconds(1))).isTrue();
  }

  @Test
  void givenOneOfABatchThatCannotBeJudged_thenNoneIsAndNothingIsKept() {
    Person person = person();
    Instant now = START.plusSeconds(3_600);
    beat(person, now.minusSeconds(60));
    judgeAll(now);
    String before = said();
    beat(person, now.plusSeconds(30));
    jdbc.sql("alter table fold_tail add constraint full_disk check (seen_to < 2)").update();
    Map<DueJudging, LiveFold> batch = live.thoseThatGoOn(due.list(9), now.plusSeconds(60));
    assertThat(batch).hasSize(1);
    assertThatThrownBy(() -> live.judge(batch, now.plusSeconds(60)))
        .hasMessageContaining("full_disk");
    jdbc.sql("alter table fold_tail drop constraint full_disk").update();
    assertThat(said()).isEqualTo(before);
    assertThat(due.count()).isEqualTo(1);
    judgeAll(now.plusSeconds(60));
    assertThatTheWholeDaySaysTheSame(now.plusSeconds(60), "after the fault");
  }

  @Test
  void givenADeviceThatReportsEachSecond_thenItGoesOnAndSaysTheSame() {
    Person person = person();
    Instant now = START.plusSeconds(3_600);
    judgeAll(now);
    Random random = new Random(7);
    for (int step = 0; step < 8; step++) {
      List<Observation> heard = new ArrayList<>();
      for (int i = 1; i <= LiveJudge.MOVES_AFTER_COUNT / 4; i++) {
        heard.add(observation(now.plusSeconds(i), random));
      }
      Instant from = now.plusSeconds(1);
      now = now.plusSeconds(heard.size());
      programme.observe(person.assignment(), heard, now);
      due.mark(person.enrolment(), from);
      assertThat(goesOn(now)).isTrue();
      judgeAll(now);
      LiveFold fold =
          live.thoseThatGoOn(marked(person, now), now.plusSeconds(1)).values().iterator().next();
      assertThat(fold.heard().count()).isLessThanOrEqualTo(LiveJudge.MOVES_AFTER_COUNT * 3 / 2);
      judgeAll(now);
      assertThatTheWholeDaySaysTheSame(now, "step " + step);
    }
    assertThat(foldedAgain).isEqualTo(1);
  }

  private List<DueJudging> marked(Person person, Instant at) {
    due.mark(person.enrolment(), at);
    return due.list(10);
  }

  @Test
  void givenItsTrackIsDestroyedMeanwhile_thenWhereItStoodIsForgotten() {
    Person person = person();
    Instant now = START.plusSeconds(3_600);
    judgeAll(now);
    beat(person, now.plusSeconds(10));
    Instant later = now.plusSeconds(30);
    Map<DueJudging, LiveFold> read = live.thoseThatGoOn(due.list(10), later);
    assertThat(read).hasSize(1);
    for (String table : List.of("assignment", "legal_order", "enrolment")) {
      jdbc.sql(
              "update %s set during = tstzrange(lower(during), ?) where enrolment_id = ?"
                  .formatted(table))
          .params(java.sql.Timestamp.from(later), person.enrolment().value())
          .update();
    }
    new TrackDestroying(dataSource).destroy(person.enrolment(), "R. Ortiz", "Over", later);
    assertThat(goesOn(later)).as("what destroying marks").isFalse();

    live.judge(read, later);
    jdbc.sql("delete from judging_due").update();
    due.mark(person.enrolment(), later);
    assertThat(goesOn(later.plusSeconds(1))).isFalse();
  }

  private boolean goesOn(Instant now) {
    return !live.thoseThatGoOn(due.list(10), now).isEmpty();
  }

  private Person person() {
    EnrolmentId enrolment = programme.enrolment(START.toString());
    programme.condition(enrolment, "KeepContact");
    programme.condition(enrolment, "CareForDevice");
    OrderId order =
        jdbc.sql("select order_id from legal_order where enrolment_id = ?")
            .param(enrolment.value())
            .query((row, n) -> new OrderId(row.getLong(1)))
            .single();
    ZoneVersion zone =
        new Zones(jdbc).add("Home", new Area.Circle(HOME, 150), "Order, annex A", "test");
    Conditions conditions = new Conditions(jdbc);
    conditions.add(order, ConditionKind.STAY_WITHIN, zone, null, "¶ 2");
    conditions.add(
        order,
        ConditionKind.CHECK_IN,
        null,
        null,
        Asks.checkIn(List.of(Channel.APP), Duration.ofHours(6)),
        "¶ 3");
    due.mark(enrolment, START, News.Kind.ORDER, order.toString());
    return new Person(enrolment, programme.assignment(enrolment, START.toString()));
  }

  /** Mostly in order, now and then late, doubled, or by a clock that is an hour behind. */
  private void hear(Person person, Instant now, Random random) {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Instant at = now.minusSeconds(random.nextInt(200));
      int luck = random.nextInt(40);
      if (luck == 0) {
        at = now.minusSeconds(random.nextInt(20_000));
      } else if (luck < 4) {
        at = now.minusSeconds(3_600 + random.nextInt(8));
      } else if (luck == 4) {
        at = now.plusSeconds(random.nextInt(500));
      }
      if (at.isAfter(START)) {
        programme.observe(person.assignment(), observation(at, random), now);
        due.mark(person.enrolment(), at);
      }
    }
  }

  private void beat(Person person, Instant at) {
    programme.observe(person.assignment(), new Observation.Beat(at), at);
    due.mark(person.enrolment(), at);
  }

  private static Observation observation(Instant at, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Observation.Beat(at);
      case 1 -> new Observation.Strap(at, random.nextInt(3) == 0);
      case 2 ->
          new Observation.Battery(at, OptionalInt.of(random.nextInt(101)), Charging.UNPLUGGED);
      case 3 -> new Observation.CheckedIn(at);
      default ->
          new Observation.Fix(
              at,
              Position.ofDegrees(
                  47.6 + (random.nextInt(5) == 0 ? 0.01 : 0) + random.nextInt(100) * 1e-6, -122.3),
              OptionalDouble.of(5 + random.nextInt(40)),
              OptionalDouble.empty(),
              FixSource.SATELLITE,
              false,
              random.nextInt(20) > 0);
    };
  }

  private void judgeAll(Instant now) {
    List<DueJudging> all = due.list(100);
    Map<DueJudging, LiveFold> goOn = live.thoseThatGoOn(all, now);
    wentOn += goOn.size();
    if (!goOn.isEmpty()) {
      live.judge(goOn, now);
    }
    for (DueJudging one : all) {
      if (!goOn.containsKey(one)) {
        foldedAgain++;
        judge.judge(one, now).stands().ifPresent(fold -> live.remember(one.enrolment(), fold));
      }
    }
  }

  /** Folds all again, in a transaction that is undone. */
  private void assertThatTheWholeDaySaysTheSame(Instant now, String when) {
    String said = said();
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.sql(
                  "insert into judging_due (enrolment_id, from_at) select enrolment_id, now()"
                      + " from fold_tail on conflict do nothing")
              .update();
          for (DueJudging one : due.list(100)) {
            DueJudging whole =
                new DueJudging(
                    one.enrolment(),
                    now.minus(Duration.ofDays(3)),
                    one.mark(),
                    one.boundFrom(),
                    one.news());
            judge.judge(whole, now);
          }
          assertThat(said()).as(when).isEqualTo(said);
        });
  }

  private String said() {
    return jdbc.sql(
            """
            select coalesce(string_agg(line, E'\\n' order by line), '') from (
              select 'day ' || enrolment_id || ' ' || day || closing || spans || findings as line
              from fold_day
              union all
              select 'tail ' || enrolment_id || ' ' || spans || findings from fold_tail
              union all
              select 'finding ' || enrolment_id || ' ' || finding_id || ' ' || version || ' '
                || change from finding) each
            """)
        .query(String.class)
        .single();
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
