package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Part;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What tracks take as rows and as chunks, and how fast both are read, in one run: {@code bench/run
 * tracks}. A build asks for little, and only that all is read back and takes less room.
 */
class TrackFiguresTest {
  private static final int PARTICIPANTS = Integer.getInteger("muster.tracks.participants", 2);
  private static final int DAYS = Integer.getInteger("muster.tracks.days", 2);
  private static final boolean PRINTED = System.getProperty("muster.tracks.participants") != null;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Interval ALL = new Interval(START, START.plus(Duration.ofDays(DAYS)));
  private static final int ROUNDS = 3;
  private static final int BATCH = 1_000;

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TransactionOperations transactions =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final Tracks tracks = TestTracks.of(jdbc);
  private final List<EnrolmentId> people = new ArrayList<>();

  @Test
  void givenAFixAMinute_thenAChunkTakesAFractionOfItsRowsAndReadsBackTheSame() {
    List<Walk> walks = new ArrayList<>();
    for (int i = 0; i < PARTICIPANTS; i++) {
      EnrolmentId person = programme.enrolment("2026-02-27T00:00:00Z");
      people.add(person);
      walks.add(new Walk(i, programme.assignment(person, "2026-02-27T00:00:00Z")));
    }
    long count = (long) PARTICIPANTS * DAYS * 1_440;
    double writeSeconds = seconds(() -> write(walks));
    long arrivalBytes = bytes("arrival");
    TestTracks.keepAsRows(jdbc, transactions);
    jdbc.sql("vacuum analyze observation").update();
    long rowBytes = bytes("observation");
    List<List<Observation>> before = new ArrayList<>();
    double readRows = best(before);

    TestTracks.keepAsArrivals(jdbc, transactions);
    double settleSeconds = seconds(() -> TestTracks.settle(jdbc, transactions));
    jdbc.sql("vacuum analyze track_chunk").update();
    long chunkBytes = bytes("track_chunk") + bytes("moved_key");
    long sealedBytes =
        jdbc.sql("select sum(length(content)) from track_chunk").query(Long.class).single();
    List<List<Observation>> after = new ArrayList<>();
    double readChunks = best(after);

    assertThat(after).isEqualTo(before);
    assertThat(before.stream().mapToLong(List::size).sum()).isEqualTo(count);
    assertThat(chunkBytes).isLessThan(rowBytes / 4);
    if (PRINTED) {
      System.out.printf(
          """
          %,d fixes, one a minute, of %d participants; load of the machine %.1f
          bytes of a fix as it came: %6.1f
          bytes of a fix as a row:   %6.1f (with its indexes, as an earlier Muster kept it)
          bytes of a fix in a chunk: %6.1f, of which sealed content %.1f: %.1f times less
          journal (with reports):    %,9.0f fixes/s
          settled into chunks:       %,9.0f fixes/s, %.1f ms a participant's day
          read from rows:            %,9.0f fixes/s
          read from chunks:          %,9.0f fixes/s: %.1f times as fast
          """,
          count,
          PARTICIPANTS,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
          (double) arrivalBytes / count,
          (double) rowBytes / count,
          (double) chunkBytes / count,
          (double) sealedBytes / count,
          (double) rowBytes / chunkBytes,
          count / writeSeconds,
          count / settleSeconds,
          settleSeconds * 1_000 / PARTICIPANTS / DAYS,
          count / readRows,
          count / readChunks,
          readRows / readChunks);
    }
  }

  /** The fastest of some rounds over everybody's whole track. */
  private double best(List<List<Observation>> last) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      last.clear();
      best = Math.min(best, seconds(() -> people.forEach(one -> last.add(tracks.list(one, ALL)))));
    }
    return best;
  }

  private static double seconds(Runnable run) {
    long startedNanos = System.nanoTime();
    run.run();
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  private long bytes(String table) {
    return jdbc.sql("select pg_total_relation_size(?::regclass)")
        .param(table)
        .query(Long.class)
        .single();
  }

  /** As devices of a whole programme send: everybody's minute, then the next. */
  private void write(List<Walk> walks) {
    JournalWriter writer = new JournalWriter(jdbc, new JudgingDue(jdbc), transactions);
    List<ReceivedReport> batch = new ArrayList<>();
    for (int minute = 0; minute < DAYS * 1_440; minute++) {
      for (Walk walk : walks) {
        batch.add(walk.next(minute));
        if (batch.size() == BATCH) {
          writer.write(batch);
          batch.clear();
        }
      }
    }
    writer.write(batch);
  }

  /** Somebody who mostly stands, and now and then goes; by a receiver whose error drifts. */
  private final class Walk {
    private final SplittableRandom random;
    private final DeviceId device;
    private final long token;
    private int latitudeE7;
    private int longitudeE7;
    private double errorNorth;
    private double errorEast;

    Walk(int number, AssignmentId assignment) {
      random = new SplittableRandom(number);
      latitudeE7 = 300_000_000 + random.nextInt(50_000_000);
      longitudeE7 = -950_000_000 + random.nextInt(50_000_000);
      device =
          new DeviceId(
              jdbc.sql("select device_id from assignment where assignment_id = ?")
                  .param(assignment.value())
                  .query(Long.class)
                  .single());
      token =
          jdbc.sql("select min(token_id) from token where device_id = ?")
              .param(device.value())
              .query(Long.class)
              .single();
    }

    ReceivedReport next(int minute) {
      boolean goes = minute / 60 % 12 == 8;
      if (goes) {
        latitudeE7 += random.nextInt(6_000);
        longitudeE7 -= random.nextInt(6_000);
      }
      errorNorth = 0.8 * errorNorth + 400 * random.nextGaussian();
      errorEast = 0.8 * errorEast + 400 * random.nextGaussian();
      Instant at = START.plusSeconds(60L * minute).plusMillis(random.nextInt(900));
      Observation fix =
          new Observation.Fix(
              at,
              new Position(latitudeE7 + (int) errorNorth, longitudeE7 + (int) errorEast),
              OptionalDouble.of((50 + random.nextInt(150)) / 10.0),
              OptionalDouble.of(goes ? random.nextInt(50) / 10.0 : 0),
              FixSource.SATELLITE,
              false,
              true);
      Bytes body =
          Bytes.of(
              "%s %s".formatted(device, fix).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return new ReceivedReport(
          token,
          "osmand",
          at.plusNanos(1_000L * random.nextInt(2_000_000)),
          body,
          List.of(new Part(body, List.of(Entry.of(device, fix)))));
    }
  }
}
