package org.muster.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/** Gathers what a reader finds in one file. */
final class TrackBuilder {
  static final int OBSERVATIONS_MAX = 10_000_000;

  private final List<Observation> observations = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** A place and time of which no more is known. */
  void fix(Instant observedAt, Position position, OptionalDouble accuracyMetres, Place at)
      throws UnreadableTrack {
    add(Observation.Fix.of(observedAt, position, accuracyMetres), at);
  }

  void fix(
      Instant observedAt,
      Position position,
      OptionalDouble accuracyMetres,
      OptionalDouble speedMetresPerSecond,
      Place at)
      throws UnreadableTrack {
    add(
        new Observation.Fix(
            observedAt,
            position,
            accuracyMetres,
            speedMetresPerSecond,
            FixSource.UNSTATED,
            false,
            true),
        at);
  }

  void add(Observation observation, Place at) throws UnreadableTrack {
    if (observations.size() == OBSERVATIONS_MAX) {
      throw new UnreadableTrack(
          at, "there are more than 10,000,000 points. Replay the file in parts.");
    }
    observations.add(observation);
  }

  boolean isEmpty() {
    return observations.isEmpty();
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  void noteZone(Times times, ReadOptions options) {
    if (times.assumed() && options.timesIn().isEmpty()) {
      note("times without an offset were taken as UTC; --times-in ZONE says another zone.");
    }
  }

  /** The track, or a refusal when nothing was found. */
  Track build(String format) throws UnreadableTrack {
    if (observations.isEmpty()) {
      throw new UnreadableTrack(Place.UNKNOWN, "this " + format + " file holds no points.");
    }
    return new Track(format, observations, notes);
  }
}
