package org.muster.store;

import com.github.luben.zstd.Zstd;
import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The bytes of reports of one enrolment and day (UTC, of their receipt), compressed together and
 * sealed with the key of the enrolment. A piece is what one round sealed.
 *
 * <p>Version, count; then for each slice its report, its place in that, and its bytes.
 */
final class SealedReports {
  private static final int VERSION = 1;
  private static final int LEVEL = 3;

  private SealedReports() {}

  /**
   * A part of a report.
   *
   * @param place among the slices of its report
   */
  record Slice(long reportId, int place, Bytes bytes) {}

  /** Which piece: also what the seal is bound to. */
  record Name(EnrolmentId enrolment, LocalDate day, int piece) {
    private byte[] ofWhat() {
      return "muster reports %d %s %d"
          .formatted(enrolment.value(), day, piece)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A piece as it stands in the database. */
  private record Row(Name name, int rawBytes, Bytes content) {}

  /** The number of the next piece of the enrolment and day. */
  static int nextPiece(JdbcClient jdbc, EnrolmentId enrolment, LocalDate day) {
    return jdbc.sql(
            """
            select coalesce(max(piece), 0) + 1 from sealed_reports
            where enrolment_id = ? and day = ?
            """)
        .params(enrolment.value(), day)
        .query(Integer.class)
        .single();
  }

  /** Stores a piece; refused by the database where there is one of this name. */
  static void insert(JdbcClient jdbc, Name name, List<Slice> slices, Aead key) {
    Numbers out = new Numbers();
    out.putByte(VERSION);
    out.put(slices.size());
    for (Slice slice : slices) {
      out.put(slice.reportId());
      out.put(slice.place());
      out.put(slice.bytes().length());
      out.putBytes(slice.bytes().array());
    }
    byte[] raw = out.toByteArray();
    jdbc.sql(
            """
            insert into sealed_reports (enrolment_id, day, piece, slices, raw_bytes, content)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            name.enrolment().value(),
            name.day(),
            name.piece(),
            slices.size(),
            raw.length,
            sealed(name, raw, key))
        .update();
  }

  private static byte[] sealed(Name name, byte[] raw, Aead key) {
    try {
      return key.encrypt(Zstd.compress(raw, LEVEL), name.ofWhat());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("reports could not be sealed", e);
    }
  }

  /** The bytes of a slice, of whichever piece holds them. */
  static Optional<Bytes> find(
      JdbcClient jdbc, EnrolmentId enrolment, LocalDate day, Aead key, long report, int place) {
    List<Row> rows =
        jdbc.sql(
                """
                select piece, raw_bytes, content from sealed_reports
                where enrolment_id = ? and day = ? order by piece
                """)
            .params(enrolment.value(), day)
            .query(
                (row, n) ->
                    new Row(
                        new Name(enrolment, day, row.getInt(1)),
                        row.getInt(2),
                        Bytes.of(row.getBytes(3))))
            .list();
    for (Row row : rows) {
      for (Slice slice : open(row, key)) {
        if (slice.reportId() == report && slice.place() == place) {
          return Optional.of(slice.bytes());
        }
      }
    }
    return Optional.empty();
  }

  private static List<Slice> open(Row row, Aead key) {
    try {
      byte[] packed = key.decrypt(row.content().array(), row.name().ofWhat());
      if (row.rawBytes() > ReportBatch.RAW_BYTES_MAX * 2) {
        throw new IllegalStateException("sealed reports say that they are too long");
      }
      ByteBuffer in = ByteBuffer.wrap(Zstd.decompress(packed, row.rawBytes()));
      int version = in.get();
      if (version != VERSION) {
        throw new IllegalStateException("no sealed reports have the version " + version);
      }
      List<Slice> slices = new ArrayList<>();
      for (long left = Numbers.get(in); left > 0; left--) {
        long report = Numbers.get(in);
        int place = (int) Numbers.get(in);
        slices.add(new Slice(report, place, Bytes.of(Numbers.bytes(in, Numbers.get(in)))));
      }
      return slices;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "%s do not open with the key of their enrolment".formatted(row.name()), e);
    }
  }
}
