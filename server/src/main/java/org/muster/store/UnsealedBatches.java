package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.store.ReportBatch.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Batches whose reports' bytes stand in them, and are not sealed yet. */
final class UnsealedBatches {
  private final JdbcClient jdbc;

  UnsealedBatches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A batch as it is kept. */
  record Batch(long id, Instant receivedAt, Bytes hash, List<Stored> reports) {
    private static Batch row(ResultSet row, int n) throws SQLException {
      byte[] hash = row.getBytes(4);
      return new Batch(
          row.getLong(1),
          row.getTimestamp(2).toInstant(),
          Bytes.of(hash),
          ReportBatch.read(row.getBytes(5), row.getInt(3), hash));
    }
  }

  /** The numbers of those that were received before an instant, the oldest first. */
  List<Long> listIds(Instant before, int most) {
    return jdbc.sql(
            """
            select batch_id from report_batch
            where sliced and sealed_at is null and received_at < ?
            order by received_at, batch_id limit ?
            """)
        .params(Timestamp.from(before), most)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  /** All of them, in the order of their numbers, from one number on. */
  List<Long> listIdsAfter(long id, int most) {
    return jdbc.sql(
            """
            select batch_id from report_batch
            where sliced and sealed_at is null and batch_id > ? order by batch_id limit ?
            """)
        .params(id, most)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  /** As it is now; empty when it was sealed meanwhile. */
  Optional<Batch> find(long id) {
    return jdbc.sql(
            """
            select batch_id, received_at, raw_bytes, hash, content from report_batch
            where batch_id = ? and sliced and sealed_at is null
            """)
        .param(id)
        .query(Batch::row)
        .optional();
  }

  /** Puts others in their place; false where it is not any more as it was read. */
  boolean replace(Batch was, List<Stored> reports, boolean sealed) {
    byte[] raw = ReportBatch.write(reports);
    return jdbc.sql(
                """
                update report_batch set raw_bytes = ?, hash = ?, content = ?,
                  sealed_at = case when ? then now() end
                where batch_id = ? and hash = ? and sealed_at is null
                """)
            .params(
                raw.length,
                Hashes.sha256(raw),
                ReportBatch.compressed(raw),
                sealed,
                was.id(),
                was.hash().array())
            .update()
        == 1;
  }
}
