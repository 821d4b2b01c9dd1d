package org.muster.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** A person's way through one local day: shifts, school runs, shopping, church, visits. */
final class Itinerary {
  private final Person person;
  private final LocalDate day;
  private final Chance chance;
  private final Walk walk;

  private Itinerary(Person person, LocalDate day) {
    this.person = person;
    this.day = day;
    this.chance = Chance.of(person.seed(), "day", day.toEpochDay());
    this.walk =
        new Walk(
            day.atStartOfDay(person.city().zone()).toInstant(),
            sleepsAt(person, day.minusDays(1)),
            chance);
  }

  static Path of(Person person, LocalDate day) {
    return new Itinerary(person, day).drawn();
  }

  /** Where the person is in the night after that day. */
  static Place sleepsAt(Person person, LocalDate day) {
    boolean away =
        switch (person.story()) {
          case STAYS_AWAY_A_NIGHT, FAKES_LOCATION, TRAVELS_EXCUSED -> person.isEventDay(day);
          default -> false;
        };
    if (away) {
      return person.places().friend();
    }
    boolean nightShift = person.routine() == Routine.NIGHT_SHIFT && worksOn(person, day);
    return nightShift ? person.places().work() : person.places().home();
  }

  private static boolean worksOn(Person person, LocalDate day) {
    boolean tuesdayToSaturday = person.number() % 4 == 0;
    DayOfWeek free = tuesdayToSaturday ? DayOfWeek.MONDAY : DayOfWeek.SATURDAY;
    return day.getDayOfWeek() != DayOfWeek.SUNDAY && day.getDayOfWeek() != free;
  }

  private Path drawn() {
    boolean works = worksOn(person, day);
    switch (person.routine()) {
      case DAY_SHIFT -> {
        if (works) {
          shift(LocalTime.of(7, 0), LocalTime.of(16, 30));
        } else {
          freeDay();
        }
        evening();
      }
      case EARLY_SHIFT -> {
        if (works) {
          shift(LocalTime.of(4, 45), LocalTime.of(13, 30));
        } else {
          freeDay();
        }
        errand(LocalTime.of(15, 30));
      }
      case NIGHT_SHIFT -> nightShift(works);
      case CARER -> carer(works);
      case AT_HOME -> atHome();
    }
    night();
    return walk.path();
  }

  private void shift(LocalTime leaves, LocalTime ends) {
    walk.stayUntil(about(leaves, 25)).goTo(person.places().work());
    walk.stayUntil(about(ends, 30));
    if (chance.happens(0.3)) {
      walk.goTo(person.places().shop()).stayFor(minutes(20, 40));
    }
    walk.goTo(person.places().home());
  }

  private void nightShift(boolean works) {
    walk.stayUntil(about(LocalTime.of(6, 0), 15)).goTo(person.places().home());
    errand(LocalTime.of(18, 15));
    if (works) {
      walk.stayUntil(about(LocalTime.of(20, 45), 15)).goTo(person.places().work());
    }
  }

  private void carer(boolean schoolDay) {
    if (schoolDay) {
      walk.stayUntil(about(LocalTime.of(7, 30), 10)).goTo(person.places().school());
      walk.stayFor(minutes(5, 15)).goTo(person.places().home());
      errand(LocalTime.of(10, 30));
      walk.stayUntil(about(LocalTime.of(14, 45), 10)).goTo(person.places().school());
      walk.stayFor(minutes(10, 25)).goTo(person.places().home());
    } else {
      freeDay();
    }
  }

  private void atHome() {
    errand(LocalTime.of(10, 0));
    if (chance.happens(0.3)) {
      outTo(person.places().friend(), LocalTime.of(14, 0), minutes(40, 120));
    }
  }

  private void freeDay() {
    if (day.getDayOfWeek() == DayOfWeek.SUNDAY && person.number() % 5 < 2) {
      outTo(person.places().church(), LocalTime.of(9, 30), minutes(75, 130));
    } else {
      errand(LocalTime.of(11, 0));
    }
    if (chance.happens(0.35)) {
      outTo(person.places().friend(), LocalTime.of(14, 30), minutes(60, 150));
    }
  }

  private void evening() {
    if (chance.happens(0.2)) {
      outTo(person.places().shop(), LocalTime.of(18, 15), minutes(20, 50));
    }
  }

  private void errand(LocalTime at) {
    if (chance.happens(0.55)) {
      outTo(person.places().shop(), at, minutes(20, 60));
    }
  }

  /** Someone who enters a quarter goes to that friend only on the days of the story. */
  private void outTo(Place place, LocalTime at, Duration stay) {
    boolean withheld =
        person.story() == Story.ENTERS_QUARTER && place.equals(person.places().friend());
    walk.stayUntil(about(at, 40));
    if (!withheld) {
      walk.goTo(place).stayFor(stay);
    }
    walk.goTo(person.places().home());
  }

  /** How the day ends, with what is out of the ordinary about it. */
  private void night() {
    if (person.isEventDay(day)) {
      if (person.story() == Story.COMES_HOME_LATE) {
        walk.stayUntil(about(LocalTime.of(19, 40), 15)).goTo(person.places().friend());
        walk.stayUntil(about(LocalTime.of(22, 25), 40)).goTo(person.places().home());
      } else if (person.story() == Story.ENTERS_QUARTER) {
        walk.stayUntil(about(LocalTime.of(17, 45), 60)).goTo(person.places().friend());
        walk.walkAbout(minutes(25, 50), 110).goTo(person.places().home());
      }
    }
    Place sleeps = sleepsAt(person, day);
    if (sleeps.equals(person.places().friend())) {
      walk.stayUntil(about(LocalTime.of(19, 30), 30));
    }
    walk.goTo(sleeps);
    walk.stayUntil(day.plusDays(1).atStartOfDay(person.city().zone()).toInstant());
  }

  private Instant about(LocalTime time, int withinMinutes) {
    double minutes = chance.between(-withinMinutes, withinMinutes);
    return day.atTime(time)
        .atZone(person.city().zone())
        .toInstant()
        .plusMillis(Math.round(minutes * 60_000));
  }

  private Duration minutes(double low, double high) {
    return Duration.ofSeconds(Math.round(chance.between(low, high) * 60));
  }
}
