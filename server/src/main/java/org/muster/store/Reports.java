package org.muster.store;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports as they were received, by the ids under which evidence and news name them. */
@Component
public class Reports {
  private static final String OF_BATCH =
      "select raw_bytes, content, hash from report_batch where batch_id = ?";
  // As they were kept before there were batches.
  private static final String OF_ROW =
      "select token_id, protocol, received_at, hash, body from report where report_id = ?";

  private final JdbcClient jdbc;

  public Reports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A report.
   *
   * @param hash SHA-256 of the bytes as received
   * @param body what of the bytes was kept
   */
  public record Report(
      long id, long tokenId, String protocol, Instant receivedAt, Bytes hash, Bytes body) {}

  public Optional<Report> find(long id) {
    Optional<Report> ofRow =
        jdbc.sql(OF_ROW)
            .param(id)
            .query(
                (row, n) ->
                    new Report(
                        id,
                        row.getLong(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        Bytes.of(row.getBytes(4)),
                        Bytes.of(row.getBytes(5))))
            .optional();
    return ofRow.isPresent() ? ofRow : findInBatch(id);
  }

  private Optional<Report> findInBatch(long id) {
    return jdbc.sql(OF_BATCH)
        .param(ReportBatch.batchId(id))
        .query((row, n) -> ReportBatch.read(row.getBytes(2), row.getInt(1), row.getBytes(3)))
        .optional()
        .flatMap(
            batch ->
                batch.stream()
                    .filter(one -> one.place() == ReportBatch.place(id))
                    .map(one -> report(id, one))
                    .findFirst());
  }

  private static Report report(long id, ReportBatch.Stored one) {
    Bytes hash = one.hash();
    return new Report(
        id,
        one.tokenId(),
        one.protocol(),
        one.receivedAt(),
        hash == null ? Bytes.of(Hashes.sha256(one.body().array())) : hash,
        one.body());
  }
}
