package org.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.domain.Technology;

@NullMarked
class SensorTest {
  private static final Instant START = Instant.parse("2026-11-24T20:30:00Z");
  private static final Person PERSON = Programme.of(3, START, 14, 1).people().getFirst();
  private static final Place HERE = new Place(900, -400);

  private static double errorMetres(Observation.Fix fix) {
    Position truth = PERSON.city().position(HERE);
    double north = (fix.position().latitude() - truth.latitude()) * 111_195;
    double east =
        (fix.position().longitude() - truth.longitude())
            * 111_195
            * Math.cos(Math.toRadians(truth.latitude()));
    return Math.hypot(east, north);
  }

  private static double shareWithin(Sensor.Sky sky, double factor) {
    int within = 0;
    int all = 20_000;
    Sensor sensor =
        new Sensor(PERSON, Technology.ANKLE, START, Chance.of(5, "sensor", sky.name().length()));
    for (int i = 0; i < all; i++) {
      Observation.Fix fix = sensor.fix(START.plusSeconds(600L * i), HERE, 0, sky);
      if (errorMetres(fix) <= factor * fix.accuracyMetres().orElseThrow()) {
        within++;
      }
    }
    return within / (double) all;
  }

  @Test
  void theStatedAccuracyHoldsTwoThirdsOfTheFixes() {
    assertThat(shareWithin(Sensor.Sky.OPEN, 1)).isBetween(0.66, 0.70);
    assertThat(shareWithin(Sensor.Sky.INDOORS, 1)).isBetween(0.66, 0.70);
    assertThat(shareWithin(Sensor.Sky.CELL, 1)).isBetween(0.66, 0.70);
    assertThat(shareWithin(Sensor.Sky.INDOORS, 2)).isBetween(0.98, 1.0);
  }

  @Test
  void betweenHighHousesTheStatedAccuracyIsDishonest() {
    assertThat(shareWithin(Sensor.Sky.CANYON, 2)).isLessThan(0.3);
  }

  @Test
  void aDeviceAtRestDriftsInsteadOfJumpingAbout() {
    Sensor sensor = new Sensor(PERSON, Technology.ANKLE, START, Chance.of(5, "drift", 0));
    double steps = 0;
    double errors = 0;
    Position last = PERSON.city().position(HERE);
    for (int i = 0; i < 5_000; i++) {
      Observation.Fix fix = sensor.fix(START.plusSeconds(10L * i), HERE, 0, Sensor.Sky.OPEN);
      steps += Math.abs(fix.position().latitude() - last.latitude()) * 111_195;
      errors += errorMetres(fix);
      last = fix.position();
    }
    assertThat(steps / errors).isLessThan(0.5);
  }
}
