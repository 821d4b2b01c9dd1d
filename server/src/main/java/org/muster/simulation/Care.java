package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Observation;
import org.muster.domain.Technology;

/** What a device says of its strap, its case and its switch, and check-ins of phones. */
final class Care {
  private final Person person;
  private final LocalDate day;
  private final Chance chance;
  private final List<Observation> all = new ArrayList<>();

  private Care(Person person, LocalDate day) {
    this.person = person;
    this.day = day;
    this.chance = Chance.of(person.seed(), "care", day.toEpochDay());
  }

  /** Everything of a local day, in no order. */
  static List<Observation> of(
      Person person, Technology technology, LocalDate day, Instant startAt) {
    Care care = new Care(person, day);
    if (technology == Technology.PHONE) {
      care.checkIn();
    } else {
      care.strap(startAt);
    }
    return List.copyOf(care.all);
  }

  private void checkIn() {
    Instant at = at(LocalTime.of(8, 0), chance.between(0, 180));
    if (Math.floorMod(day.toEpochDay() + person.number(), 3) == 0) {
      all.add(new Observation.CheckedIn(at));
    }
  }

  private void strap(Instant startAt) {
    // Put on: the first thing that a new bracelet says.
    all.add(new Observation.Strap(person.supervisedFrom(), false));
    Instant at = at(LocalTime.of(7, 0), chance.between(0, 840));
    Duration lasts = Duration.ofSeconds(Math.round(chance.between(90, 400)));
    switch (person.story()) {
      case STRAP_SELF_CLOSED -> {
        if (person.isEventDay(day)) {
          all.add(new Observation.Strap(at, true));
          all.add(new Observation.Strap(at.plus(lasts), false));
        }
      }
      case STRAP_OPEN -> all.add(new Observation.Strap(startAt.minusSeconds(5 * 3_600), true));
      case CASE_OPENED -> {
        if (day.equals(person.eventDays().last())) {
          all.add(new Observation.CaseOpened(at));
          all.add(new Observation.Strap(at.plusSeconds(2_700), false));
        }
      }
      default -> {}
    }
  }

  private Instant at(LocalTime time, double plusMinutes) {
    return day.atTime(time)
        .atZone(person.city().zone())
        .toInstant()
        .plusSeconds(Math.round(plusMinutes * 60));
  }
}
