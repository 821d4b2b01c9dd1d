package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.figures.DailyRoll;
import org.muster.store.Alerts;
import org.muster.store.DeviceSigns;
import org.muster.store.Findings;
import org.muster.store.JudgingDue;
import org.muster.store.PolicySets;
import org.muster.store.RollDue;
import org.muster.store.RollFacts;
import org.muster.store.RollRows;
import org.muster.store.Silences;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.TrackDestroying;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Judge, roll, silences and inventory say of chunks what they said of rows. */
class JudgedFromChunksTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofDays(6)).plusSeconds(41_000);
  private static final Instant MOVED_BEFORE = START.plus(Duration.ofDays(5));

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final TransactionOperations transactions =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final JudgingDue due = new JudgingDue(jdbc);
  private final Judge judge = JudgeTest.judge(jdbc);
  private final List<EnrolmentId> people = new ArrayList<>();
  private final List<AssignmentId> devices = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givenDaysBecomeChunks_thenAllThatIsSaidOfThemStaysAndNothingGetsAVersion(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5; i++) {
      EnrolmentId person = programme.enrolment("2026-02-27T00:00:00Z");
      programme.condition(person, "KeepContact");
      programme.condition(person, "CareForDevice");
      people.add(person);
      devices.add(programme.assignment(person, "2026-02-27T00:00:00Z"));
    }
    // The last one is heard first on the last day, and another is never heard.
    devices.subList(0, 3).forEach(device -> observe(device, random, START));
    observe(devices.get(3), random, MOVED_BEFORE);
    charge(devices.get(0), START.plusSeconds(3_600), 80);
    charge(devices.get(0), START.plus(Duration.ofDays(3)), 55);
    charge(devices.get(1), NOW.minusSeconds(90), 20);
    judgeAll();
    List<String> before = said();
    assertThat(before.toString()).contains("CONTACT_OVERDUE").contains("levelPercent=55");

    int moved = TestTracks.moveAll(jdbc, transactions, MOVED_BEFORE);
    assertThat(moved).isGreaterThan(10);
    assertThat(said()).isEqualTo(before);

    TestTracks.keepAsArrivals(jdbc, transactions);
    assertThat(TestTracks.countArrived(jdbc)).isGreaterThan(10);
    assertThat(said()).as("what came lately").isEqualTo(before);

    TestTracks.settle(jdbc, transactions);
    assertThat(TestTracks.countArrived(jdbc)).isZero();
    assertThat(said()).as("after it was settled").isEqualTo(before);

    jdbc.sql("delete from fold_day").update();
    jdbc.sql("delete from fold_tail").update();
    judgeAll();
    assertThat(said()).isEqualTo(before);
  }

  @Test
  void givenATrackThatWasDestroyed_thenJudgingItAgainTakesNothingBack() {
    EnrolmentId person = programme.enrolment("2026-02-27T00:00:00Z");
    programme.condition(person, "KeepContact");
    people.add(person);
    observe(programme.assignment(person, "2026-02-27T00:00:00Z"), new Random(4), START);
    judgeAll();
    List<String> before = findings();
    assertThat(before.toString()).contains("CONTACT_OVERDUE");
    for (String table : List.of("assignment", "legal_order", "enrolment")) {
      jdbc.sql(
              "update %s set during = tstzrange(lower(during), ?) where enrolment_id = ?"
                  .formatted(table))
          .params(Timestamp.from(NOW.minusSeconds(1)), person.value())
          .update();
    }
    new TrackDestroying(dataSource).destroy(person, "R. Ortiz", "Retention is over", NOW);

    due.mark(person, START);
    judge.judge(due.list(1).getFirst(), NOW.plusSeconds(60));

    assertThat(findings()).isEqualTo(before);
    assertThat(due.count()).isZero();
  }

  private void observe(AssignmentId device, Random random, Instant from) {
    Instant at = from.plusSeconds(random.nextInt(20_000));
    while (at.isBefore(NOW)) {
      programme.observe(
          device,
          random.nextInt(4) == 0
              ? new Observation.Strap(at, random.nextBoolean())
              : new Observation.Beat(at));
      // Mostly more often than the quiet limit, and now and then not.
      at = at.plusMillis(random.nextInt(6) == 0 ? 40_000_000 : 5_000_000 + random.nextInt(999_999));
    }
  }

  private void charge(AssignmentId device, Instant at, int percent) {
    jdbc.sql(
            """
            insert into observation (report_id, device_id, assignment_id, observed_at, received_at,
              kind, dedupe_key, level_percent, charging)
            select 1, device_id, assignment_id, :at, :at, 'Battery', sha256(cast(:key as bytea)),
              :percent, 'UNPLUGGED'
            from assignment where assignment_id = :assignment
            """)
        .param("at", Timestamp.from(at))
        .param("key", "charge at " + at)
        .param("percent", percent)
        .param("assignment", device.value())
        .update();
  }

  private void judgeAll() {
    people.forEach(person -> due.mark(person, START));
    due.list(99).forEach(one -> judge.judge(one, NOW));
    for (int day = 1; day < 7; day++) {
      Instant then = START.plus(Duration.ofDays(day)).plusSeconds(30_000);
      people.forEach(person -> new RollDue(jdbc).mark(person, START));
      new DailyRoll(
              new RollFacts(jdbc),
              new RollRows(jdbc),
              new RollDue(jdbc),
              new PolicySets(jdbc),
              () -> then)
          .call();
    }
  }

  private List<String> findings() {
    List<String> said = new ArrayList<>();
    people.forEach(
        person ->
            new Findings(jdbc)
                .listFor(person)
                .forEach(
                    one ->
                        said.add(
                            "%s %s %s".formatted(one.finding(), one.version(), one.change()))));
    return said;
  }

  /** What is said of everybody, and how often it was said anew. */
  private List<String> said() {
    List<String> said = findings();
    said.addAll(texts("select fold_day::text from fold_day order by enrolment_id, day"));
    said.addAll(texts("select spans::text || findings from fold_tail order by enrolment_id"));
    said.addAll(
        texts(
            """
            select concat(day, enrolment_id, version, state, evidence) from roll_row
            order by day, enrolment_id, version
            """));
    for (int hours : List.of(0, 30, 77, 130)) {
      Instant from = START.plus(Duration.ofHours(hours));
      said.add(new Silences(jdbc).list(from, NOW, Duration.ofHours(2)).toString());
      said.add(
          new Silences(jdbc).list(START, from.plusSeconds(1), Duration.ofMinutes(90)).toString());
      said.add(new DeviceSigns(jdbc).listNeverHeard(Alerts.Scope.EVERYBODY, from).toString());
    }
    List<DeviceId> all =
        jdbc.sql("select device_id from device order by 1")
            .query((row, n) -> new DeviceId(row.getLong(1)))
            .list();
    said.add(new TreeMap<>(new DeviceSigns(jdbc).health(all, NOW)).toString());
    return said;
  }

  private List<String> texts(String sql) {
    return jdbc.sql(sql).query((row, n) -> row.getString(1)).list();
  }
}
