package org.muster.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.store.ReportBatch.Slice;
import org.muster.store.ReportBatch.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Batches of reports on their way into the table. Of the bytes of a report, only the parts are kept
 * of which everything may be kept.
 *
 * <p>For the one thread that writes.
 */
final class ReportBatches {
  /** How many numbers the database gives at a time; the step of its sequence. */
  private static final int NUMBERS = 64;

  private final JdbcClient jdbc;
  private long next;
  private int left;

  ReportBatches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A number that no batch has or will have but the one that is written now. */
  long nextId() {
    if (left == 0) {
      next = jdbc.sql("select nextval('report_batch_ids')").query(Long.class).single();
      left = NUMBERS;
    }
    left--;
    return next++;
  }

  /**
   * How a report is kept.
   *
   * @param whose for each part, whose it is; empty where what was read from it may not be kept
   */
  static Stored stored(int place, long tokenId, ReceivedReport report, List<OptionalLong> whose) {
    boolean whole = whose.stream().allMatch(OptionalLong::isPresent);
    Optional<List<Slice>> slices = whole ? ReportSlices.ofWhole(report, whose) : Optional.empty();
    if (slices.isPresent()) {
      return new Stored(
          place,
          tokenId,
          report.protocol(),
          report.receivedAt(),
          null,
          report.bytes(),
          slices.get());
    }
    return new Stored(
        place,
        tokenId,
        report.protocol(),
        report.receivedAt(),
        Bytes.of(Hashes.sha256(report.bytes().array())),
        ReportSlices.join(report.parts(), whose),
        ReportSlices.ofJoined(report.parts(), whose));
  }
}
