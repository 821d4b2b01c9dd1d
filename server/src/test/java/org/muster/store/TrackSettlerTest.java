package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What came is moved into tracks, and nobody who reads or sends can tell that it was. Over 250
 * lines because every way of reading and sending is held to the same made-up observations.
 */
@NullMarked
class TrackSettlerTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Interval ALL = new Interval(START, START.plus(Duration.ofDays(4)));
  private static final int PIECE_MAX = 20;

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TransactionOperations transactions =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final EnrolmentId enrolment = programme.enrolment("2026-01-01T00:00:00Z");
  private final AssignmentId assignment = programme.assignment(enrolment, "2026-01-01T00:00:00Z");
  private final MadeUpReports sender = new MadeUpReports(jdbc, assignment, START);

  /** One memory and all that share it, as in a server. */
  private final class Server {
    private final JudgingDue due = new JudgingDue(jdbc);
    private final LatestArrivals arrivals = new LatestArrivals(jdbc, due);
    private final JournalWriter writer = new JournalWriter(jdbc, due, transactions, arrivals);
    private final TrackChunks chunks = TestTracks.chunks(jdbc);
    private final Tracks tracks = new Tracks(jdbc, arrivals, chunks, TestTracks.keys(jdbc));
    private final Settling settling = settling(transactions);

    private Settling settling(TransactionOperations with) {
      return new Settling(
          arrivals,
          new TrackSettler(jdbc, TestTracks.keys(jdbc), with, PIECE_MAX),
          due,
          jdbc,
          transactions,
          Duration.ofDays(1));
    }

    private List<Fate> write(List<ReceivedReport> reports) {
      List<Fate> fates = new ArrayList<>();
      writer.write(reports).kept().forEach(kept -> fates.addAll(kept.fates()));
      return fates;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void givenAnyObservations_thenWhatIsReadIsTheSameFromMemoryDiskAndChunksAndWhenLateOnesCome(
      long seed) {
    Random random = new Random(seed);
    List<ReceivedReport> early = new ArrayList<>();
    List<ReceivedReport> late = new ArrayList<>();
    reports(random, 40).forEach(report -> (random.nextBoolean() ? early : late).add(report));
    Server server = new Server();

    server.write(early);
    Said first = said(server.tracks, seed);
    assertThat(said(TestTracks.of(jdbc), seed)).isEqualTo(first);
    assertThat(said(new Server().tracks, seed)).isEqualTo(first);
    assertThat(server.settling.settleAll()).isEqualTo(first.stored().size()).isPositive();
    assertThat(said(server.tracks, seed)).isEqualTo(first);
    assertThat(TestTracks.arrived(jdbc)).isEmpty();

    server.write(late);
    Said whole = said(server.tracks, seed);
    assertThat(whole.stored().size()).isGreaterThan(first.stored().size());
    server.settling.settleAll();
    assertThat(said(server.tracks, seed)).isEqualTo(whole);
    assertThat(said(new Server().tracks, seed)).isEqualTo(whole);
    assertThat(TestTracks.arrived(jdbc)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givenItIsSentAgain_thenItIsADuplicateWhereverItIsAndAlsoAfterARestart(long seed) {
    List<ReceivedReport> reports = reports(new Random(seed), 60);
    Server server = new Server();
    List<Fate> sent = server.write(reports);
    assertThat(sent).contains(Fate.ACCEPTED);
    int kept = server.arrivals.count();

    assertThat(server.write(reports)).containsOnly(Fate.DUPLICATE);
    assertThat(new Server().write(reports)).containsOnly(Fate.DUPLICATE);
    server.settling.settleAll();
    assertThat(server.write(reports)).containsOnly(Fate.DUPLICATE);
    assertThat(new Server().write(reports)).containsOnly(Fate.DUPLICATE);

    assertThat(server.arrivals.count()).isZero();
    assertThat(stored()).hasSize(kept);
    assertThat(jdbc.sql("select max(piece) from track_chunk").query(Long.class).single())
        .isGreaterThan(1);
  }

  @Test
  void givenAClockThatWasAheadSendsAgainWhenItIsTime_thenItIsADuplicate() {
    Instant claimed = START.plus(Duration.ofDays(2));
    Observation said = new Observation.Beat(claimed);
    Server server = new Server();
    server.write(List.of(sender.report(List.of(sender.ahead(said, START.plusSeconds(60))), START)));
    ReceivedReport inTime =
        sender.report(List.of(Entry.of(sender.device(), said)), claimed.plusSeconds(5));

    assertThat(server.write(List.of(inTime))).containsExactly(Fate.DUPLICATE);
    assertThat(new Server().write(List.of(inTime))).containsExactly(Fate.DUPLICATE);
    server.settling.settleAll();
    assertThat(server.write(List.of(inTime))).containsExactly(Fate.DUPLICATE);
    assertThat(new Server().write(List.of(inTime))).containsExactly(Fate.DUPLICATE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givenItMovesBetweenTheLooksOfAReader_thenNothingIsMissedOrReadTwice(boolean first) {
    Server server = new Server();
    server.write(reports(new Random(7), 40));
    server.settling.settleAll();
    server.write(reports(new Random(8), 40));
    List<Observation> before = server.tracks.list(enrolment, ALL);
    TrackChunks moving =
        new TrackChunks(jdbc, TestTracks.keys(jdbc)) {
          @Override
          List<StoredObservation> list(EnrolmentId whose, Instant from, Instant to) {
            if (first) {
              server.settling.settleAll();
            }
            List<StoredObservation> read = super.list(whose, from, to);
            server.settling.settleAll();
            return read;
          }
        };

    Tracks reader = new Tracks(jdbc, server.arrivals, moving, TestTracks.keys(jdbc));

    assertThat(reader.list(enrolment, ALL)).isEqualTo(before);
    assertThat(server.arrivals.count()).isZero();
  }

  @Test
  void givenReadersAndWritersAllTheWhile_thenEachReadHoldsAllThatWasAcknowledgedOnce()
      throws Exception {
    Server server = new Server();
    CountDownLatch done = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<?> moving =
          threads.submit(
              () -> {
                while (done.getCount() > 0) {
                  server.settling.settleAll();
                }
              });
      Set<String> sent = new HashSet<>();
      long accepted = 0;
      try {
        for (ReceivedReport report : reports(new Random(11), 120)) {
          // Each is sent twice, and the second time finds memory or a chunk.
          for (int i = 0; i < 2; i++) {
            List<Fate> fates = server.write(List.of(report));
            accepted += fates.stream().filter(Fate.ACCEPTED::equals).count();
          }
          report.parts().forEach(p -> p.entries().forEach(e -> sent.add(e.key().hex())));
          assertThat(server.tracks.list(enrolment, ALL)).hasSize(sent.size());
          assertThat(
                  server.tracks.countByDay(enrolment, ALL).values().stream().mapToInt(n -> n).sum())
              .isEqualTo(sent.size());
        }
      } finally {
        done.countDown();
      }
      moving.get();
      assertThat(accepted).isEqualTo(sent.size());
    }
  }

  @Test
  void givenACrashBeforeOrAfterTheChunksAreWritten_thenNothingIsLostOrThereTwice() {
    Server server = new Server();
    server.write(reports(new Random(3), 60));
    Said before = said(server.tracks, 3);
    server.settling(crashing(true)).settleAll();
    assertThat(said(server.tracks, 3)).isEqualTo(before);
    assertThat(said(new Server().tracks, 3)).isEqualTo(before);
    assertThat(count("track_chunk") + count("moved_key")).isZero();

    // The chunks are written, and nobody hears of it.
    server.settling(crashing(false)).settleAll();
    assertThat(count("track_chunk")).isPositive();
    assertThat(TestTracks.arrived(jdbc)).isNotEmpty();
    assertThat(said(server.tracks, 3)).isEqualTo(before);
    Server restarted = new Server();
    assertThat(said(restarted.tracks, 3)).isEqualTo(before);
    restarted.settling.settleAll();
    assertThat(said(restarted.tracks, 3)).isEqualTo(before);
    assertThat(TestTracks.arrived(jdbc)).isEmpty();
    assertThat(TestTracks.chunks(jdbc).listKept(enrolment, ALL.startsAt(), ALL.endsAt()))
        .hasSize(before.stored().size());
  }

  @Test
  void givenARestart_thenWhatCameIsMarkedToBeJudgedFromItsEarliest() {
    List<ReceivedReport> reports = reports(new Random(5), 20);
    new Server().write(reports);
    // What was noted in memory went with it.
    assertThat(count("judging_due")).isZero();
    Server restarted = new Server();
    restarted.arrivals.load();
    Instant earliest =
        TestTracks.arrived(jdbc).stream()
            .map(StoredObservation::observedAt)
            .min(Instant::compareTo)
            .orElseThrow();
    assertThat(restarted.due.list(9))
        .singleElement()
        .satisfies(
            due -> {
              assertThat(due.enrolment()).isEqualTo(enrolment);
              assertThat(due.fromAt()).isEqualTo(earliest);
            });
  }

  @Test
  void givenItIsSettledBeforeItWasJudged_thenItIsStillMarked() {
    Server server = new Server();
    server.write(reports(new Random(6), 20));
    server.settling.settleAll();
    assertThat(TestTracks.arrived(jdbc)).isEmpty();
    assertThat(new JudgingDue(jdbc).list(9)).hasSize(1);
  }

  @Test
  void givenACommitOfWhichNoAnswerComes_thenWhatIsSentAgainIsKeptOnce() {
    JudgingDue due = new JudgingDue(jdbc);
    LatestArrivals arrivals = new LatestArrivals(jdbc, due);
    boolean[] away = {true};
    TransactionOperations forgetful =
        new TransactionOperations() {
          @Override
          public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            T done = transactions.execute(action);
            if (away[0]) {
              throw new IllegalStateException("the answer is lost");
            }
            return done;
          }
        };
    JournalWriter writer = new JournalWriter(jdbc, due, forgetful, arrivals);
    List<ReceivedReport> reports = reports(new Random(4), 20);
    assertThatThrownBy(() -> writer.write(reports)).hasMessage("the answer is lost");
    int kept = TestTracks.countArrived(jdbc);
    assertThat(kept).isPositive();
    away[0] = false;

    assertThat(writer.write(reports).kept())
        .allSatisfy(one -> assertThat(one.fates()).containsOnly(Fate.DUPLICATE));
    assertThat(TestTracks.countArrived(jdbc)).isEqualTo(kept).isEqualTo(arrivals.count());
    assertThat(due.list(9)).hasSize(1);
  }

  @Test
  void givenAnArrivalThatIsNotSettled_thenTheDatabaseKeepsItAsItIs() {
    new Server().write(reports(new Random(13), 20));
    assertThatThrownBy(() -> jdbc.sql("delete from arrival").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("only once they are in their tracks");
    assertThatThrownBy(() -> jdbc.sql("update arrival set content = ''").update())
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> jdbc.sql("truncate arrival").update())
        .isInstanceOf(DataAccessException.class);
    jdbc.sql("alter table arrival disable trigger user").update();
    jdbc.sql("update arrival set hash = sha256('other')").update();
    assertThatThrownBy(() -> TestTracks.arrived(jdbc)).hasMessageContaining("not what was written");
  }

  @Test
  void givenADestroyedKey_thenWhatCameIsForgottenAndNotSettled() {
    Server server = new Server();
    server.write(reports(new Random(9), 20));
    jdbc.sql(
            """
            update assignment set during = tstzrange(lower(during), '2026-03-09T00:00:00Z');
            update enrolment set during = tstzrange(lower(during), '2026-03-09T00:00:00Z')
            """)
        .update();
    new TrackDestroying(dataSource)
        .destroy(enrolment, "R. Ortiz", "Over", Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(TestTracks.arrived(jdbc)).isEmpty();
    server.settling.settleAll();
    assertThat(server.arrivals.count()).isZero();
    assertThatThrownBy(() -> server.tracks.list(enrolment, ALL)).isInstanceOf(TrackDestroyed.class);
    assertThat(count("arrival")).isZero();
  }

  private TransactionOperations crashing(boolean undone) {
    return new TransactionOperations() {
      @Override
      public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        if (!undone) {
          transactions.execute(action);
          throw new IllegalStateException("the power went after it");
        }
        return transactions.execute(
            status -> {
              action.doInTransaction(status);
              throw new IllegalStateException("the power went before");
            });
      }
    };
  }

  /** All that readers are told. */
  private record Said(
      List<StoredObservation> stored,
      List<List<Observation>> lists,
      List<Object> counts,
      List<Because> news,
      long last,
      Optional<Instant> heardAt) {}

  private Said said(Tracks tracks, long seed) {
    Random random = new Random(seed);
    List<List<Observation>> lists = new ArrayList<>();
    List<Object> counts = new ArrayList<>();
    List<Because> news = new ArrayList<>();
    List<Long> ids = stored().stream().map(StoredObservation::id).sorted().toList();
    for (int i = 0; i < 12; i++) {
      Instant from = START.plusMillis((long) (random.nextDouble() * 300_000_000));
      Interval some = new Interval(from, from.plusMillis(1 + random.nextInt(200_000_000)));
      lists.add(tracks.list(enrolment, some));
      counts.add(tracks.countByDay(enrolment, some));
      long seen = ids.get(random.nextInt(ids.size()));
      news.add(tracks.reportsSince(new Seen(seen, some.startsAt()), enrolment, some));
      news.add(tracks.reportsSince(new Seen(seen, Interval.FOREVER), enrolment, some));
    }
    return new Said(
        stored(), lists, counts, news, tracks.lastObservation(), tracks.findLastHeardAt(enrolment));
  }

  /** Everything that is kept of each observation, wherever it is. */
  private List<StoredObservation> stored() {
    return StoredObservation.union(
        TestTracks.arrived(jdbc),
        TestTracks.chunks(jdbc).listKept(enrolment, ALL.startsAt(), ALL.endsAt()));
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private List<ReceivedReport> reports(Random random, int count) {
    return sender.reports(random, count);
  }
}
