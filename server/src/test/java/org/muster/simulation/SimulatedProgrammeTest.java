package org.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.domain.Observation;
import org.muster.domain.Technology;

@NullMarked
class SimulatedProgrammeTest {
  private static final Instant START = Instant.parse("2026-11-24T20:30:00Z");
  private static final Programme PROGRAMME = Programme.of(7, START, 14, 200);

  private static List<Sent> history(Person person) {
    Instant from = person.supervisedFrom();
    return new History(PROGRAMME, List.of()).of(person, from, START);
  }

  private static List<Person> withStory(Story story) {
    return PROGRAMME.people().stream().filter(p -> p.story() == story).toList();
  }

  private static <T extends Observation> List<T> said(Person person, Class<T> kind) {
    return history(person).stream()
        .map(Sent::observation)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  @Test
  void givenTheSameSeedAndStart_thenTheSameObservations() {
    Programme again = Programme.of(7, START, 14, 200);
    Programme other = Programme.of(8, START, 14, 200);
    assertThat(again).isEqualTo(PROGRAMME);
    assertThat(other).isNotEqualTo(PROGRAMME);
    for (int i = 0; i < 200; i += 9) {
      Person person = again.people().get(i);
      assertThat(new History(again, List.of()).of(person, person.supervisedFrom(), START))
          .isEqualTo(history(PROGRAMME.people().get(i)));
    }
    assertThat(Happenings.of(again, START)).isEqualTo(Happenings.of(PROGRAMME, START));
  }

  @Test
  void givenFewerParticipants_thenTheyAreTheFirstOfTheSame() {
    assertThat(Programme.of(7, START, 14, 10).people())
        .isEqualTo(PROGRAMME.people().subList(0, 10));
  }

  @Test
  void givenAStretchBeforeTheEnrolment_thenNothingIsSentInIt() {
    for (Person person : withStory(Story.NEWLY_ENROLLED)) {
      Instant before = START.minus(Duration.ofDays(12));
      History history = new History(PROGRAMME, List.of());
      assertThat(history.of(person, before, before.plus(Duration.ofDays(2)))).isEmpty();
    }
  }

  @Test
  void theMixOfTechnologiesIsThatOfARealProgramme() {
    assertThat(count(Optional.of(Technology.ANKLE))).isEqualTo(40);
    assertThat(count(Optional.of(Technology.WRIST))).isEqualTo(20);
    assertThat(count(Optional.of(Technology.PHONE))).isEqualTo(90);
    assertThat(count(Optional.empty())).isEqualTo(50);
  }

  private static long count(Optional<Technology> technology) {
    return PROGRAMME.people().stream().filter(p -> p.technology().equals(technology)).count();
  }

  @Test
  void everyStoryIsTold() {
    Set<Story> told =
        PROGRAMME.people().stream()
            .map(Person::story)
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(told).containsExactlyInAnyOrder(Story.values());
  }

  @Test
  void theLoadIsBounded() {
    long observations = PROGRAMME.people().stream().mapToLong(p -> history(p).size()).sum();
    assertThat(observations).isBetween(200_000L, 500_000L);
  }

  @Test
  void everyKindOfEventOccursInTheHistory() {
    Set<Class<?>> kinds = new HashSet<>();
    PROGRAMME.people().stream()
        .flatMap(p -> history(p).stream())
        .forEach(sent -> kinds.add(sent.observation().getClass()));
    assertThat(kinds).containsExactlyInAnyOrder(Observation.class.getPermittedSubclasses());

    assertThat(withStory(Story.WORKS_IN_BASEMENT))
        .allSatisfy(
            p ->
                assertThat(history(p))
                    .anyMatch(
                        s ->
                            Duration.between(s.observation().observedAt(), s.sentAt()).toHours()
                                >= 3));
    assertThat(withStory(Story.FAKES_LOCATION))
        .allSatisfy(
            p -> assertThat(said(p, Observation.Fix.class)).anyMatch(Observation.Fix::mock));
    assertThat(withStory(Story.COARSE_PHONE))
        .allSatisfy(
            p ->
                assertThat(said(p, Observation.Fix.class))
                    .filteredOn(fix -> fix.accuracyMetres().orElse(0) > 600)
                    .hasSizeGreaterThan(40));
    assertThat(withStory(Story.JUMPS))
        .allSatisfy(
            p ->
                assertThat(said(p, Observation.Fix.class))
                    .anyMatch(fix -> Math.abs(latitudeOfHome(p) - fix.position().latitude()) > 1));
    for (Story story : List.of(Story.STRAP_OPEN, Story.STRAP_SELF_CLOSED)) {
      assertThat(withStory(story))
          .allSatisfy(
              p -> assertThat(said(p, Observation.Strap.class)).anyMatch(Observation.Strap::open));
    }
    assertThat(withStory(Story.STRAP_OPEN))
        .allSatisfy(p -> assertThat(said(p, Observation.Strap.class).getLast().open()).isTrue());
    assertThat(withStory(Story.THICK_WALLS))
        .allSatisfy(p -> assertThat(said(p, Observation.Beat.class)).hasSizeGreaterThan(60));
  }

  private static double latitudeOfHome(Person person) {
    return person.city().position(person.places().home()).latitude();
  }

  @Test
  void givenSilence_thenItsLengthIsThatOfTheStory() {
    assertThat(withStory(Story.WENT_SILENT))
        .allSatisfy(p -> assertThat(silence(p)).isGreaterThan(Duration.ofDays(2)));
    assertThat(withStory(Story.OVERDUE))
        .allSatisfy(
            p -> assertThat(silence(p)).isBetween(Duration.ofHours(5), Duration.ofHours(20)));
    assertThat(withStory(Story.LETS_BATTERY_DIE))
        .allSatisfy(p -> assertThat(longestGap(p)).isGreaterThan(Duration.ofHours(8)));
    assertThat(withStory(Story.ORDINARY).stream().filter(Person::tracked))
        .allSatisfy(p -> assertThat(longestGap(p)).isLessThan(Duration.ofHours(3)));
  }

  private static Duration silence(Person person) {
    return Duration.between(history(person).getLast().observation().observedAt(), START);
  }

  private static Duration longestGap(Person person) {
    List<Instant> at =
        history(person).stream().map(s -> s.observation().observedAt()).sorted().toList();
    Duration longest = Duration.ZERO;
    for (int i = 1; i < at.size(); i++) {
      Duration gap = Duration.between(at.get(i - 1), at.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }

  @Test
  void ordinaryPeopleKeepTheirHoursAndStayOutOfTheirQuarter() {
    for (Person person : withStory(Story.ORDINARY)) {
      for (LocalDate day : Programme.daysOf(person, START)) {
        Path path = Itinerary.of(person, day);
        assertThat(path.at(local(person, day, person.routine().homeFrom().plusMinutes(5))))
            .as("person %s on %s", person.number(), day)
            .satisfies(p -> assertThat(p.metresTo(person.places().home())).isLessThan(1));
      }
    }
  }

  private static Instant local(Person person, LocalDate day, java.time.LocalTime time) {
    return day.atTime(time).atZone(person.city().zone()).toInstant();
  }

  @Test
  void thoseWhoBreakTheirHoursTrulyDo() {
    for (Person person : withStory(Story.COMES_HOME_LATE)) {
      LocalDate day = person.eventDays().first();
      Place late = Itinerary.of(person, day).at(local(person, day, java.time.LocalTime.of(21, 30)));
      assertThat(late.metresTo(person.places().home())).isGreaterThan(500);
    }
    for (Person person : withStory(Story.ENTERS_QUARTER)) {
      Quarter quarter = person.quarter().orElseThrow();
      LocalDate day = person.eventDays().first();
      Path path = Itinerary.of(person, day);
      List<Path.Corner> inside = new ArrayList<>(path.corners());
      inside.removeIf(c -> c.place().metresTo(quarter.centre()) > quarter.radiusMetres());
      Duration stay = Duration.between(inside.getFirst().at(), inside.getLast().at());
      assertThat(stay).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(60));
    }
  }

  @Test
  void somethingHappensEveryFewMinutesWhileLive() {
    for (int hour = 0; hour < 24; hour++) {
      // A clock does not tell whole seconds.
      Instant liveAt = START.plus(Duration.ofHours(hour)).plusNanos(123_456_789);
      List<Happening> all = Happenings.of(PROGRAMME, liveAt);
      assertThat(all).allMatch(happening -> happening.said().size() % 2 == 0);
      Instant horizon = liveAt.plus(Duration.ofMinutes(30));
      assertThat(all.stream().filter(h -> h.at().isBefore(horizon)).count())
          .as("hour %s", hour)
          .isBetween(5L, 25L);
      assertThat(all).hasSizeLessThanOrEqualTo(Happenings.COUNT_MAX);
    }
  }

  @Test
  void givenAHappening_thenWhatWasSentBeforeItStaysAsItWas() {
    Happening happening =
        Happenings.of(PROGRAMME, START).stream()
            .filter(h -> h.kind() == Happening.Kind.ENTERS_QUARTER)
            .findFirst()
            .orElseThrow();
    Person person = happening.person();
    LocalDate day = happening.at().atZone(person.city().zone()).toLocalDate();
    List<Sent> habit = before(happening, DeviceDay.of(person, day, START, Optional.empty()));
    List<Sent> changed = DeviceDay.of(person, day, START, Optional.of(happening));
    assertThat(before(happening, changed)).isEqualTo(habit);
    Quarter quarter = person.quarter().orElseThrow();
    var centre = person.city().position(quarter.centre());
    assertThat(changed)
        .filteredOn(
            s ->
                s.observation() instanceof Observation.Fix fix
                    && Math.abs(fix.position().latitude() - centre.latitude()) < 0.0015
                    && Math.abs(fix.position().longitude() - centre.longitude()) < 0.0015)
        .hasSizeGreaterThan(4);
  }

  private static List<Sent> before(Happening happening, List<Sent> all) {
    return all.stream()
        .filter(s -> s.observation().observedAt().isBefore(happening.at()))
        .filter(s -> s.sentAt().isBefore(happening.at()))
        .toList();
  }
}
