package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import org.muster.domain.Technology;

/**
 * A made-up participant.
 *
 * @param number from 1, in the order in which the programme was made
 * @param seed the chance of everything about this person
 * @param supervisedFrom when the enrolment, the order and the device begin
 * @param eventDays the days of the history on which the story shows
 * @param quarter the quarter to stay out of, if the order asks that
 * @param homeBound whether the order asks to be at home in the hours of the routine
 */
record Person(
    int number,
    long seed,
    String givenName,
    String familyName,
    String language,
    City city,
    Optional<Technology> technology,
    Story story,
    Routine routine,
    Places places,
    Instant supervisedFrom,
    SortedSet<LocalDate> eventDays,
    Optional<Quarter> quarter,
    boolean homeBound) {

  /** Where the person is wont to be. */
  record Places(Place home, Place work, Place shop, Place church, Place school, Place friend) {}

  /** The id that the device sends. */
  String deviceName() {
    return technology.map(t -> t.name().charAt(0) + "").orElse("N") + "%05d".formatted(number);
  }

  /** Whether a device stands for the person. */
  boolean tracked() {
    return technology.isPresent() && story != Story.ORDERED_NOT_INSTALLED;
  }

  /** Whether the story shows on that day; after the history it does so now and then. */
  boolean isEventDay(LocalDate day) {
    if (story == Story.ORDINARY) {
      return false;
    }
    return eventDays.contains(day)
        || (day.isAfter(eventDays.last().plusDays(1))
            && Chance.of(seed, "event", day.toEpochDay()).happens(0.1));
  }
}
