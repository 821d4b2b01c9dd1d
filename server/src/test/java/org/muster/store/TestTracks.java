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
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Tracks for tests, under one master key for the whole test run. */
@NullMarked
public final class TestTracks {
  /** Outside of the project, and gone with the machine's temporary files. */
  public static final Path KEY_FILE = folder().resolve(MasterKey.FILE_NAME);

  private TestTracks() {}

  public static Tracks of(JdbcClient jdbc) {
    return new Tracks(jdbc, chunks(jdbc), keys(jdbc));
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
