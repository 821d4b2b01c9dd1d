package org.muster.bench.load;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The fixes in a row of the table of arrivals: read from its bytes once more, by what the server's
 * documents say of them and not by the server's own code.
 */
final class Arrived {
  private static final int KIND_BITS = 0x0F;
  private static final int CLAIMED = 0x10;
  private static final int KEYED = 0x20;
  private static final int BATTERY = 2;
  private static final int STRAP = 3;
  private static final int HAS_ACCURACY = 0x01;
  private static final int HAS_SPEED = 0x02;
  private static final int MILLI_MICROS = 1_000;

  private final ByteBuffer in;
  private long receivedMicros;

  private Arrived(ByteBuffer in) {
    this.in = in;
  }

  /** A fix of a device, and what tells it. */
  record Fix(long device, String key) {}

  static List<Fix> fixes(byte[] content, int rawBytes) {
    return new Arrived(ByteBuffer.wrap(Zstd.decompress(content, rawBytes))).read();
  }

  private List<Fix> read() {
    in.get();
    List<Fix> fixes = new ArrayList<>();
    for (long left = number(); left > 0; left--) {
      one().ifPresent(fixes::add);
    }
    return fixes;
  }

  private Optional<Fix> one() {
    // Its id and its report.
    number();
    number();
    receivedMicros += signed();
    // The assignment and the enrolment.
    number();
    number();
    long device = number();
    long observedMicros = receivedMicros + signed();
    int flags = in.get();
    if ((flags & CLAIMED) != 0) {
      signed();
    }
    byte[] key = new byte[(flags & KEYED) == 0 ? 0 : (int) number()];
    in.get(key);
    switch (flags & KIND_BITS) {
      case 0 -> {
        int latitudeE7 = (int) signed();
        int longitudeE7 = (int) signed();
        int bits = in.get();
        int doubles = ((bits & HAS_ACCURACY) == 0 ? 0 : 1) + ((bits & HAS_SPEED) == 0 ? 0 : 1);
        in.position(in.position() + doubles * Double.BYTES);
        Instant at = Instant.ofEpochMilli(observedMicros / MILLI_MICROS);
        return Optional.of(
            new Fix(
                device,
                key.length > 0
                    ? HexFormat.of().formatHex(key)
                    : Stored.key(latitudeE7, longitudeE7, at)));
      }
      case BATTERY -> {
        number();
        in.get();
      }
      case STRAP -> in.get();
      default -> {
        // It says nothing else.
      }
    }
    return Optional.empty();
  }

  private long signed() {
    long number = number();
    return (number >>> 1) ^ -(number & 1);
  }

  private long number() {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      number |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return number;
  }
}
