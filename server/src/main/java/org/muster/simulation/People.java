package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.muster.domain.Technology;

/** Makes the people of a programme from its seed. */
final class People {
  /** Of twenty people: four ankle bracelets, two wrist devices, nine phones, five with none. */
  private static final String TECHNOLOGIES = "AP-PAPWP-PA-PPW-PAP-";

  private static final List<City> CITIES = List.of(City.values());
  private static final Map<Technology, List<Story>> STORIES = stories();

  private final long seed;
  private final Instant startAt;
  private final int historyDays;
  private final Map<Technology, Integer> counts = new EnumMap<>(Technology.class);

  private People(long seed, Instant startAt, int historyDays) {
    this.seed = seed;
    this.startAt = startAt;
    this.historyDays = historyDays;
  }

  static List<Person> make(long seed, Instant startAt, int historyDays, int participants) {
    People people = new People(seed, startAt, historyDays);
    List<Person> made = new ArrayList<>();
    for (int number = 1; number <= participants; number++) {
      made.add(people.person(number));
    }
    return List.copyOf(made);
  }

  private static Map<Technology, List<Story>> stories() {
    Map<Technology, List<Story>> stories = new EnumMap<>(Technology.class);
    stories.put(
        Technology.ANKLE,
        List.of(
            Story.COMES_HOME_LATE,
            Story.ENTERS_QUARTER,
            Story.STRAP_SELF_CLOSED,
            Story.LETS_BATTERY_DIE,
            Story.ORDERED_NOT_INSTALLED,
            Story.WORKS_IN_BASEMENT,
            Story.STAYS_AWAY_A_NIGHT,
            Story.JUMPS,
            Story.STRAP_OPEN,
            Story.THICK_WALLS,
            Story.WENT_SILENT,
            Story.STREET_CANYON,
            Story.OVERDUE,
            Story.CASE_OPENED,
            Story.ORDERED_NOT_INSTALLED,
            Story.ENTERS_QUARTER,
            Story.TRAVELS_EXCUSED,
            Story.NEWLY_ENROLLED));
    stories.put(
        Technology.WRIST,
        List.of(
            Story.COMES_HOME_LATE,
            Story.STRAP_SELF_CLOSED,
            Story.ORDERED_NOT_INSTALLED,
            Story.LETS_BATTERY_DIE,
            Story.STREET_CANYON,
            Story.OVERDUE));
    stories.put(
        Technology.PHONE,
        List.of(
            Story.COARSE_PHONE,
            Story.FAKES_LOCATION,
            Story.COMES_HOME_LATE,
            Story.OVERDUE,
            Story.ENDED_TODAY,
            Story.LETS_BATTERY_DIE,
            Story.WORKS_IN_BASEMENT,
            Story.WENT_SILENT,
            Story.ORDERED_NOT_INSTALLED,
            Story.ENTERS_QUARTER,
            Story.TRAVELS_EXCUSED,
            Story.NEWLY_ENROLLED,
            Story.COARSE_PHONE,
            Story.THICK_WALLS,
            Story.JUMPS,
            Story.WORKS_IN_BASEMENT,
            Story.STREET_CANYON,
            Story.COMES_HOME_LATE));
    return stories;
  }

  private Person person(int number) {
    long own = Chance.seedOf(seed, "person", number);
    Chance chance = Chance.of(own, "who", 0);
    City city = CITIES.get(number % CITIES.size());
    Names.Of names = Names.draw(chance);
    Optional<Technology> technology = technology(number);
    Story story = technology.map(this::nextStory).orElse(Story.ORDINARY);
    Optional<Quarter> quarter = quarter(technology, story, city, chance);
    boolean homeBound =
        technology.isPresent()
            && (technology.get() != Technology.PHONE
                || quarter.isEmpty()
                || needsHome(story)
                || chance.happens(0.6));
    return new Person(
        number,
        own,
        chance.pick(names.given()),
        chance.pick(names.family()),
        names.language(),
        city,
        technology,
        story,
        routine(story, chance),
        places(city, story, quarter, chance),
        supervisedFrom(story, city.zone(), chance),
        eventDays(story, city.zone(), chance),
        quarter,
        homeBound);
  }

  private static Optional<Technology> technology(int number) {
    return switch (TECHNOLOGIES.charAt((number - 1) % TECHNOLOGIES.length())) {
      case 'A' -> Optional.of(Technology.ANKLE);
      case 'W' -> Optional.of(Technology.WRIST);
      case 'P' -> Optional.of(Technology.PHONE);
      default -> Optional.empty();
    };
  }

  /** The first of a technology each have a story; all others are ordinary. */
  private Story nextStory(Technology technology) {
    List<Story> stories = STORIES.getOrDefault(technology, List.of());
    int index = counts.merge(technology, 1, Integer::sum) - 1;
    return index < stories.size() ? stories.get(index) : Story.ORDINARY;
  }

  private static boolean needsHome(Story story) {
    return switch (story) {
      case COMES_HOME_LATE, STAYS_AWAY_A_NIGHT, FAKES_LOCATION, TRAVELS_EXCUSED, COARSE_PHONE ->
          true;
      default -> false;
    };
  }

  private static Routine routine(Story story, Chance chance) {
    double draw = chance.between(0, 1);
    return switch (story) {
      case COMES_HOME_LATE, STAYS_AWAY_A_NIGHT, FAKES_LOCATION, TRAVELS_EXCUSED, ENTERS_QUARTER ->
          Routine.DAY_SHIFT;
      case WORKS_IN_BASEMENT -> Routine.EARLY_SHIFT;
      default -> {
        if (draw < 0.45) {
          yield Routine.DAY_SHIFT;
        } else if (draw < 0.6) {
          yield Routine.EARLY_SHIFT;
        } else if (draw < 0.72) {
          yield Routine.NIGHT_SHIFT;
        } else {
          yield draw < 0.9 ? Routine.CARER : Routine.AT_HOME;
        }
      }
    };
  }

  private static Optional<Quarter> quarter(
      Optional<Technology> technology, Story story, City city, Chance chance) {
    Quarter drawn = chance.pick(Quarter.of(city));
    double share = technology.map(t -> t == Technology.ANKLE ? 0.5 : 0.35).orElse(0.0);
    boolean asked = story == Story.ENTERS_QUARTER || chance.happens(share);
    return asked ? Optional.of(drawn) : Optional.empty();
  }

  private static Person.Places places(
      City city, Story story, Optional<Quarter> quarter, Chance chance) {
    Place home = away(city, new Place(0, 0), 1_500, 9_000, chance);
    Place friend =
        story == Story.ENTERS_QUARTER && quarter.isPresent()
            ? quarter.get().centre().moved(chance.between(-120, 120), chance.between(-120, 120))
            : away(city, home, 2_500, 6_000, chance);
    return new Person.Places(
        home,
        away(city, new Place(0, 0), 300, 8_000, chance),
        away(city, home, 500, 2_500, chance),
        away(city, home, 700, 3_500, chance),
        away(city, home, 400, 2_000, chance),
        friend);
  }

  /** A place at such a distance from another that lies well clear of every quarter. */
  private static Place away(City city, Place from, double nearest, double farthest, Chance chance) {
    for (int tries = 0; tries < 1_000; tries++) {
      double angle = chance.between(0, 2 * Math.PI);
      double metres = Math.sqrt(chance.between(nearest * nearest, farthest * farthest));
      Place place = from.moved(metres * Math.cos(angle), metres * Math.sin(angle));
      if (Quarter.of(city).stream()
          .allMatch(q -> q.centre().metresTo(place) > q.radiusMetres() + 400)) {
        return place;
      }
    }
    throw new IllegalStateException("a city has room outside its quarters");
  }

  private Instant supervisedFrom(Story story, ZoneId zone, Chance chance) {
    int daysBefore = story == Story.NEWLY_ENROLLED ? Math.min(4, historyDays) : historyDays;
    return startAt
        .atZone(zone)
        .toLocalDate()
        .minusDays(daysBefore)
        .atTime(8, 0)
        .plusMinutes(chance.below(240))
        .atZone(zone)
        .toInstant();
  }

  /** Two or three days of the history, and often the last night, so that the worklist has news. */
  private SortedSet<LocalDate> eventDays(Story story, ZoneId zone, Chance chance) {
    LocalDate today = startAt.atZone(zone).toLocalDate();
    int first = (story == Story.NEWLY_ENROLLED ? Math.min(4, historyDays) : historyDays) - 1;
    SortedSet<LocalDate> days = new TreeSet<>();
    int count = 2 + chance.below(2);
    for (int i = 0; i < count; i++) {
      days.add(today.minusDays(1 + chance.below(first)));
    }
    if (chance.happens(0.6)) {
      days.add(today.minusDays(1));
    }
    return Collections.unmodifiableSortedSet(days);
  }
}
