package org.muster.tracks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/** Reads a chunk back into the observations that it was written from. */
final class WholeReader {
  private final Planes planes;
  private final long[] instants;
  private final int[] latitudes;
  private final int[] longitudes;
  private final double[] accuracies;
  private final double[] speeds;
  private final long[] levels;

  /** The next of each plane; the instant is the one that was taken last. */
  private int instant = -1;

  private int fix;
  private int accuracy;
  private int speed;
  private int level;

  private WholeReader(Planes planes) throws UnreadableChunk {
    this.planes = planes;
    instants = new long[planes.tags.instants];
    latitudes = new int[planes.tags.fixes];
    longitudes = new int[planes.tags.fixes];
    accuracies = new double[planes.tags.accuracies];
    speeds = new double[planes.tags.speeds];
    levels = new long[planes.tags.levels];
    planes.readInstants(instants, 0);
    planes.readLatitudes(latitudes, 0);
    planes.readLongitudes(longitudes, 0);
    planes.readAccuracies(accuracies, 0);
    planes.readSpeeds(speeds);
    planes.readLevels(levels);
  }

  static TrackChunk read(byte[] bytes) throws UnreadableChunk {
    Planes planes = new Planes();
    planes.open(bytes, 0, bytes.length);
    try {
      return new WholeReader(planes).chunk();
    } catch (IllegalArgumentException e) {
      // What the constructors of facts refuse, nobody has written.
      throw UnreadableChunk.nonsense("a chunk says what is no fact: " + e.getMessage());
    }
  }

  private TrackChunk chunk() throws UnreadableChunk {
    ChunkHead head = planes.head;
    List<Observation> observations = new ArrayList<>(head.count);
    for (int i = 0; i < head.count; i++) {
      Observation next = observation(planes.tags.at(i));
      if (i > 0 && TrackChunk.ORDER.compare(observations.getLast(), next) >= 0) {
        throw UnreadableChunk.nonsense("the observations of a chunk stand in their order, once");
      }
      observations.add(next);
    }
    return new TrackChunk(head.assignmentId(), head.stretch(), observations);
  }

  private Observation observation(int tag) {
    instant += Tag.has(tag, Tag.AGAIN) ? 0 : 1;
    Instant at = Instant.ofEpochMilli(instants[instant]);
    return switch (Tag.kind(tag)) {
      case Tag.FIX -> fix(tag, at);
      case Tag.BEAT -> new Observation.Beat(at);
      case Tag.BATTERY -> new Observation.Battery(at, level(tag), Tag.charging(tag));
      case Tag.CHECKED_IN -> new Observation.CheckedIn(at);
      case Tag.STRAP -> new Observation.Strap(at, Tag.has(tag, Tag.OPEN));
      case Tag.CASE_OPENED -> new Observation.CaseOpened(at);
      default -> new Observation.PoweredOff(at);
    };
  }

  private Observation fix(int tag, Instant at) {
    Position position = new Position(latitudes[fix], longitudes[fix]);
    fix++;
    return new Observation.Fix(
        at,
        position,
        Tag.has(tag, Tag.ACCURACY)
            ? OptionalDouble.of(accuracies[accuracy++])
            : OptionalDouble.empty(),
        Tag.has(tag, Tag.SPEED) ? OptionalDouble.of(speeds[speed++]) : OptionalDouble.empty(),
        Tag.source(tag),
        Tag.has(tag, Tag.MOCK),
        !Tag.has(tag, Tag.NOT_VALID),
        !Tag.has(tag, Tag.WRONG_CLOCK));
  }

  private OptionalInt level(int tag) {
    return Tag.has(tag, Tag.LEVEL)
        ? OptionalInt.of(Math.toIntExact(levels[level++]))
        : OptionalInt.empty();
  }
}
