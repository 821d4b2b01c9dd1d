package org.muster.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.domain.AssignmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.tracks.TrackChunk;
import org.muster.tracks.UnreadableChunk;

/**
 * The observations of one assignment and day as bytes, before they are sealed, and back. Nothing of
 * them is lost, and those that are equal stay as many as they were.
 *
 * <p>Version; the length of a {@link TrackChunk} and its bytes, which hold what was observed; the
 * length of the rest, and the rest, compressed. That is a column for each thing that is said of an
 * observation beside what was observed, in order of time: its place in the chunk, id, report,
 * delay, claimed time, and what tells it again. Numbers are differences to the one before.
 */
final class SealedDay {
  static final int OBSERVATIONS_MAX = TrackChunk.OBSERVATIONS_MAX;

  private static final int VERSION = 1;
  private static final int LEVEL = 3;

  /** Of an observation beside what was observed: what its numbers and a key can take at most. */
  private static final int BESIDE_BYTES_MAX = 6 * 10 + 32;

  private SealedDay() {}

  static Interval stretch(LocalDate day) {
    return new Interval(
        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** The bytes of observations that stand in order of time. */
  static byte[] write(
      AssignmentId assignment, LocalDate day, List<StoredObservation> observations) {
    TrackChunk chunk =
        new TrackChunk(
            assignment,
            stretch(day),
            observations.stream().map(StoredObservation::observation).toList());
    byte[] track = chunk.encode();
    byte[] beside = beside(chunk, observations);
    byte[] packed = Zstd.compress(beside, LEVEL);
    Numbers out = new Numbers();
    out.putByte(VERSION);
    out.put(track.length);
    out.putBytes(track);
    out.put(observations.size());
    out.put(beside.length);
    out.putBytes(packed);
    return out.toByteArray();
  }

  private static byte[] beside(TrackChunk chunk, List<StoredObservation> observations) {
    Map<Observation, Integer> places = new HashMap<>();
    for (int i = 0; i < chunk.observations().size(); i++) {
      places.put(chunk.observations().get(i), i);
    }
    Numbers out = new Numbers();
    column(out, observations, one -> place(places, one.observation()));
    column(out, observations, StoredObservation::id);
    column(out, observations, StoredObservation::reportId);
    column(out, observations, SealedDay::delayMicros);
    for (StoredObservation one : observations) {
      Instant claimedAt = one.claimedAt();
      out.putByte(claimedAt == null ? 0 : 1);
      if (claimedAt != null) {
        out.putSigned(Micros.of(claimedAt) - Micros.of(one.receivedAt()));
      }
    }
    for (StoredObservation one : observations) {
      // A key is never empty, so that none says that it follows from the content.
      Bytes key = one.key();
      out.put(key == null ? 0 : key.length());
      if (key != null) {
        out.putBytes(key.array());
      }
    }
    return out.toByteArray();
  }

  private static int place(Map<Observation, Integer> places, Observation observation) {
    Integer place = places.get(observation);
    if (place == null) {
      throw new IllegalStateException("a chunk lacks an observation that it was made of");
    }
    return place;
  }

  private static void column(
      Numbers out,
      List<StoredObservation> observations,
      java.util.function.ToLongFunction<StoredObservation> value) {
    long before = 0;
    for (StoredObservation one : observations) {
      long next = value.applyAsLong(one);
      out.putSigned(next - before);
      before = next;
    }
  }

  /** What was written; an error says that the bytes are not that. */
  static List<StoredObservation> read(
      AssignmentId assignment, LocalDate day, long deviceId, byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      require(in.get() == VERSION, "its form is not known");
      TrackChunk chunk = TrackChunk.decode(Numbers.bytes(in, Numbers.get(in)));
      require(
          chunk.assignment().equals(assignment) && chunk.stretch().equals(stretch(day)),
          "it is of another assignment or day");
      long count = Numbers.get(in);
      require(
          count >= chunk.observations().size() && count <= OBSERVATIONS_MAX,
          "it counts what it does not hold");
      long length = Numbers.get(in);
      require(length >= 0 && length <= count * BESIDE_BYTES_MAX, "it says too much");
      byte[] beside = Zstd.decompress(Numbers.bytes(in, in.remaining()), (int) length);
      return read(chunk.observations(), (int) count, deviceId, ByteBuffer.wrap(beside));
    } catch (UnreadableChunk | RuntimeException e) {
      throw unreadable(assignment, day, e);
    }
  }

  private static List<StoredObservation> read(
      List<Observation> observed, int count, long deviceId, ByteBuffer in) {
    long[] places = column(in, count);
    long[] ids = column(in, count);
    long[] reports = column(in, count);
    long[] delays = column(in, count);
    List<StoredObservation> keyless = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Observation observation = observed.get(Math.toIntExact(places[i]));
      long receivedMicros = Micros.of(observation.observedAt()) + delays[i];
      @Nullable Instant claimedAt =
          in.get() == 0 ? null : Micros.at(receivedMicros + Numbers.getSigned(in));
      keyless.add(
          new StoredObservation(
              ids[i],
              reports[i],
              deviceId,
              observation,
              Micros.at(receivedMicros),
              claimedAt,
              null));
    }
    List<StoredObservation> whole = new ArrayList<>(count);
    for (StoredObservation one : keyless) {
      byte[] key = Numbers.bytes(in, Numbers.get(in));
      whole.add(key.length == 0 ? one : keyed(one, Bytes.of(key)));
    }
    require(!in.hasRemaining(), "something follows its end");
    return whole;
  }

  private static StoredObservation keyed(StoredObservation one, Bytes key) {
    return new StoredObservation(
        one.id(),
        one.reportId(),
        one.deviceId(),
        one.observation(),
        one.receivedAt(),
        one.claimedAt(),
        key);
  }

  private static long[] column(ByteBuffer in, int count) {
    long[] column = new long[count];
    long before = 0;
    for (int i = 0; i < count; i++) {
      before += Numbers.getSigned(in);
      column[i] = before;
    }
    return column;
  }

  private static long delayMicros(StoredObservation one) {
    return Micros.of(one.receivedAt()) - Micros.of(one.observedAt());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static IllegalStateException unreadable(
      AssignmentId assignment, LocalDate day, Exception e) {
    String why = e instanceof ZstdException ? "it does not unpack" : String.valueOf(e.getMessage());
    return new IllegalStateException(
        "the track of assignment %s on %s is not what was written: %s"
            .formatted(assignment, day, why),
        e);
  }
}
