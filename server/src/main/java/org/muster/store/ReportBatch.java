// Over 250 lines because the form of a batch is written and read in one place.
package org.muster.store;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reports that one commit took, as bytes that are compressed together: a report alone has
 * little to compress, and many of one minute say nearly the same.
 *
 * <p>Version, count, the time of the first; then for each report its place, token, protocol, time
 * after the first in microseconds, and its bytes. The hash is of the bytes as received; it stands
 * there only where not all of them are kept, for else it is that of what is kept. After the bytes
 * stand the slices, each with whose it is and how long; where they were sealed elsewhere, the
 * slices alone say how long they were. The row keeps the hash of all of this. Numbers are written
 * seven bits a byte, the lowest first.
 */
final class ReportBatch {
  static final int REPORTS_MAX = 65_536;
  static final int RAW_BYTES_MAX = 64 * 1024 * 1024;

  /** Without slices. */
  private static final int VERSION_BEFORE = 1;

  private static final int VERSION = 2;
  private static final int SLICES_MAX = 65_536;
  private static final int LEVEL = 1;
  private static final int HASH_BYTES = 32;

  /** Stands where the hash went with the bytes: a place can be found again by trying its hash. */
  static final Bytes NO_HASH = Bytes.of(new byte[HASH_BYTES]);

  private static final int WHOLE = 0;
  private static final int PARTS = 1;
  private static final List<String> PROTOCOLS = List.of("traccar", "osmand", "owntracks", "native");

  private ReportBatch() {}

  /**
   * A report as it is kept.
   *
   * @param place in its batch; they ascend
   * @param hash of the bytes as received; null where they are all kept
   * @param body what of the bytes may be kept; none where it is sealed
   * @param slices whose each part of the body is, in order; none where an earlier Muster kept it
   */
  record Stored(
      int place,
      long tokenId,
      String protocol,
      Instant receivedAt,
      @Nullable Bytes hash,
      Bytes body,
      List<Slice> slices) {
    Stored {
      slices = List.copyOf(slices);
    }

    /** Of whom nobody says whose it is. */
    Stored(
        int place,
        long tokenId,
        String protocol,
        Instant receivedAt,
        @Nullable Bytes hash,
        Bytes body) {
      this(place, tokenId, protocol, receivedAt, hash, body, List.of());
    }

    /** Whether all of it is of one enrolment. */
    boolean isOfOne() {
      return slices.stream().mapToLong(Slice::enrolment).distinct().count() == 1;
    }

    /** SHA-256 of the bytes as received, or {@link #NO_HASH}. */
    Bytes wholeHash() {
      return hash == null ? Bytes.of(Hashes.sha256(body.array())) : hash;
    }

    /** The same, whose bytes are elsewhere. */
    Stored emptied() {
      return new Stored(place, tokenId, protocol, receivedAt, NO_HASH, Bytes.NONE, slices);
    }

    boolean holdsBytesOf(long enrolment) {
      return slices.stream().anyMatch(one -> one.enrolment() == enrolment && one.length() > 0);
    }

    /** The same without the bytes of the enrolment. */
    Stored without(long enrolment) {
      ByteArrayOutputStream left = new ByteArrayOutputStream();
      List<Slice> kept = new ArrayList<>();
      int at = 0;
      for (Slice slice : slices) {
        boolean goes = slice.enrolment() == enrolment;
        kept.add(goes ? new Slice(enrolment, 0) : slice);
        if (!goes) {
          left.write(body.array(), at, slice.length());
        }
        at += slice.length();
      }
      return new Stored(
          place, tokenId, protocol, receivedAt, NO_HASH, Bytes.of(left.toByteArray()), kept);
    }
  }

  /** A part of the bytes of a report, and whose it is. */
  record Slice(long enrolment, int length) {}

  static long reportId(long batchId, int place) {
    return batchId * REPORTS_MAX + place;
  }

  static long batchId(long reportId) {
    return reportId / REPORTS_MAX;
  }

  static int place(long reportId) {
    return (int) (reportId % REPORTS_MAX);
  }

  /** The bytes before compression. */
  static byte[] write(List<Stored> reports) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long firstMicros = Micros.of(reports.getFirst().receivedAt());
    out.write(VERSION);
    number(out, reports.size());
    number(out, firstMicros);
    for (Stored report : reports) {
      int protocol = PROTOCOLS.indexOf(report.protocol());
      if (protocol < 0) {
        throw new IllegalArgumentException("no protocol is called " + report.protocol());
      }
      number(out, report.place());
      number(out, report.tokenId());
      out.write(protocol);
      number(out, folded(Micros.of(report.receivedAt()) - firstMicros));
      if (report.hash() == null) {
        out.write(WHOLE);
      } else {
        out.write(PARTS);
        out.writeBytes(report.hash().array());
      }
      number(out, report.body().length());
      out.writeBytes(report.body().array());
      number(out, report.slices().size());
      for (Slice slice : report.slices()) {
        number(out, slice.enrolment());
        number(out, slice.length());
      }
    }
    return out.toByteArray();
  }

  static byte[] compressed(byte[] raw) {
    return Zstd.compress(raw, LEVEL);
  }

  /** The reports of a batch, or an error that says that its bytes are not what was written. */
  static List<Stored> read(byte[] content, int rawBytes, byte[] hash) {
    if (rawBytes > RAW_BYTES_MAX) {
      throw new IllegalStateException("a batch of reports says that it is " + rawBytes + " bytes");
    }
    byte[] raw = Zstd.decompress(content, rawBytes);
    if (!MessageDigest.isEqual(Hashes.sha256(raw), hash)) {
      throw new IllegalStateException("a batch of reports is not what was written");
    }
    try {
      return read(ByteBuffer.wrap(raw));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalStateException("a batch of reports ends before it says that it does", e);
    }
  }

  private static List<Stored> read(ByteBuffer in) {
    int version = in.get();
    if (version != VERSION && version != VERSION_BEFORE) {
      throw new IllegalStateException("no batch of reports has the version " + version);
    }
    long count = number(in);
    long firstMicros = number(in);
    List<Stored> reports = new ArrayList<>();
    for (long left = count; left > 0; left--) {
      int place = (int) number(in);
      long tokenId = number(in);
      String protocol = PROTOCOLS.get(in.get());
      Instant receivedAt = Micros.at(firstMicros + unfolded(number(in)));
      Bytes hash = in.get() == WHOLE ? null : Bytes.of(bytes(in, HASH_BYTES));
      Bytes body = Bytes.of(bytes(in, number(in)));
      List<Slice> slices = version == VERSION_BEFORE ? List.of() : slices(in);
      reports.add(new Stored(place, tokenId, protocol, receivedAt, hash, body, slices));
    }
    return reports;
  }

  private static List<Slice> slices(ByteBuffer in) {
    long count = number(in);
    if (count < 0 || count > SLICES_MAX) {
      throw new IllegalStateException("a report says that it has " + count + " parts");
    }
    List<Slice> slices = new ArrayList<>();
    for (long left = count; left > 0; left--) {
      slices.add(new Slice(number(in), (int) number(in)));
    }
    return slices;
  }

  private static byte[] bytes(ByteBuffer in, long count) {
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) count];
    in.get(bytes);
    return bytes;
  }

  /** Small numbers of either sign as small numbers. */
  private static long folded(long number) {
    return (number << 1) ^ (number >> 63);
  }

  private static long unfolded(long number) {
    return (number >>> 1) ^ -(number & 1);
  }

  private static void number(ByteArrayOutputStream out, long number) {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  private static long number(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalStateException("a batch of reports holds a number without an end");
  }
}
