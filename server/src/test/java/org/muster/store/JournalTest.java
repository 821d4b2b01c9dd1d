package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Part;
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
  private final JournalWriter writer =
      new JournalWriter(
          jdbc,
          new JudgingDue(jdbc),
          new TransactionTemplate(new JdbcTransactionManager(dataSource)));
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
    List<Future<List<Fate>>> answers = new ArrayList<>();
    open.countDown();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 600; i++) {
        int second = i % 200;
        answers.add(senders.submit(() -> journal.keep(beat(second))));
      }
    }
    int accepted = 0;
    for (Future<List<Fate>> answer : answers) {
      accepted += answer.get().contains(Fate.ACCEPTED) ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(200);
    assertThat(count("observation")).isEqualTo(200);
    assertThat(new JudgingDue(jdbc).list(9))
        .singleElement()
        .extracting(DueJudging::fromAt)
        .isEqualTo(AT);
    assertThat(told).contains(new Journalled(Set.of(enrolment)));
    assertThat(new IssuedTokens(jdbc).find(tokenId).orElseThrow().lastUsedAt()).contains(AT);
  }

  @Test
  void givenAReportThatTheDatabaseRefuses_thenThoseBesideItAreKept() throws Exception {
    ReceivedReport poison =
        new ReceivedReport(
            999_999, "native", AT, Bytes.NONE, List.of(new Part(Bytes.NONE, entries(1))));
    assertThat(journal.keep(beat(0))).containsExactly(Fate.ACCEPTED);
    // The writer waits in the listener of the first, so that the next ones share a batch.
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Fate>> before = senders.submit(() -> journal.keep(beat(2)));
      Future<List<Fate>> bad = senders.submit(() -> journal.keep(poison));
      Future<List<Fate>> after = senders.submit(() -> journal.keep(beat(3)));
      Thread.sleep(300);
      open.countDown();
      assertThat(before.get()).containsExactly(Fate.ACCEPTED);
      assertThat(after.get()).containsExactly(Fate.ACCEPTED);
      assertThatThrownBy(bad::get).hasRootCauseInstanceOf(SQLException.class);
    }
    assertThat(count("observation")).isEqualTo(3);
  }

  @Test
  void givenMoreReportsThanMayWait_thenTheRestIsTurnedAwayAndNothingIsPromised() throws Exception {
    journal.keep(beat(0));
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Fate>>> answers = new ArrayList<>();
      for (int i = 0; i < Journal.QUEUE_MAX + 10; i++) {
        int second = i + 1;
        answers.add(senders.submit(() -> journal.keep(beat(second))));
      }
      Thread.sleep(1_000);
      open.countDown();
      int busy = 0;
      for (Future<List<Fate>> answer : answers) {
        try {
          answer.get();
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(JournalBusy.class);
          busy++;
        }
      }
      assertThat(busy).isEqualTo(10);
      assertThat(count("observation")).isEqualTo(1 + Journal.QUEUE_MAX);
    }
  }

  @Test
  void givenIdsBeyondThirtyTwoBits_thenNothingChanges() throws Exception {
    open.countDown();
    jdbc.sql("alter table report alter report_id restart with 2147483647").update();
    jdbc.sql("alter table observation alter observation_id restart with 2147483647").update();
    assertThat(journal.keep(beat(1))).containsExactly(Fate.ACCEPTED);
    assertThat(journal.keep(beat(2))).containsExactly(Fate.ACCEPTED);
    assertThat(journal.keep(beat(2))).containsExactly(Fate.DUPLICATE);
    assertThat(jdbc.sql("select max(report_id) from observation").query(Long.class).single())
        .isGreaterThan(Integer.MAX_VALUE);
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
    assertThat(journal.keep(report)).containsExactly(Fate.NO_ASSIGNMENT, Fate.ACCEPTED);
    assertThat(
            jdbc.sql(
                    "select body = 'later\n'::bytea and hash = sha256('early\nlater\n')"
                        + " from report")
                .query(Boolean.class)
                .single())
        .isTrue();
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
    Instant before = Instant.now();
    assertThatThrownBy(() -> doomed.keep(beat(1))).isInstanceOf(JournalBusy.class);
    doomed.close();
    assertThat(doomed.isWriting()).isFalse();
    assertThatThrownBy(() -> doomed.keep(beat(2))).isInstanceOf(JournalBusy.class);
    assertThat(Instant.now()).isBefore(before.plusSeconds(10));
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
