package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.OptionalInt;
import org.muster.domain.Charging;
import org.muster.domain.Observation;

/** How the charge of a device goes through the day: loaded at night, unless it was forgotten. */
final class Battery {
  private static final LocalTime PLUGGED = LocalTime.of(22, 0);
  private static final LocalTime UNPLUGGED = LocalTime.of(6, 0);
  private static final double LOST_BY_EVENING_PERCENT = 58;

  private Battery() {}

  static Observation.Battery at(Person person, Instant at) {
    LocalDate day = at.atZone(person.city().zone()).toLocalDate();
    LocalTime time = at.atZone(person.city().zone()).toLocalTime();
    double minutes = Duration.between(UNPLUGGED, time).toMinutes();
    double wakeMinutes = Duration.between(UNPLUGGED, PLUGGED).toMinutes();
    boolean dies = person.story() == Story.LETS_BATTERY_DIE && person.isEventDay(day);
    if (dies) {
      Instant empty = Quiet.emptyBattery(person, day).interval().startsAt();
      double left = Duration.between(at, empty).toMinutes();
      double share = Math.clamp(left / (wakeMinutes * 0.9), 0, 1);
      return said(at, 2 + 60 * share, Charging.UNPLUGGED);
    }
    boolean charging = time.isBefore(UNPLUGGED) || !time.isBefore(PLUGGED);
    double level =
        charging
            ? 100 - Math.max(0, 40 - Math.floorMod((long) minutes + 480, 1_440) / 3.0)
            : 100 - LOST_BY_EVENING_PERCENT * minutes / wakeMinutes;
    return said(at, level, charging ? Charging.CHARGING : Charging.UNPLUGGED);
  }

  private static Observation.Battery said(Instant at, double percent, Charging charging) {
    int level = Math.clamp(Math.round(percent), 1, 100);
    return new Observation.Battery(at, OptionalInt.of(level), charging);
  }
}
