package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A made-up programme: all of it follows from the seed, the number of participants and the instant
 * at which it went on live.
 */
record Programme(long seed, Instant startAt, int historyDays, List<Person> people) {
  static final int HISTORY_DAYS_MAX = 14;
  static final int PARTICIPANTS_MAX = 5_000;

  Programme {
    people = List.copyOf(people);
  }

  static Programme of(long seed, Instant startAt, int historyDays, int participants) {
    if (participants < 1 || participants > PARTICIPANTS_MAX) {
      throw new IllegalArgumentException(
          "a simulated programme has 1 to " + PARTICIPANTS_MAX + " participants");
    }
    if (historyDays < 2 || historyDays > HISTORY_DAYS_MAX) {
      throw new IllegalArgumentException(
          "a simulated history is 2 to " + HISTORY_DAYS_MAX + " days long");
    }
    Instant whole = startAt.truncatedTo(ChronoUnit.SECONDS);
    return new Programme(
        seed, whole, historyDays, People.make(seed, whole, historyDays, participants));
  }

  /** When the first of all people is supervised. */
  Instant firstAt() {
    return people.stream().map(Person::supervisedFrom).min(Instant::compareTo).orElse(startAt);
  }

  /** The days of a person from the first supervised one up to the day that holds the instant. */
  static List<LocalDate> daysOf(Person person, Instant upTo) {
    LocalDate first = person.supervisedFrom().atZone(person.city().zone()).toLocalDate();
    LocalDate last = upTo.atZone(person.city().zone()).toLocalDate();
    // Somebody may be enrolled only later.
    return last.isBefore(first) ? List.of() : first.datesUntil(last.plusDays(1)).toList();
  }
}
