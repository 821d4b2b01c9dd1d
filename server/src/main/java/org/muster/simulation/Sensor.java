package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Technology;

/**
 * How a receiver errs: its error wanders (a first-order autoregressive process), so that a device
 * at rest drifts instead of jumping about; the accuracy it states is honest, as the radius that
 * holds 68 percent, unless high houses or a network position say otherwise.
 */
final class Sensor {
  /** The radius that holds 68 percent of a round normal scatter, in its deviations on one axis. */
  private static final double DEVIATIONS_IN_ACCURACY = Math.sqrt(-2 * Math.log(1 - 0.68));

  private static final Duration MEMORY = Duration.ofMinutes(5);

  private final City city;
  private final Technology technology;
  private final Chance chance;
  private final double indoorAccuracyMetres;
  private double east;
  private double north;
  private Instant lastAt;

  Sensor(Person person, Technology technology, Instant from, Chance chance) {
    this.city = person.city();
    this.technology = technology;
    this.chance = chance;
    this.indoorAccuracyMetres = Chance.of(person.seed(), "house", 0).between(9, 24);
    this.east = chance.normal();
    this.north = chance.normal();
    this.lastAt = from;
  }

  /** What the receiver meets at a place and time. */
  enum Sky {
    OPEN,
    INDOORS,
    /** Reflections: the error is many times what is stated. */
    CANYON,
    /** Only the cell is known. */
    CELL
  }

  Observation.Fix fix(Instant at, Place truth, double speedMetresPerSecond, Sky sky) {
    wander(at);
    double accuracy = accuracy(sky);
    double honest = accuracy / DEVIATIONS_IN_ACCURACY;
    double deviation = sky == Sky.CANYON ? honest * chance.between(4, 9) : honest;
    Place seen = truth.moved(east * deviation, north * deviation);
    return new Observation.Fix(
        at,
        city.position(seen),
        OptionalDouble.of(accuracy),
        OptionalDouble.of(Math.round(speedMetresPerSecond * 10) / 10.0),
        source(sky),
        false,
        true);
  }

  /** Where an app that fakes positions says the device is. */
  Observation.Fix faked(Instant at, Place claimed) {
    return new Observation.Fix(
        at,
        city.position(claimed),
        OptionalDouble.of(3),
        OptionalDouble.of(0),
        technology == Technology.PHONE ? FixSource.UNSTATED : FixSource.SATELLITE,
        true,
        true);
  }

  private void wander(Instant at) {
    double seconds = Duration.between(lastAt, at).toMillis() / 1_000.0;
    double kept = Math.exp(-seconds / MEMORY.toSeconds());
    double added = Math.sqrt(1 - kept * kept);
    east = kept * east + added * chance.normal();
    north = kept * north + added * chance.normal();
    lastAt = at;
  }

  private double accuracy(Sky sky) {
    double metres =
        switch (sky) {
          case OPEN -> chance.between(4, 10);
          case INDOORS -> indoorAccuracyMetres * Math.exp(0.3 * chance.normal());
          case CANYON -> chance.between(7, 16);
          case CELL -> chance.between(650, 2_400);
        };
    return Math.round(metres * 10) / 10.0;
  }

  private FixSource source(Sky sky) {
    if (technology != Technology.PHONE) {
      return FixSource.SATELLITE;
    }
    return sky == Sky.CELL ? FixSource.NETWORK : FixSource.UNSTATED;
  }
}
