package org.muster.store;

import java.io.ByteArrayOutputStream;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.muster.store.ReceivedReport.Part;
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
   * @param taken for each part, whether all that was read from it may be kept
   */
  static Stored stored(int place, long tokenId, ReceivedReport report, List<Boolean> taken) {
    boolean whole = !taken.contains(false);
    return new Stored(
        place,
        tokenId,
        report.protocol(),
        report.receivedAt(),
        whole ? null : Bytes.of(Hashes.sha256(report.bytes().array())),
        whole ? report.bytes() : join(report.parts(), taken));
  }

  /** Stores them as the batch of this number. */
  void insert(long batchId, List<Stored> reports) {
    if (reports.isEmpty()) {
      return;
    }
    byte[] raw = ReportBatch.write(reports);
    List<Object> row = new ArrayList<>();
    row.add(batchId);
    row.add(Timestamp.from(reports.getFirst().receivedAt()));
    row.add(reports.size());
    row.add(raw.length);
    row.add(Hashes.sha256(raw));
    row.add(ReportBatch.compressed(raw));
    jdbc.sql(
            """
            insert into report_batch (batch_id, received_at, reports, raw_bytes, hash, content)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(row)
        .update();
  }

  private static Bytes join(List<Part> parts, List<Boolean> taken) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < parts.size(); i++) {
      if (taken.get(i)) {
        body.writeBytes(parts.get(i).bytes().array());
        body.write('\n');
      }
    }
    return Bytes.of(body.toByteArray());
  }
}
