package org.muster.store;

import com.google.crypto.tink.Aead;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports as they were received, by the ids under which evidence and news name them. */
@Component
public class Reports {
  private static final String OF_BATCH =
      "select raw_bytes, content, hash, received_at, sealed_at is not null from report_batch"
          + " where batch_id = ?";
  // As they were kept before there were batches.
  private static final String OF_ROW =
      "select token_id, protocol, received_at, hash, body from report where report_id = ?";

  private final JdbcClient jdbc;

  private final TrackKeys keys;

  public Reports(JdbcClient jdbc, TrackKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /**
   * A report.
   *
   * @param hash SHA-256 of the bytes as received; none where it was not kept when they were sealed
   * @param body what of the bytes was kept, and is not of a track that was destroyed since
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
        .query(
            (row, n) ->
                new Batch(
                    ReportBatch.read(row.getBytes(2), row.getInt(1), row.getBytes(3)),
                    ReportSealer.dayOf(row.getTimestamp(4).toInstant()),
                    row.getBoolean(5)))
        .optional()
        .flatMap(
            batch ->
                batch.reports().stream()
                    .filter(one -> one.place() == ReportBatch.place(id))
                    .map(one -> batch.sealed() ? unsealed(id, one, batch) : asItStands(id, one))
                    .findFirst());
  }

  private record Batch(List<ReportBatch.Stored> reports, LocalDate day, boolean sealed) {}

  private static Report asItStands(long id, ReportBatch.Stored one) {
    Bytes hash = one.wholeHash();
    return new Report(
        id,
        one.tokenId(),
        one.protocol(),
        one.receivedAt(),
        hash.equals(ReportBatch.NO_HASH) ? Bytes.NONE : hash,
        one.body());
  }

  /** The slices of those whose key there is. */
  private Report unsealed(long id, ReportBatch.Stored one, Batch batch) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int place = 0; place < one.slices().size(); place++) {
      EnrolmentId whose = new EnrolmentId(one.slices().get(place).enrolment());
      Optional<Aead> key = keys.find(whose);
      if (key.isPresent()) {
        SealedReports.find(jdbc, whose, batch.day(), key.get(), id, place)
            .ifPresent(bytes -> body.writeBytes(bytes.array()));
      }
    }
    Optional<Bytes> hash =
        one.isOfOne()
            ? keys.find(new EnrolmentId(one.slices().getFirst().enrolment()))
                .flatMap(
                    key ->
                        SealedReports.find(
                            jdbc,
                            new EnrolmentId(one.slices().getFirst().enrolment()),
                            batch.day(),
                            key,
                            id,
                            one.slices().size()))
            : Optional.empty();
    return new Report(
        id,
        one.tokenId(),
        one.protocol(),
        one.receivedAt(),
        hash.orElse(Bytes.NONE),
        Bytes.of(body.toByteArray()));
  }
}
