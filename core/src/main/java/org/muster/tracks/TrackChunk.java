package org.muster.tracks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.muster.domain.AssignmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Refuse;

/**
 * The observations of one assignment over a stretch of time: a set, kept in one order, so that
 * equal sets are equal bytes. Nothing of an observation is lost on the way to bytes and back.
 *
 * @param stretch in whole milliseconds, from the year 1 on; all observations lie inside it
 * @param observations by instant, then in an order of which the engine's is a part; equal ones once
 */
public record TrackChunk(
    AssignmentId assignment, Interval stretch, List<Observation> observations) {
  /** A fix each 82 ms for a day. */
  public static final int OBSERVATIONS_MAX = 1 << 20;

  static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /** What the engine tells apart comes before what it does not; 0 is equal. */
  static final Comparator<Observation> ORDER =
      Comparator.comparing(Observation::observedAt)
          .thenComparingInt(observation -> Tag.kind(Tag.of(observation)))
          .thenComparing(TrackChunk::compareOfOneKind);

  public TrackChunk {
    Refuse.unless(
        isWhole(stretch.startsAt()) && isWhole(stretch.endsAt()),
        "the stretch of a chunk is in whole milliseconds");
    Refuse.unless(!stretch.startsAt().isBefore(EARLIEST), "a chunk starts in the year 1 or later");
    observations = sortedOnce(observations);
    Refuse.unless(
        observations.size() <= OBSERVATIONS_MAX, "a chunk holds at most 1,048,576 observations");
    Refuse.unless(
        observations.isEmpty()
            || (stretch.contains(observations.getFirst().observedAt())
                && stretch.contains(observations.getLast().observedAt())),
        "the observations of a chunk lie inside its stretch");
  }

  public byte[] encode() {
    return ChunkWriter.write(this);
  }

  /** Refuses what {@link #encode} did not write; never takes more memory than bounds allow. */
  public static TrackChunk decode(byte[] bytes) throws UnreadableChunk {
    return WholeReader.read(bytes);
  }

  private static List<Observation> sortedOnce(List<Observation> observations) {
    List<Observation> sorted = new ArrayList<>(observations);
    sorted.sort(ORDER);
    List<Observation> once = new ArrayList<>(sorted.size());
    for (Observation next : sorted) {
      if (once.isEmpty() || ORDER.compare(once.getLast(), next) != 0) {
        once.add(next);
      }
    }
    return Collections.unmodifiableList(once);
  }

  private static boolean isWhole(Instant at) {
    return at.equals(at.truncatedTo(ChronoUnit.MILLIS));
  }

  private static int compareOfOneKind(Observation a, Observation b) {
    return switch (a) {
      case Observation.Fix fix when b instanceof Observation.Fix other -> compare(fix, other);
      case Observation.Battery battery when b instanceof Observation.Battery other ->
          BY_BATTERY.compare(battery, other);
      default -> Integer.compare(Tag.of(a), Tag.of(b));
    };
  }

  private static int compare(Observation.Fix a, Observation.Fix b) {
    int byPosition = a.position().compareTo(b.position());
    return byPosition != 0 ? byPosition : BY_FIX.compare(a, b);
  }

  private static final Comparator<Observation.Fix> BY_FIX =
      Comparator.<Observation.Fix>comparingDouble(fix -> orNaN(fix.accuracyMetres()))
          .thenComparingInt(
              fix -> (fix.mock() ? 1 : 0) + (fix.valid() ? 0 : 2) + (fix.clockRight() ? 0 : 4))
          .thenComparing(fix -> fix.source() == FixSource.NETWORK)
          .thenComparing(Observation.Fix::source)
          .thenComparingDouble(fix -> orNaN(fix.speedMetresPerSecond()));

  private static final Comparator<Observation.Battery> BY_BATTERY =
      Comparator.<Observation.Battery>comparingInt(battery -> battery.levelPercent().orElse(-1))
          .thenComparing(Observation.Battery::charging);

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
