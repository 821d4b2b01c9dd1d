package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.Technology;

/**
 * What happens while the programme is live, so that its worklist lives: about one every two minutes
 * at first, then rarer, and never more than a bound; each person at most once.
 */
final class Happenings {
  static final int COUNT_MAX = 60;
  private static final Duration LEAD = Duration.ofMinutes(12);
  private static final double FIRST_GAP_SECONDS = 120;
  private static final double GAP_GROWTH = 1.06;
  private static final double NEAR_METRES = 4_500;
  private static final double AT_HOME_METRES = 30;
  private static final LocalTime LAST_START = LocalTime.of(22, 45);

  private Happenings() {}

  /** All of a run that goes on live at an instant; the first ones are under way by then. */
  static List<Happening> of(Programme programme, Instant liveAt) {
    List<Happening> all = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    double gap = FIRST_GAP_SECONDS;
    Instant at = liveAt.truncatedTo(ChronoUnit.SECONDS).minus(LEAD);
    for (int i = 0; i < COUNT_MAX; i++) {
      Happening.Kind kind =
          i % 6 == 4
              ? Happening.Kind.OPENS_STRAP
              : i % 2 == 0 ? Happening.Kind.ENTERS_QUARTER : Happening.Kind.LEAVES_HOME;
      find(programme, at, kind, taken)
          .ifPresent(
              happening -> {
                all.add(happening);
                taken.add(happening.person().number());
              });
      at = at.plusSeconds(Math.round(gap));
      gap *= GAP_GROWTH;
    }
    return List.copyOf(all);
  }

  private static Optional<Happening> find(
      Programme programme, Instant at, Happening.Kind kind, Set<Integer> taken) {
    List<Person> people = programme.people();
    int first = Chance.of(programme.seed(), "happening", at.getEpochSecond()).below(people.size());
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get((first + i) % people.size());
      if (!taken.contains(person.number()) && can(person, kind, at)) {
        return Optional.of(new Happening(at, person, kind));
      }
    }
    return Optional.empty();
  }

  private static boolean can(Person person, Happening.Kind kind, Instant at) {
    ZonedDateTime local = at.atZone(person.city().zone());
    if (person.story() != Story.ORDINARY
        || !person.tracked()
        || local.toLocalTime().isAfter(LAST_START)) {
      return false;
    }
    boolean awake = local.getHour() >= 6;
    return switch (kind) {
      case ENTERS_QUARTER -> awake && nearItsQuarter(person, at);
      case LEAVES_HOME -> person.homeBound() && inHomeHours(person, local) && atHome(person, at);
      case OPENS_STRAP -> person.technology().filter(t -> t != Technology.PHONE).isPresent();
    };
  }

  /** Near enough that something is to be seen within minutes. */
  private static boolean nearItsQuarter(Person person, Instant at) {
    return person
        .quarter()
        .filter(quarter -> placeOf(person, at).metresTo(quarter.centre()) < NEAR_METRES)
        .isPresent();
  }

  private static boolean atHome(Person person, Instant at) {
    return placeOf(person, at).metresTo(person.places().home()) < AT_HOME_METRES;
  }

  private static Place placeOf(Person person, Instant at) {
    return Itinerary.of(person, at.atZone(person.city().zone()).toLocalDate()).at(at);
  }

  private static boolean inHomeHours(Person person, ZonedDateTime local) {
    LocalTime from = person.routine().homeFrom();
    LocalTime to = person.routine().homeTo();
    LocalTime now = local.toLocalTime();
    boolean sinceFrom = !now.isBefore(from);
    // They must go on for a while, or there is nothing to see.
    boolean beforeTo = now.plusMinutes(40).isBefore(to);
    return from.isBefore(to) ? sinceFrom && beforeTo : sinceFrom || beforeTo;
  }
}
