package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A made-up programme: all of it follows from the seed, the number of participants and the instant
 * at which it went on live.
 */
record Programme(long seed, Instant startAt, List<Person> people) {
  static final int HISTORY_DAYS = 14;
  static final int PARTICIPANTS_MAX = 5_000;

  Programme {
    people = List.copyOf(people);
  }

  static Programme of(long seed, Instant startAt, int participants) {
    Instant whole = startAt.truncatedTo(ChronoUnit.SECONDS);
    return new Programme(seed, whole, People.make(seed, whole, participants));
  }

  /** The days of a person from the first supervised one up to the day that holds the instant. */
  static List<LocalDate> daysOf(Person person, Instant upTo) {
    LocalDate first = person.supervisedFrom().atZone(person.city().zone()).toLocalDate();
    LocalDate last = upTo.atZone(person.city().zone()).toLocalDate();
    return first.datesUntil(last.plusDays(1)).toList();
  }
}
