package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Observations move into chunks, and nobody who reads or sends can tell that they did. Over 250
 * lines because every way of reading and sending is held to the same made-up observations.
 */
class TrackMergerTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Interval ALL = new Interval(START, START.plus(Duration.ofDays(4)));

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TransactionOperations transactions =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final EnrolmentId enrolment = programme.enrolment("2026-01-01T00:00:00Z");
  private final AssignmentId assignment = programme.assignment(enrolment, "2026-01-01T00:00:00Z");
  private final MadeUpReports sender = new MadeUpReports(jdbc, assignment, START);
  private final DeviceId device = sender.device();
  private final TrackMerger merger = TestTracks.merger(jdbc, transactions);
  private final Tracks tracks = TestTracks.of(jdbc);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void givenAnyObservations_thenWhatIsReadIsTheSameAfterTheyMovedAndWhenLateOnesCame(long seed) {
    Random random = new Random(seed);
    List<ReceivedReport> reports = reports(random, 40);
    List<ReceivedReport> early = new ArrayList<>();
    List<ReceivedReport> late = new ArrayList<>();
    reports.forEach(report -> (random.nextBoolean() ? early : late).add(report));

    write(early);
    Said first = said(random.nextInt());
    mergeAll();
    assertThat(said(first.seed())).isEqualTo(first);
    assertThat(rows()).isEmpty();

    write(late);
    Said whole = said(first.seed());
    assertThat(whole.stored().size()).isGreaterThan(first.stored().size());
    mergeAll();
    assertThat(said(first.seed())).isEqualTo(whole);
    assertThat(rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givenMoreThanAChunkHolds_thenADayBecomesSeveralAndNobodyCanTell(long seed) {
    TrackMerger small =
        new TrackMerger(jdbc, TestTracks.keys(jdbc), TestTracks.chunks(jdbc), transactions, 9, 20);
    write(reports(new Random(seed), 60));
    Said whole = said((int) seed);
    moveAll(small);
    assertThat(said(whole.seed())).isEqualTo(whole);
    assertThat(rows()).isEmpty();
    assertThat(pieces()).isGreaterThan(2);

    List<ReceivedReport> again = reports(new Random(seed), 60);
    List<Fate> fates = new ArrayList<>();
    writer().write(again).kept().forEach(kept -> fates.addAll(kept.fates()));
    assertThat(fates).containsOnly(Fate.DUPLICATE);
    write(reports(new Random(seed + 100), 40));
    Said more = said(whole.seed());
    moveAll(small);
    assertThat(said(whole.seed())).isEqualTo(more);
  }

  @Test
  void givenADayThatCanNotBeMoved_thenThoseAfterItAre() {
    write(reports(new Random(3), 60));
    mergeAll();
    write(reports(new Random(4), 60));
    // The first chunk is broken; its day can not be merged into.
    jdbc.sql(
            "update track_chunk set content = '\\x00' where day = (select min(day) from track_chunk)")
        .update();
    new TrackMerging(
            merger,
            new ReportSealer(jdbc, TestTracks.keys(jdbc), transactions),
            java.time.Clock.fixed(START.plus(Duration.ofDays(30)), java.time.ZoneOffset.UTC),
            Duration.ofDays(2),
            Duration.ofDays(1))
        .mergeAllDue();

    assertThat(
            jdbc.sql("select distinct (observed_at at time zone 'UTC')::date from observation")
                .query(LocalDate.class)
                .list())
        .containsExactly(
            jdbc.sql("select min(day) from track_chunk").query(LocalDate.class).single());
  }

  private static void moveAll(TrackMerger small) {
    List<TrackMerger.Due> due = small.listDue(ALL.endsAt().plus(Duration.ofDays(30)), 9);
    while (!due.isEmpty()) {
      assertThat(small.merge(due.getFirst())).isEqualTo(TrackMerger.Outcome.MOVED);
      due = small.listDue(ALL.endsAt().plus(Duration.ofDays(30)), 9);
    }
  }

  private long pieces() {
    return jdbc.sql("select max(piece) from track_chunk").query(Long.class).single();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givenWhatMovedIsSentAgain_thenItIsADuplicateAlsoAfterARestart(long seed) {
    List<ReceivedReport> reports = reports(new Random(seed), 30);
    write(reports);
    long observations = stored().size();
    mergeAll();

    List<Fate> fates = new ArrayList<>();
    // Another writer remembers nothing.
    writer().write(reports).kept().forEach(kept -> fates.addAll(kept.fates()));

    assertThat(fates).isNotEmpty().containsOnly(Fate.DUPLICATE);
    assertThat(rows()).isEmpty();
    assertThat(stored()).hasSize((int) observations);
  }

  @Test
  void givenAClockThatWasAheadSendsAgainOnALaterDay_thenItIsADuplicate() {
    Instant claimed = START.plus(Duration.ofDays(2));
    Observation said = new Observation.Beat(claimed);
    write(
        List.of(
            sender.report(
                List.of(sender.ahead(said, START.plusSeconds(60))), START.plusSeconds(60))));
    mergeAll();

    Instant later = START.plus(Duration.ofDays(1));
    ReceivedReport again = sender.report(List.of(sender.ahead(said, later)), later);
    ReceivedReport inTime = sender.report(List.of(Entry.of(device, said)), claimed.plusSeconds(5));
    List<Fate> fates = new ArrayList<>();
    writer().write(List.of(again, inTime)).kept().forEach(kept -> fates.addAll(kept.fates()));

    assertThat(fates).containsExactly(Fate.DUPLICATE, Fate.DUPLICATE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givenTheMergerMovesBetweenTheLooksOfAReader_thenNothingIsMissedOrReadTwice(boolean first) {
    write(reports(new Random(7), 40));
    mergeAll();
    write(reports(new Random(8), 40));
    List<Observation> before = tracks.list(enrolment, ALL);
    TrackChunks moved =
        new TrackChunks(jdbc, TestTracks.keys(jdbc)) {
          @Override
          List<StoredObservation> list(EnrolmentId whose, Instant from, Instant to) {
            if (first) {
              mergeAll();
            }
            List<StoredObservation> read = super.list(whose, from, to);
            mergeAll();
            return read;
          }
        };

    Tracks reader = TestTracks.of(jdbc, moved);

    assertThat(reader.list(enrolment, ALL)).isEqualTo(before);
    assertThat(rows()).isEmpty();
  }

  @Test
  void givenReadersAndWritersAllTheWhile_thenEachReadHoldsAllThatWasAcknowledgedOnce()
      throws Exception {
    List<ReceivedReport> reports = reports(new Random(11), 120);
    JournalWriter writer = writer();
    CountDownLatch done = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<?> merging =
          threads.submit(
              () -> {
                while (done.getCount() > 0) {
                  mergeOnce();
                }
              });
      Set<String> sent = new HashSet<>();
      long accepted = 0;
      try {
        for (ReceivedReport report : reports) {
          // Each is sent twice, and the second time finds rows or a chunk.
          for (int i = 0; i < 2; i++) {
            for (Fate fate : writer.write(List.of(report)).kept().getFirst().fates()) {
              accepted += fate == Fate.ACCEPTED ? 1 : 0;
            }
            TestTracks.keepAsRows(jdbc, transactions);
          }
          report.parts().forEach(p -> p.entries().forEach(e -> sent.add(e.key().hex())));
          assertThat(tracks.list(enrolment, ALL)).hasSize(sent.size());
          assertThat(tracks.countByDay(enrolment, ALL).values().stream().mapToInt(n -> n).sum())
              .isEqualTo(sent.size());
        }
      } finally {
        done.countDown();
      }
      merging.get();
      assertThat(accepted).isEqualTo(sent.size());
    }
  }

  @Test
  void givenTheMoveFailsAtItsEnd_thenAllIsAsItWas() {
    write(reports(new Random(3), 20));
    List<StoredObservation> before = rows();
    TransactionOperations crashing =
        new TransactionOperations() {
          @Override
          public <T extends @Nullable Object> T execute(TransactionCallback<T> action)
              throws TransactionException {
            return transactions.execute(
                status -> {
                  action.doInTransaction(status);
                  throw new IllegalStateException("the power went");
                });
          }
        };

    TrackMerger.Due due = merger.listDue(ALL.endsAt(), 1).getFirst();
    assertThatThrownBy(() -> TestTracks.merger(jdbc, crashing).merge(due))
        .hasMessage("the power went");

    assertThat(rows()).isEqualTo(before);
    assertThat(count("track_chunk") + count("moved_key")).isZero();
  }

  @Test
  void givenSomebodyWritesForTheDevice_thenTheMergerDoesNotWaitAndMovesNothing() throws Exception {
    write(reports(new Random(5), 20));
    TrackMerger.Due due = merger.listDue(ALL.endsAt(), 1).getFirst();
    int before = rows().size();
    try (Connection writing = dataSource.getConnection()) {
      writing.setAutoCommit(false);
      try (var statement = writing.createStatement()) {
        statement.execute("select from assignment for key share");
        assertThat(merger.merge(due)).isEqualTo(TrackMerger.Outcome.BUSY);
      }
      writing.rollback();
    }
    assertThat(rows()).hasSize(before);
    assertThat(count("track_chunk")).isZero();
    assertThat(merger.merge(due)).isEqualTo(TrackMerger.Outcome.MOVED);
  }

  @Test
  void givenAChunkInTheRowOfAnother_thenItDoesNotOpen() {
    write(reports(new Random(9), 60));
    mergeAll();
    jdbc.sql(
            """
            update track_chunk c set content = other.content
            from track_chunk other where c.day = ? and other.day = ?
            """)
        .params(DAY, DAY.plusDays(1))
        .update();

    assertThatThrownBy(() -> tracks.list(enrolment, ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }

  @Test
  void givenAnObservationThatNoChunkCovers_thenTheDatabaseKeepsIt() {
    write(reports(new Random(13), 20));
    assertThatThrownBy(() -> jdbc.sql("delete from observation").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("only for the chunk of its day");
    assertThatThrownBy(() -> jdbc.sql("update observation set received_at = now()").update())
        .isInstanceOf(DataAccessException.class);
    mergeAll();
    assertThatThrownBy(() -> jdbc.sql("delete from track_chunk").update())
        .isInstanceOf(DataAccessException.class);
  }

  /** All that readers are told. */
  private record Said(
      int seed,
      List<StoredObservation> stored,
      List<List<Observation>> lists,
      List<Object> counts,
      List<Because> news,
      long last,
      Optional<Instant> heardAt) {}

  private Said said(int seed) {
    Random random = new Random(seed);
    List<List<Observation>> lists = new ArrayList<>();
    List<Object> counts = new ArrayList<>();
    List<Because> news = new ArrayList<>();
    lists.add(tracks.list(enrolment, ALL));
    for (int i = 0; i < 12; i++) {
      Instant from = START.plusMillis(random.nextLong(Duration.ofDays(4).toMillis()));
      Interval some = new Interval(from, from.plusMillis(1 + random.nextLong(130_000_000)));
      lists.add(tracks.list(enrolment, some));
      counts.add(tracks.countByDay(enrolment, some));
      news.add(
          tracks.reportsSince(new Seen(random.nextLong(200), Interval.FOREVER), enrolment, some));
    }
    return new Said(
        seed,
        stored(),
        lists,
        counts,
        news,
        tracks.lastObservation(),
        tracks.findLastHeardAt(enrolment));
  }

  /** Everything that is kept of each observation, wherever it is. */
  private List<StoredObservation> stored() {
    return StoredObservation.union(
        rows(), TestTracks.chunks(jdbc).list(enrolment, ALL.startsAt(), ALL.endsAt()));
  }

  private List<StoredObservation> rows() {
    return jdbc.sql("select " + StoredRows.COLUMNS_AND_KEY + "from observation o order by 4, 5, 1")
        .query(StoredRows::rowWithKey)
        .list();
  }

  private void mergeAll() {
    while (mergeOnce()) {
      // Until nothing is left.
    }
  }

  private boolean mergeOnce() {
    boolean moved = false;
    for (TrackMerger.Due due : merger.listDue(ALL.endsAt().plus(Duration.ofDays(9)), 100)) {
      moved |= merger.merge(due) == TrackMerger.Outcome.MOVED;
    }
    return moved;
  }

  private JournalWriter writer() {
    return new JournalWriter(jdbc, new JudgingDue(jdbc), transactions);
  }

  private void write(List<ReceivedReport> reports) {
    writer().write(reports);
    TestTracks.keepAsRows(jdbc, transactions);
  }

  private List<ReceivedReport> reports(Random random, int count) {
    return sender.reports(random, count);
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
