package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Interval;
import org.muster.domain.Technology;

/**
 * A stretch in which a device sends nothing.
 *
 * @param stored whether it went on observing and sends that later
 * @param announced whether it says beforehand that it switches off
 */
record Quiet(Interval interval, boolean stored, boolean announced) {

  /** Those that may touch a local day of a person. */
  static List<Quiet> of(Person person, LocalDate day, Path path, Instant startAt) {
    List<Quiet> all = new ArrayList<>();
    long today = day.toEpochDay();
    Chance chance = Chance.of(person.seed(), "quiet", today);
    lasting(person, startAt, all);
    all.addAll(outage(person, startAt));
    if (person.story() == Story.LETS_BATTERY_DIE) {
      for (LocalDate from : List.of(day.minusDays(1), day)) {
        if (person.isEventDay(from)) {
          all.add(emptyBattery(person, from));
        }
      }
    }
    if (person.story() == Story.WORKS_IN_BASEMENT && chance.happens(0.7)) {
      for (Interval rest : path.restsAt(person.places().work(), Duration.ofHours(2))) {
        all.add(new Quiet(rest, true, false));
      }
    } else if (chance.happens(0.2)) {
      // No coverage for a while: half of the devices keep what they saw, half do not.
      Instant from = at(person, day, LocalTime.MIDNIGHT, chance.between(300, 1_380));
      Duration lasts = Duration.ofSeconds(Math.round(chance.between(600, 4_200)));
      all.add(new Quiet(new Interval(from, from.plus(lasts)), chance.happens(0.5), false));
    }
    return List.copyOf(all);
  }

  /**
   * Three days before the start the bracelets' vendor was down for the better part of a morning.
   */
  private static List<Quiet> outage(Person person, Instant startAt) {
    if (Passes.vendorOf(person) != Vendor.TETHERLINE) {
      return List.of();
    }
    Instant from =
        startAt.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3)).plus(Duration.ofHours(15));
    // Each is heard again with its own next fix.
    return List.of(new Quiet(new Interval(from, from.plus(Duration.ofMinutes(100))), false, false));
  }

  private static void lasting(Person person, Instant startAt, List<Quiet> all) {
    Chance chance = Chance.of(person.seed(), "lasting quiet", 0);
    boolean phone = person.technology().filter(t -> t == Technology.PHONE).isPresent();
    switch (person.story()) {
      case WENT_SILENT -> {
        Instant from = startAt.minusSeconds(Math.round(chance.between(54, 80) * 3_600));
        all.add(new Quiet(Interval.from(from), false, false));
      }
      case OVERDUE -> {
        double hours = phone ? chance.between(14, 18) : chance.between(6, 9);
        Instant from = startAt.minusSeconds(Math.round(hours * 3_600));
        // One of them is heard again while the visitor looks on.
        Duration after = phone ? Duration.ofMinutes(20) : Duration.ofHours(9);
        all.add(new Quiet(new Interval(from, startAt.plus(after)), false, false));
      }
      case TRAVELS_EXCUSED -> {
        if (phone) {
          // In hospital; contact is excused for that long.
          Instant from = startAt.minus(Duration.ofHours(19));
          all.add(new Quiet(new Interval(from, from.plus(Duration.ofHours(66))), false, false));
        }
      }
      default -> {}
    }
  }

  /** The battery is empty in the evening and loaded in the morning. */
  static Quiet emptyBattery(Person person, LocalDate day) {
    Chance chance = Chance.of(person.seed(), "battery", day.toEpochDay());
    Instant from = at(person, day, LocalTime.of(19, 30), chance.between(0, 150));
    Duration lasts = Duration.ofSeconds(Math.round(chance.between(9, 15) * 3_600));
    boolean announced = person.technology().filter(t -> t != Technology.PHONE).isPresent();
    return new Quiet(new Interval(from, from.plus(lasts)), false, announced);
  }

  private static Instant at(Person person, LocalDate day, LocalTime time, double plusMinutes) {
    return day.atTime(time)
        .atZone(person.city().zone())
        .toInstant()
        .plusSeconds(Math.round(plusMinutes * 60));
  }
}
