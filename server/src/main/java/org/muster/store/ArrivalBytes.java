package org.muster.store;

import com.github.luben.zstd.Zstd;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Charging;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/**
 * The observations that one commit took, as bytes and back.
 *
 * <p>Version and count; then for each observation the ids and times as differences to those of the
 * one before, whose it is, what it is, and what it says. What tells it again is written only where
 * that does not follow from the rest. Numbers are written seven bits a byte, the lowest first.
 */
final class ArrivalBytes {
  /** How many kinds of observations there are. */
  static final int KINDS = 7;

  static final int RAW_BYTES_MAX = 128 * 1024 * 1024;

  private static final int VERSION = 1;
  private static final int LEVEL = 1;
  private static final int KIND_BITS = 0x0F;
  private static final int CLAIMED = 0x10;
  private static final int KEYED = 0x20;
  private static final int FIX = 0;
  private static final int BEAT = 1;
  private static final int BATTERY = 2;
  private static final int STRAP = 3;
  private static final int CASE_OPENED = 4;
  private static final int POWERED_OFF = 5;
  private static final int CHECKED_IN = 6;
  private static final int HAS_ACCURACY = 0x01;
  private static final int HAS_SPEED = 0x02;
  private static final int MOCK = 0x04;
  private static final int VALID = 0x08;
  private static final int SOURCE_SHIFT = 4;
  private static final List<FixSource> SOURCES =
      List.of(FixSource.SATELLITE, FixSource.NETWORK, FixSource.UNSTATED);
  private static final List<Charging> CHARGINGS =
      List.of(Charging.CHARGING, Charging.UNPLUGGED, Charging.UNKNOWN);

  private ArrivalBytes() {}

  /** The bytes before compression. */
  static byte[] write(List<Arrival> arrivals) {
    Numbers out = new Numbers();
    out.putByte(VERSION);
    out.put(arrivals.size());
    long id = 0;
    long report = 0;
    long receivedMicros = 0;
    for (Arrival arrival : arrivals) {
      StoredObservation one = arrival.observation();
      long received = Micros.of(one.receivedAt());
      out.putSigned(one.id() - id);
      out.putSigned(one.reportId() - report);
      out.putSigned(received - receivedMicros);
      out.put(arrival.assignmentId());
      out.put(arrival.enrolment().value());
      out.put(one.deviceId());
      out.putSigned(Micros.of(one.observedAt()) - received);
      putWhat(out, one, received);
      id = one.id();
      report = one.reportId();
      receivedMicros = received;
    }
    return out.toByteArray();
  }

  private static void putWhat(Numbers out, StoredObservation one, long receivedMicros) {
    Instant claimedAt = one.claimedAt();
    Bytes key = one.key();
    int flags = (claimedAt == null ? 0 : CLAIMED) | (key == null ? 0 : KEYED);
    out.putByte(kind(one.observation()) | flags);
    if (claimedAt != null) {
      out.putSigned(Micros.of(claimedAt) - receivedMicros);
    }
    if (key != null) {
      out.put(key.length());
      out.putBytes(key.array());
    }
    switch (one.observation()) {
      case Observation.Fix fix -> putFix(out, fix);
      case Observation.Battery battery -> {
        out.put(battery.levelPercent().isPresent() ? battery.levelPercent().getAsInt() + 1 : 0);
        out.putByte(CHARGINGS.indexOf(battery.charging()));
      }
      case Observation.Strap strap -> out.putByte(strap.open() ? 1 : 0);
      case Observation.Beat beat -> {}
      case Observation.CaseOpened opened -> {}
      case Observation.PoweredOff off -> {}
      case Observation.CheckedIn in -> {}
    }
  }

  /** Which kind it is, below {@link #KINDS}. */
  static int kind(Observation observation) {
    return switch (observation) {
      case Observation.Fix fix -> FIX;
      case Observation.Beat beat -> BEAT;
      case Observation.Battery battery -> BATTERY;
      case Observation.Strap strap -> STRAP;
      case Observation.CaseOpened opened -> CASE_OPENED;
      case Observation.PoweredOff off -> POWERED_OFF;
      case Observation.CheckedIn in -> CHECKED_IN;
    };
  }

  private static void putFix(Numbers out, Observation.Fix fix) {
    out.putSigned(fix.position().latitudeE7());
    out.putSigned(fix.position().longitudeE7());
    out.putByte(
        (fix.accuracyMetres().isPresent() ? HAS_ACCURACY : 0)
            | (fix.speedMetresPerSecond().isPresent() ? HAS_SPEED : 0)
            | (fix.mock() ? MOCK : 0)
            | (fix.valid() ? VALID : 0)
            | SOURCES.indexOf(fix.source()) << SOURCE_SHIFT);
    fix.accuracyMetres().ifPresent(out::putDouble);
    fix.speedMetresPerSecond().ifPresent(out::putDouble);
  }

  static byte[] compressed(byte[] raw) {
    return Zstd.compress(raw, LEVEL);
  }

  /** What was written, or an error that says that the bytes are not that. */
  static List<Arrival> read(byte[] content, int rawBytes, byte[] hash) {
    if (rawBytes > RAW_BYTES_MAX) {
      throw new IllegalStateException("arrivals say that they are " + rawBytes + " bytes");
    }
    byte[] raw = Zstd.decompress(content, rawBytes);
    if (!MessageDigest.isEqual(Hashes.sha256(raw), hash)) {
      throw new IllegalStateException("arrivals are not what was written");
    }
    try {
      return read(ByteBuffer.wrap(raw));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalStateException("arrivals end before they say that they do", e);
    }
  }

  private static List<Arrival> read(ByteBuffer in) {
    int version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException("no arrivals have the version " + version);
    }
    long count = Numbers.get(in);
    List<Arrival> arrivals = new ArrayList<>();
    long id = 0;
    long report = 0;
    long received = 0;
    for (long left = count; left > 0; left--) {
      id += Numbers.getSigned(in);
      report += Numbers.getSigned(in);
      received += Numbers.getSigned(in);
      long assignment = Numbers.get(in);
      EnrolmentId enrolment = new EnrolmentId(Numbers.get(in));
      long device = Numbers.get(in);
      Instant at = Micros.at(received + Numbers.getSigned(in));
      int flags = in.get();
      @Nullable Instant claimedAt =
          (flags & CLAIMED) == 0 ? null : Micros.at(received + Numbers.getSigned(in));
      @Nullable Bytes key =
          (flags & KEYED) == 0 ? null : Bytes.of(Numbers.bytes(in, Numbers.get(in)));
      arrivals.add(
          new Arrival(
              assignment,
              enrolment,
              new StoredObservation(
                  id,
                  report,
                  device,
                  observation(in, flags & KIND_BITS, at),
                  Micros.at(received),
                  claimedAt,
                  key)));
    }
    return arrivals;
  }

  private static Observation observation(ByteBuffer in, int kind, Instant at) {
    return switch (kind) {
      case FIX -> fix(in, at);
      case BEAT -> new Observation.Beat(at);
      case BATTERY -> {
        int level = (int) Numbers.get(in);
        yield new Observation.Battery(
            at,
            level == 0 ? OptionalInt.empty() : OptionalInt.of(level - 1),
            CHARGINGS.get(in.get()));
      }
      case STRAP -> new Observation.Strap(at, in.get() != 0);
      case CASE_OPENED -> new Observation.CaseOpened(at);
      case POWERED_OFF -> new Observation.PoweredOff(at);
      case CHECKED_IN -> new Observation.CheckedIn(at);
      default -> throw new IllegalStateException("no observation is of kind " + kind);
    };
  }

  private static Observation fix(ByteBuffer in, Instant at) {
    int latitude = (int) Numbers.getSigned(in);
    int longitude = (int) Numbers.getSigned(in);
    int bits = in.get();
    OptionalDouble accuracy = number(in, bits & HAS_ACCURACY);
    OptionalDouble speed = number(in, bits & HAS_SPEED);
    return new Observation.Fix(
        at,
        new Position(latitude, longitude),
        accuracy,
        speed,
        SOURCES.get(bits >> SOURCE_SHIFT),
        (bits & MOCK) != 0,
        (bits & VALID) != 0);
  }

  private static OptionalDouble number(ByteBuffer in, int isThere) {
    return isThere == 0 ? OptionalDouble.empty() : OptionalDouble.of(in.getDouble());
  }
}
