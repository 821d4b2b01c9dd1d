package org.muster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Tracks for tests, under one master key for the whole test run. */
@NullMarked
public final class TestTracks {
  /** Outside of the project, and gone with the machine's temporary files. */
  public static final Path KEY_FILE = folder().resolve(MasterKey.FILE_NAME);

  private TestTracks() {}

  public static Tracks of(JdbcClient jdbc) {
    return of(jdbc, chunks(jdbc));
  }

  static Tracks of(JdbcClient jdbc, TrackChunks chunks) {
    return new Tracks(jdbc, new StoredArrivals(jdbc), chunks, keys(jdbc));
  }

  public static LiveTracks live(JdbcClient jdbc) {
    return new LiveTracks(jdbc, new StoredArrivals(jdbc), chunks(jdbc));
  }

  /** Moves all that came into the chunks of its days; tells how many observations that were. */
  public static int settle(JdbcClient jdbc, TransactionOperations transactions) {
    return settling(jdbc, transactions, TrackSettler.PIECE_MAX).settleAll();
  }

  /** One that knows what the database holds now. */
  static Settling settling(JdbcClient jdbc, TransactionOperations transactions, int pieceMax) {
    JudgingDue due = new JudgingDue(jdbc);
    return new Settling(
        new LatestArrivals(jdbc, due),
        new TrackSettler(jdbc, keys(jdbc), transactions, pieceMax),
        due,
        jdbc,
        transactions,
        Duration.ofDays(1));
  }

  /** Makes rows of all that came, as an earlier Muster kept it. */
  public static void keepAsRows(JdbcClient jdbc, TransactionOperations transactions) {
    transactions.executeWithoutResult(
        status -> {
          ObservationRows rows = new ObservationRows();
          ArrivalRows.read(jdbc, one -> rows.add(one.assignmentId(), one.observation()));
          rows.insert(jdbc);
          jdbc.sql("set local muster.settled = 'yes'").update();
          jdbc.sql("delete from arrival").update();
        });
  }

  /** What came and is neither row nor chunk. */
  static List<StoredObservation> arrived(JdbcClient jdbc) {
    List<StoredObservation> all = new ArrayList<>();
    ArrivalRows.read(jdbc, arrival -> all.add(arrival.observation()));
    return all;
  }

  /** What is kept of an observation that is in no chunk yet. */
  public record Kept(
      long reportId, long deviceId, Observation observation, @Nullable Instant claimedAt) {}

  /** All that is in no chunk yet. */
  public static List<Kept> kept(JdbcClient jdbc) {
    List<StoredObservation> all =
        new ArrayList<>(
            jdbc.sql("select " + StoredRows.COLUMNS + "from observation o")
                .query(StoredRows::row)
                .list());
    all.addAll(arrived(jdbc));
    return all.stream()
        .map(one -> new Kept(one.reportId(), one.deviceId(), one.observation(), one.claimedAt()))
        .toList();
  }

  /** Makes arrivals of all rows, as if they had come so. */
  public static void keepAsArrivals(JdbcClient jdbc, TransactionOperations transactions) {
    List<Arrival> all =
        jdbc.sql(
                "select "
                    + StoredRows.COLUMNS_AND_KEY
                    + ", o.assignment_id, a.enrolment_id from observation o"
                    + " join assignment a using (assignment_id) order by 1")
            .query(
                (row, n) ->
                    new Arrival(
                        row.getLong("assignment_id"),
                        new EnrolmentId(row.getLong("enrolment_id")),
                        StoredRows.rowWithKey(row, n)))
            .list();
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("alter table observation disable trigger user").update();
          jdbc.sql("delete from observation").update();
          jdbc.sql("alter table observation enable trigger user").update();
          byte[] raw = ArrivalBytes.write(all);
          jdbc.sql(
                  """
                  insert into arrival (batch_id, last_id, observations, raw_bytes, hash, content)
                  values ((select coalesce(max(batch_id), 0) + 1 from arrival), ?, ?, ?, ?, ?)
                  """)
              .params(
                  all.getLast().observation().id(),
                  all.size(),
                  raw.length,
                  Hashes.sha256(raw),
                  ArrivalBytes.compressed(raw))
              .update();
        });
  }

  /** How many observations came that are neither row nor chunk. */
  public static int countArrived(JdbcClient jdbc) {
    return arrived(jdbc).size();
  }

  public static TrackMerger merger(JdbcClient jdbc, TransactionOperations transactions) {
    return new TrackMerger(jdbc, keys(jdbc), chunks(jdbc), transactions);
  }

  static TrackKeys keys(JdbcClient jdbc) {
    return new TrackKeys(jdbc, MasterKey.open(jdbc, KEY_FILE));
  }

  static TrackChunks chunks(JdbcClient jdbc) {
    return new TrackChunks(jdbc, keys(jdbc));
  }

  /**
   * How many observations each device has, in rows and in chunks. Of what is refused for its time,
   * it is kept that the device was heard; that is not counted.
   */
  public static SortedMap<String, Long> countByDevice(JdbcClient jdbc) {
    SortedMap<String, Long> counts = new TreeMap<>();
    Map<Long, String> names = new HashMap<>();
    jdbc.sql("select device_id, unique_id from device")
        .query(
            row -> {
              names.put(row.getLong(1), row.getString(2));
            });
    List<StoredObservation> rows =
        jdbc.sql("select " + StoredRows.COLUMNS + "from observation o")
            .query(StoredRows::row)
            .list();
    rows = new ArrayList<>(rows);
    rows.addAll(arrived(jdbc));
    List<StoredObservation> sealed = new ArrayList<>();
    TrackChunks chunks = chunks(jdbc);
    for (long enrolment : jdbc.sql("select enrolment_id from enrolment").query(Long.class).list()) {
      sealed.addAll(
          chunks.listKept(
              new EnrolmentId(enrolment), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")));
    }
    for (StoredObservation one : StoredObservation.union(rows, sealed)) {
      Instant claimedAt = one.claimedAt();
      if (claimedAt == null
          || (!claimedAt.isBefore(Instant.parse("2015-01-01T00:00:00Z"))
              && !claimedAt.isAfter(one.receivedAt().plus(Duration.ofDays(2))))) {
        counts.merge(names.getOrDefault(one.deviceId(), "nobody"), 1L, Long::sum);
      }
    }
    return counts;
  }

  /** Moves all days before the instant; tells how many. */
  public static int moveAll(JdbcClient jdbc, TransactionOperations transactions, Instant before) {
    TrackMerger merger = merger(jdbc, transactions);
    int moved = 0;
    List<TrackMerger.Due> due = merger.listDue(before, 1_000);
    while (!due.isEmpty()) {
      for (TrackMerger.Due one : due) {
        if (merger.merge(one) != TrackMerger.Outcome.MOVED) {
          throw new IllegalStateException("not moved: " + one);
        }
        moved++;
      }
      due = merger.listDue(before, 1_000);
    }
    return moved;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("muster-key");
    } catch (IOException e) {
      throw new IllegalStateException("no folder for the key of the tests", e);
    }
  }
}
