package org.muster.tracks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.muster.domain.AssignmentId;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/** Observations of every kind and manner, from the plainest to the least likely, by a seed. */
final class RandomTrack {
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  /** Numbers at which codes tend to break. */
  private static final double[] ODD = {
    Double.MIN_VALUE, 0.1, 1 / 3.0, 0.1f, 13.673999786376953, 5, 1e7, Math.nextDown(1e7), 1e-7
  };

  final Random random;
  final Interval stretch = new Interval(START, START.plus(Duration.ofDays(400)));
  final AssignmentId assignment;
  final List<Observation> observations = new ArrayList<>();

  /** How wild this track is; 0 is a receiver on a table. */
  private final int wild;

  private long latitude = 423_000_000;
  private long longitude = -710_000_000;

  RandomTrack(long seed) {
    random = new Random(seed);
    wild = random.nextInt(4);
    assignment = new AssignmentId(1 + random.nextLong(Long.MAX_VALUE));
    int size = random.nextInt(random.nextInt(5) == 0 ? 600 : 100);
    Instant at = START;
    for (int i = 0; i < size; i++) {
      at = at.plusMillis(step());
      observations.add(observation(at));
      if (random.nextInt(20) == 0) {
        observations.add(observations.get(random.nextInt(observations.size())));
      }
    }
  }

  TrackChunk chunk() {
    return new TrackChunk(assignment, stretch, observations);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private long step() {
    return switch (wild) {
      case 0 -> 60_000;
      case 1 -> 1000L * random.nextInt(120);
      case 2 -> random.nextInt(5) == 0 ? 0 : random.nextInt(100_000);
      default -> random.nextInt(8) == 0 ? random.nextLong(40_000_000) : random.nextInt(3);
    };
  }

  private Observation observation(Instant at) {
    return switch (wild == 0 ? 99 : random.nextInt(wild == 1 ? 40 : 14)) {
      case 0 -> new Observation.Beat(at);
      case 1 -> battery(at);
      case 2 -> new Observation.Strap(at, random.nextBoolean());
      case 3 -> new Observation.CaseOpened(at);
      case 4 -> new Observation.PoweredOff(at);
      case 5 -> new Observation.CheckedIn(at);
      default -> fix(at);
    };
  }

  private Observation battery(Instant at) {
    Charging charging = pick(List.of(Charging.values()));
    boolean states = charging == Charging.UNKNOWN || random.nextBoolean();
    return new Observation.Battery(
        at, states ? OptionalInt.of(random.nextInt(101)) : OptionalInt.empty(), charging);
  }

  private Observation fix(Instant at) {
    move();
    boolean plain = wild < 2;
    return new Observation.Fix(
        at,
        new Position((int) latitude, (int) longitude),
        plain ? OptionalDouble.of(5 + random.nextInt(9)) : accuracy(),
        plain ? OptionalDouble.empty() : speed(),
        plain ? FixSource.SATELLITE : pick(List.of(FixSource.values())),
        !plain && random.nextInt(9) == 0,
        plain || random.nextInt(9) > 0,
        plain || random.nextInt(9) > 0);
  }

  private void move() {
    switch (wild) {
      case 0, 1 -> {
        latitude += random.nextInt(200) - 100;
        longitude += (long) (random.nextGaussian() * 300);
      }
      case 2 -> latitude = Math.clamp(latitude + random.nextInt(60_000) - 30_000, -9, 900_000_000);
      default -> {
        boolean far = random.nextInt(4) == 0;
        latitude = far ? random.nextInt(2) * 1_800_000_000L - 900_000_000 : latitude;
        longitude = far ? random.nextInt(2) * 3_600_000_000L - 1_800_000_000 : longitude;
      }
    }
  }

  private OptionalDouble accuracy() {
    return switch (random.nextInt(wild == 2 ? 3 : 5)) {
      case 0 -> OptionalDouble.empty();
      case 1, 2 -> OptionalDouble.of((1 + random.nextInt(500)) / (wild == 2 ? 10.0 : 8.0));
      case 3 -> OptionalDouble.of(ODD[random.nextInt(ODD.length)]);
      default -> OptionalDouble.of(1 - random.nextDouble());
    };
  }

  private OptionalDouble speed() {
    return switch (random.nextInt(4)) {
      case 0 -> OptionalDouble.empty();
      case 1 -> OptionalDouble.of(random.nextBoolean() ? -0.0 : 0.0);
      default -> OptionalDouble.of(random.nextInt(60_000) / 1000.0 * (1852.0 / 3600.0));
    };
  }
}
