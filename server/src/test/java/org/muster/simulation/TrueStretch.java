package org.muster.simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Position;
import org.muster.domain.Technology;
import org.muster.replay.ReadOptions;
import org.muster.replay.TrackFile;
import org.muster.replay.UnreadableTrack;

/** What a device observed, and where it truly was. */
record TrueStretch(List<Observation> observations, List<Position> truth) {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
  private static final Place HERE = new Place(900, -400);

  /** Fixes nearer in time than this are taken together for where a moving device truly was. */
  private static final Duration SMOOTHED = Duration.ofSeconds(10);

  /** The middle of the fixes of the phone that stood on a table; nobody surveyed the table. */
  private static final Position TABLE = Position.ofDegrees(37.422591, -122.081684);

  TrueStretch {
    observations = List.copyOf(observations);
    truth = List.copyOf(truth);
  }

  Interval period(Duration freshness) {
    Instant from = observations.getFirst().observedAt();
    Instant to = from;
    for (Observation each : observations) {
      from = each.observedAt().isBefore(from) ? each.observedAt() : from;
      to = each.observedAt().isAfter(to) ? each.observedAt() : to;
    }
    return new Interval(from, to.plus(freshness));
  }

  double days() {
    return period(Duration.ofMillis(1)).duration().toMillis()
        / (double) Duration.ofDays(1).toMillis();
  }

  /** Those of the real tracks that have times, by name. */
  static List<Path> files(Path tracks) throws Exception {
    List<Path> readable = new ArrayList<>();
    try (Stream<Path> files = Files.list(tracks)) {
      for (Path file : files.sorted().toList()) {
        try {
          TrackFile.read(file, ReadOptions.PLAIN);
          readable.add(file);
        } catch (UnreadableTrack refused) {
          // RealTracksTest holds which files are refused, and why.
        }
      }
    }
    return readable;
  }

  static TrueStretch real(Path file) throws UnreadableTrack {
    List<Observation> observations = TrackFile.read(file, ReadOptions.PLAIN).observations();
    if (file.endsWith("google-phone-standing-still.txt")) {
      return new TrueStretch(observations, List.of(TABLE));
    }
    List<Fix> fixes = observations.stream().map(Fix.class::cast).toList();
    return new TrueStretch(observations, fixes.stream().map(f -> smoothed(f, fixes)).toList());
  }

  private static Position smoothed(Fix fix, List<Fix> all) {
    double latitude = 0;
    double longitude = 0;
    int count = 0;
    for (Fix each : all) {
      Duration apart = Duration.between(each.observedAt(), fix.observedAt()).abs();
      if (apart.compareTo(SMOOTHED) < 0) {
        latitude += each.position().latitude();
        longitude += each.position().longitude();
        count++;
      }
    }
    return Position.ofDegrees(latitude / count, longitude / count);
  }

  /** A device that stands for a day. */
  static TrueStretch standing(
      Technology technology, Sensor.Sky sky, double everySeconds, long seed) {
    Person person = person(seed);
    Chance chance = Chance.of(seed, "standing", 0);
    Sensor sensor = new Sensor(person, technology, START, chance);
    List<Observation> observations = new ArrayList<>();
    Instant at = START;
    while (at.isBefore(START.plus(Duration.ofDays(1)))) {
      observations.add(sensor.fix(at, HERE, 0, sky));
      at = at.plusSeconds(Math.round(everySeconds * chance.between(0.85, 1.15)));
    }
    return new TrueStretch(observations, List.of(person.city().position(HERE)));
  }

  /** Two hours at home, so long so many metres to the north of it, and two hours at home. */
  static TrueStretch away(double metres, Duration away, long seed) {
    Person person = person(seed);
    Chance chance = Chance.of(seed, "away", 0);
    Sensor sensor = new Sensor(person, Technology.ANKLE, START, chance);
    List<Observation> observations = new ArrayList<>();
    Instant leaves = START.plus(Duration.ofHours(2));
    Instant returns = leaves.plus(away);
    Instant at = START;
    while (at.isBefore(returns.plus(Duration.ofHours(2)))) {
      boolean gone = !at.isBefore(leaves) && at.isBefore(returns);
      Place truth = gone ? HERE.moved(0, metres) : HERE;
      observations.add(sensor.fix(at, truth, 0, gone ? Sensor.Sky.OPEN : Sensor.Sky.INDOORS));
      at = at.plusSeconds(60);
    }
    return new TrueStretch(observations, List.of(person.city().position(HERE)));
  }

  private static Person person(long seed) {
    return Programme.of(seed, START, 14, 1).people().getFirst();
  }
}
