package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Kept;
import org.muster.store.ReceivedReport.Part;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Many reports, one flush: what each sender is told is true of its own report. */
class JournalTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final List<Object> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch open = new CountDownLatch(1);
  private final JudgingDue due = new JudgingDue(jdbc);
  private final JournalWriter writer =
      new JournalWriter(jdbc, due, new TransactionTemplate(new JdbcTransactionManager(dataSource)));
  private final Journal journal = new Journal(writer, this::tell);
  private final EnrolmentId enrolment = new TestProgramme(jdbc).enrolment("2026-01-01T00:00:00Z");
  private final DeviceId device = device();
  private final long tokenId = new Tokens(jdbc).createForDevice(device, "test").tokenId();

  @AfterEach
  void close() throws InterruptedException {
    open.countDown();
    journal.close();
  }

  @Test
  void givenManySendersAtOnce_thenEachFactIsKeptOnceAndDueFromTheEarliest() throws Exception {
    List<Future<Kept>> answers = new ArrayList<>();
    open.countDown();
    for (int i = 0; i < 600; i++) {
      answers.add(journal.keep(beat(i % 200)));
    }
    int accepted = 0;
    for (Future<Kept> answer : answers) {
      accepted += answer.get().fates().contains(Fate.ACCEPTED) ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(200);
    assertThat(TestTracks.countArrived(jdbc)).isEqualTo(200);
    assertThat(due.list(9)).singleElement().extracting(DueJudging::fromAt).isEqualTo(AT);
    assertThat(told).contains(new Journalled(Set.of(enrolment)));
    assertThat(new IssuedTokens(jdbc).find(tokenId).orElseThrow().lastUsedAt()).contains(AT);
  }

  @Test
  void givenAReportThatTheDatabaseRefuses_thenThoseBesideItAreKept() throws Exception {
    jdbc.sql("alter table report_batch add constraint test check (raw_bytes < 5000)").update();
    Bytes much = bytes("x".repeat(5_000));
    ReceivedReport poison =
        new ReceivedReport(tokenId, "native", AT, much, List.of(new Part(much, entries(1))));
    assertThat(keep(beat(0))).containsExactly(Fate.ACCEPTED);
    // The writer waits in the listener of the first, so that the next ones share a batch.
    Future<Kept> before = journal.keep(beat(2));
    Future<Kept> bad = journal.keep(poison);
    Future<Kept> after = journal.keep(beat(3));
    open.countDown();
    assertThat(before.get().fates()).containsExactly(Fate.ACCEPTED);
    assertThat(after.get().fates()).containsExactly(Fate.ACCEPTED);
    assertThatThrownBy(bad::get)
        .hasCauseInstanceOf(JournalBusy.class)
        .hasRootCauseInstanceOf(SQLException.class);
    assertThat(TestTracks.countArrived(jdbc)).isEqualTo(3);
  }

  @Test
  void givenMoreReportsThanMayWait_thenTheRestIsTurnedAwayAndNothingIsPromised() throws Exception {
    keep(beat(0));
    List<Future<Kept>> answers = new ArrayList<>();
    for (int i = 0; i < Journal.QUEUE_MAX + 10; i++) {
      answers.add(journal.keep(beat(i + 1)));
    }
    open.countDown();
    int busy = 0;
    for (Future<Kept> answer : answers) {
      try {
        answer.get();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(JournalBusy.class);
        busy++;
      }
    }
    assertThat(busy).isEqualTo(10);
    assertThat(TestTracks.countArrived(jdbc)).isEqualTo(1 + Journal.QUEUE_MAX);
  }

  @Test
  void givenIdsBeyondThirtyTwoBits_thenNothingChanges() throws Exception {
    open.countDown();
    jdbc.sql("select setval('report_batch_ids', 2147483647)").query(Long.class).single();
    jdbc.sql("alter table observation alter observation_id restart with 2147483648").update();
    assertThat(keep(beat(1))).containsExactly(Fate.ACCEPTED);
    assertThat(keep(beat(2))).containsExactly(Fate.ACCEPTED);
    assertThat(keep(beat(2))).containsExactly(Fate.DUPLICATE);
    assertThat(TestTracks.arrived(jdbc))
        .allSatisfy(
            one -> {
              assertThat(one.id()).isGreaterThan(Integer.MAX_VALUE);
              assertThat(one.reportId()).isGreaterThan(Integer.MAX_VALUE);
            });
  }

  @Test
  void givenAReportOfWhichPartLiesOutsideTheAssignment_thenOnlyTheRestIsKept() throws Exception {
    open.countDown();
    Entry early = Entry.of(device, new Observation.Beat(Instant.parse("2025-12-31T23:59:59Z")));
    ReceivedReport report =
        new ReceivedReport(
            tokenId,
            "native",
            AT,
            bytes("early\nlater\n"),
            List.of(
                new Part(bytes("early"), List.of(early)), new Part(bytes("later"), entries(5))));
    assertThat(keep(report)).containsExactly(Fate.NO_ASSIGNMENT, Fate.ACCEPTED);
    assertThat(reports())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.body()).isEqualTo(bytes("later\n"));
              assertThat(kept.hash())
                  .isEqualTo(Bytes.of(Hashes.sha256(bytes("early\nlater\n").array())));
              assertThat(kept.tokenId()).isEqualTo(tokenId);
              assertThat(kept.receivedAt()).isEqualTo(AT);
            });
  }

  @Test
  void givenManyReportsOfOneCommit_thenEachIsFoundByItsOwnId() throws Exception {
    assertThat(keep(beat(0))).containsExactly(Fate.ACCEPTED);
    List<Future<Kept>> answers = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      answers.add(journal.keep(beat(i)));
      // What is known already is not kept again.
      answers.add(journal.keep(beat(i - 1)));
    }
    open.countDown();
    for (Future<Kept> answer : answers) {
      answer.get();
    }
    assertThat(count("report_batch")).isEqualTo(2);
    assertThat(jdbc.sql("select sum(reports) from report_batch").query(Long.class).single())
        .isEqualTo(51);
    assertThat(reports())
        .extracting(kept -> new String(kept.body().array(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(0, 50).mapToObj(second -> "beat " + second).toList());
    assertThat(reports())
        .allSatisfy(
            kept -> assertThat(kept.hash().array()).isEqualTo(Hashes.sha256(kept.body().array())));
    assertThat(new Reports(jdbc, TestTracks.keys(jdbc)).find(1)).isEmpty();
    assertThat(new Reports(jdbc, TestTracks.keys(jdbc)).find(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void givenABatchThatWasChanged_thenItIsNotRead() throws Exception {
    open.countDown();
    keep(beat(0));
    jdbc.sql("alter table report_batch disable trigger append_only").update();
    jdbc.sql("update report_batch set hash = sha256('other')").update();
    assertThatThrownBy(this::reports).hasMessageContaining("is not what was written");
  }

  @Test
  void givenAnErrorInTheWriter_thenNoSenderWaitsInVainAndTheJournalSaysThatItEnded()
      throws Exception {
    JournalWriter broken =
        new JournalWriter(
            jdbc,
            new JudgingDue(jdbc),
            new TransactionTemplate(new JdbcTransactionManager(dataSource)) {
              @Override
              public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                throw new StackOverflowError("as if");
              }
            });
    Journal doomed = new Journal(broken, this::tell);
    assertThat(doomed.isWriting()).isTrue();
    assertThatThrownBy(() -> doomed.keep(beat(1)).get()).hasCauseInstanceOf(JournalBusy.class);
    doomed.close();
    assertThat(doomed.isWriting()).isFalse();
    assertThatThrownBy(() -> doomed.keep(beat(2)).get()).hasCauseInstanceOf(JournalBusy.class);
  }

  @Test
  void givenMoreBytesThanTheMemoryHasRoomFor_thenTheRestIsTurnedAwayUntilThereIsRoom()
      throws Exception {
    Journal small = new Journal(writer, this::tell, 3_000, Duration.ofMinutes(5));
    try {
      small.keep(beat(0)).get();
      // The writer waits in the listener; behind what it holds, two have room.
      Future<Kept> first = small.keep(beat(1));
      Future<Kept> second = small.keep(beat(2));
      Future<Kept> third = small.keep(beat(3));
      assertThatThrownBy(third::get).hasCauseInstanceOf(JournalBusy.class);
      open.countDown();
      assertThat(first.get().fates()).containsExactly(Fate.ACCEPTED);
      assertThat(second.get().fates()).containsExactly(Fate.ACCEPTED);
      small.close();
      assertThat(TestTracks.countArrived(jdbc)).isEqualTo(3);
    } finally {
      small.close();
    }
  }

  @Test
  void givenAReportThatNobodyWaitsForAnyMore_thenItIsNotWritten() throws Exception {
    Journal late = new Journal(writer, this::tell, 3_000, Duration.ZERO);
    try {
      assertThatThrownBy(() -> late.keep(beat(1)).get()).hasCauseInstanceOf(JournalBusy.class);
      assertThat(late.isWriting()).isTrue();
    } finally {
      late.close();
    }
    assertThat(TestTracks.countArrived(jdbc)).isZero();
  }

  @Test
  void givenATokenThatIsRevokedWhileItsReportWaits_thenNothingOfItIsKept() throws Exception {
    keep(beat(0));
    Future<Kept> waiting = journal.keep(beat(1));
    new Tokens(jdbc).revoke(tokenId, AT);
    open.countDown();
    assertThat(waiting.get()).isEqualTo(new Kept(false, List.of()));
    assertThat(TestTracks.countArrived(jdbc)).isEqualTo(1);
    assertThat(reports()).hasSize(1);
  }

  @Test
  void givenAnAssignmentThatIsCutOrMadeAfterItWasRemembered_thenTheCommitSeesItAsItIs()
      throws Exception {
    open.countDown();
    assertThat(keep(beat(0))).containsExactly(Fate.ACCEPTED);
    Assignments assignments = new Assignments(jdbc, new JudgingDue(jdbc));
    assignments.cut(assignments.listOf(device).getFirst(), AT.plusSeconds(10));
    assertThat(keep(beat(9))).containsExactly(Fate.ACCEPTED);
    assertThat(keep(beat(10))).containsExactly(Fate.NO_ASSIGNMENT);
    assignments.add(device, enrolment, Interval.from(AT.plusSeconds(10)), "test");
    assertThat(keep(beat(11))).containsExactly(Fate.ACCEPTED);
    assertThat(new RefusalCounts(jdbc).sums(LocalDate.of(2026, 3, 1)))
        .containsExactly(new RefusalCounts.Sum("NoAssignment", 1));
  }

  @Test
  void givenWhatCutsAnAssignmentIsNotCommittedYet_thenWhoReportsWaitsForIt() throws Exception {
    open.countDown();
    assertThat(keep(beat(0))).containsExactly(Fate.ACCEPTED);
    Assignments assignments = new Assignments(jdbc, new JudgingDue(jdbc));
    AtomicReference<Future<Kept>> waiting = new AtomicReference<>();
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            cutting -> {
              assignments.cut(assignments.listOf(device).getFirst(), AT.plusSeconds(10));
              waiting.set(journal.keep(beat(20)));
              awaitALockThatIsWaitedFor();
            });
    assertThat(waiting.get().get().fates()).containsExactly(Fate.NO_ASSIGNMENT);
  }

  @Test
  void givenADeviceThatReported_thenItsAssignmentIsNotTakenBackAndNothingOfItIsLost()
      throws Exception {
    open.countDown();
    Assignments assignments = new Assignments(jdbc, new JudgingDue(jdbc));
    TransactionTemplate casework = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    assertThat(keep(beat(0))).containsExactly(Fate.ACCEPTED);
    assertThatThrownBy(
            () ->
                casework.executeWithoutResult(
                    status -> assignments.withdraw(assignments.listOf(device).getFirst())))
        .isInstanceOfSatisfying(
            DataIntegrityViolationException.class,
            refused ->
                assertThat(Violations.constraintOf(refused))
                    .contains("arrival_assignment_id_fkey"));
    assertThat(assignments.listOf(device)).hasSize(1);
    assertThat(keep(beat(1))).containsExactly(Fate.ACCEPTED);
  }

  private void awaitALockThatIsWaitedFor() {
    String waits = "select count(*) from pg_locks where not granted";
    Instant until = Instant.now().plusSeconds(60);
    while (JdbcClient.create(dataSource).sql(waits).query(Long.class).single() == 0) {
      assertThat(Instant.now()).as("the journal comes to wait").isBefore(until);
      Thread.onSpinWait();
    }
  }

  private void tell(Object event) {
    told.add(event);
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DeviceId device() {
    new TestProgramme(jdbc).assignment(enrolment, "2026-01-01T00:00:00Z");
    return jdbc.sql("select device_id from device")
        .query((row, n) -> new DeviceId(row.getLong(1)))
        .single();
  }

  /** The reports that observations name. */
  private List<Reports.Report> reports() {
    Reports reports = new Reports(jdbc, TestTracks.keys(jdbc));
    return TestTracks.arrived(jdbc).stream()
        .map(StoredObservation::reportId)
        .distinct()
        .sorted()
        .map(id -> reports.find(id).orElseThrow())
        .toList();
  }

  private List<Fate> keep(ReceivedReport report) throws Exception {
    return journal.keep(report).get().fates();
  }

  private ReceivedReport beat(int second) {
    Bytes body = bytes("beat " + second);
    return new ReceivedReport(
        tokenId, "native", AT, body, List.of(new Part(body, entries(second))));
  }

  private List<Entry> entries(int second) {
    return List.of(Entry.of(device, new Observation.Beat(AT.plusSeconds(second))));
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
