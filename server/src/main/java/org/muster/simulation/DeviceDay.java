package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Technology;

/** What the device of a person observes on one local day, and when it sends it. */
final class DeviceDay {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration BATTERY_EVERY = Duration.ofHours(3);
  private static final double HEARD_BUT_NO_FIX = 0.02;
  private static final double CELL_ONLY = 0.02;
  private static final Place FAR = new Place(240_000, 190_000);

  private final Person person;
  private final Technology technology;
  private final LocalDate day;
  private final Instant endsAt;
  private final Path path;
  private final Chance chance;
  private final Sensor sensor;
  private final List<Observation> observed = new ArrayList<>();
  private Instant now;

  private DeviceDay(Person person, Technology technology, LocalDate day, Path path) {
    this.person = person;
    this.technology = technology;
    this.day = day;
    this.path = path;
    Instant startsAt = day.atStartOfDay(person.city().zone()).toInstant();
    this.endsAt = day.plusDays(1).atStartOfDay(person.city().zone()).toInstant();
    this.chance = Chance.of(person.seed(), "device", day.toEpochDay());
    this.sensor = new Sensor(person, technology, startsAt, chance);
    this.now = startsAt.plusSeconds(Math.round(chance.between(0, restSeconds())));
  }

  /**
   * All of a day in the order in which it is sent; nothing for those without a device.
   *
   * @param startAt when the programme went on live, for the stories that lead up to it
   */
  static List<Sent> of(
      Person person, LocalDate day, Instant startAt, Optional<Happening> happening) {
    if (!person.tracked()) {
      return List.of();
    }
    Technology technology = person.technology().orElseThrow();
    Path habits = Itinerary.of(person, day);
    Path path = happening.map(h -> h.changed(habits)).orElse(habits);
    DeviceDay device = new DeviceDay(person, technology, day, path);
    device.observe();
    device.observed.addAll(Care.of(person, technology, day, startAt));
    happening.ifPresent(h -> device.observed.addAll(h.said()));
    return device.sent(Quiet.of(person, day, path, startAt), untilOf(person, startAt));
  }

  /** When the device is taken off for good. */
  static Instant untilOf(Person person, Instant startAt) {
    if (person.story() != Story.ENDED_TODAY) {
      return Interval.FOREVER;
    }
    Instant midnight =
        startAt.atZone(person.city().zone()).truncatedTo(ChronoUnit.DAYS).toInstant();
    Instant before = startAt.minus(Duration.ofMinutes(95));
    // Shortly after midnight, today is short.
    Instant halfway = midnight.plusSeconds(Duration.between(midnight, startAt).toSeconds() / 2);
    return before.isAfter(midnight) ? before : halfway;
  }

  private void observe() {
    Instant batteryAt = now;
    boolean jumps = person.story() == Story.JUMPS && person.isEventDay(day);
    Instant jumpAt = now.plusSeconds(Math.round(chance.between(8, 20) * 3_600));
    while (now.isBefore(endsAt)) {
      if (jumps && now.isAfter(jumpAt)) {
        jumps = false;
        observed.add(sensor.fix(now, FAR, 0, Sensor.Sky.OPEN));
      } else {
        look();
      }
      if (!now.isBefore(batteryAt)) {
        observed.add(Battery.at(person, now));
        batteryAt = now.plus(BATTERY_EVERY);
      }
      now = next();
    }
  }

  private void look() {
    Place truth = path.at(now);
    double speed = path.speedMetresPerSecondAt(now);
    boolean eventNight = person.isEventDay(day) || person.isEventDay(day.minusDays(1));
    boolean atHome = truth.metresTo(person.places().home()) < 30;
    if (person.story() == Story.FAKES_LOCATION
        && truth.metresTo(person.places().friend()) < 300
        && eventNight) {
      observed.add(sensor.faked(now, person.places().home()));
    } else if (chance.happens(noFix(atHome, eventNight))) {
      observed.add(new Observation.Beat(now));
    } else {
      observed.add(sensor.fix(now, truth, speed, sky(speed, atHome)));
    }
  }

  private double noFix(boolean atHome, boolean eventNight) {
    return person.story() == Story.THICK_WALLS && atHome && eventNight ? 0.97 : HEARD_BUT_NO_FIX;
  }

  private Sensor.Sky sky(double speed, boolean atHome) {
    boolean event = person.isEventDay(day);
    if (technology == Technology.PHONE) {
      double cell = person.story() == Story.COARSE_PHONE && event && atHome ? 0.93 : CELL_ONLY;
      if (chance.happens(cell)) {
        return Sensor.Sky.CELL;
      }
    }
    if (person.story() == Story.STREET_CANYON && event && atHome) {
      return Sensor.Sky.CANYON;
    }
    return speed > 0 ? Sensor.Sky.OPEN : Sensor.Sky.INDOORS;
  }

  private Instant next() {
    if (path.movingAt(now)) {
      double seconds = (technology == Technology.PHONE ? 120 : 90) * chance.between(0.75, 1.25);
      return now.plusSeconds(Math.round(seconds));
    }
    Instant rested = now.plusSeconds(Math.round(restSeconds() * chance.between(0.85, 1.15)));
    // The device wakes when it is moved.
    double wakes = chance.between(15, 60);
    Optional<Instant> trip =
        path.nextTripAfter(now)
            .map(t -> t.truncatedTo(ChronoUnit.SECONDS).plusSeconds(Math.round(wakes)));
    return trip.filter(rested::isAfter).orElse(rested);
  }

  private double restSeconds() {
    return technology == Technology.PHONE ? 900 : 720;
  }

  /** Takes out what was never sent, and puts off what was stored. */
  private List<Sent> sent(List<Quiet> quiets, Instant until) {
    Instant startsAt = day.atStartOfDay(person.city().zone()).toInstant();
    for (Quiet quiet : quiets) {
      Instant from = quiet.interval().startsAt();
      if (quiet.announced() && !from.isBefore(startsAt) && from.isBefore(endsAt)) {
        observed.add(new Observation.PoweredOff(from.minusSeconds(1)));
      }
    }
    return observed.stream()
        .filter(o -> !o.observedAt().isBefore(startsAt) && o.observedAt().isBefore(endsAt))
        .filter(o -> !o.observedAt().isBefore(person.supervisedFrom()))
        .filter(o -> o.observedAt().isBefore(until))
        .flatMap(o -> sent(o, quiets))
        .sorted()
        .toList();
  }

  private static Stream<Sent> sent(Observation observation, List<Quiet> quiets) {
    Instant at = observation.observedAt();
    Instant sentAt = at.plus(ANSWER);
    for (Quiet quiet : quiets) {
      if (quiet.interval().contains(at)) {
        if (!quiet.stored()) {
          return Stream.empty();
        }
        sentAt = quiet.interval().endsAt().plus(ANSWER);
      }
    }
    return Stream.of(new Sent(sentAt, observation));
  }
}
