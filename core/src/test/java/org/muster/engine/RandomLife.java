// Over 250 lines because one seed makes all of a life, in one order of draws.
package org.muster.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Charging;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.ExcusalId;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Occasion;
import org.muster.domain.OrderId;
import org.muster.domain.Plan;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.Excusal;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Supervision.SystemIncident;

/**
 * A made-up supervision and what the device said over some days round a clock change. Times lie on
 * a grid of minutes, so that fixes, deadlines and bounds often fall on one instant.
 */
public final class RandomLife {
  public static final int DAYS = 3;
  public static final int CONDITIONS = 7;
  private static final List<LocalDate> STARTS =
      List.of(LocalDate.of(2026, 3, 7), LocalDate.of(2026, 10, 31), LocalDate.of(2026, 6, 1));

  public final Random random;

  /** Of its own, so that what it decides leaves the rest of the life as it was. */
  private final Random quality;

  private final Random drift;

  public final Interval period;
  public final Supervision supervision;
  public final List<Observation> observations = new ArrayList<>();
  private final int minutesPerStep;

  public RandomLife(long seed) {
    random = new Random(seed);
    quality = new Random(seed);
    drift = new Random(seed);
    LocalDate start = pick(STARTS);
    ZoneId utc = ZoneId.of("UTC");
    period =
        new Interval(
            start.atStartOfDay(utc).toInstant(),
            start.plusDays(DAYS).atStartOfDay(utc).toInstant());
    minutesPerStep = pick(List.of(1, 5, 15));
    supervision = supervision();
    observe();
  }

  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** All that these days are made of begins and ends on steps of this length. */
  Duration step() {
    return Duration.ofMinutes(Math.min(5, minutesPerStep));
  }

  public Instant moment() {
    long minutes = period.duration().toMinutes();
    long step = random.nextInt((int) (minutes / minutesPerStep)) * (long) minutesPerStep;
    return period.startsAt().plus(Duration.ofMinutes(step));
  }

  private Interval stretch(int hoursMax) {
    Instant from = moment();
    return new Interval(
        from, from.plus(Duration.ofMinutes(15L * (1 + random.nextInt(4 * hoursMax)))));
  }

  private Supervision supervision() {
    List<Binding> bindings = new ArrayList<>();
    for (int id = 1; id <= CONDITIONS; id++) {
      Interval inForce =
          random.nextInt(3) > 0
              ? Interval.from(period.startsAt().minusSeconds(86_400))
              : stretch(40);
      bindings.add(
          new Binding(new ConditionId(id), new OrderId(1 + id % 2), condition(id), inForce));
    }
    List<Excusal> excusals = new ArrayList<>();
    for (int i = random.nextInt(2 * CONDITIONS); i > 0; i--) {
      excusals.add(
          new Excusal(
              new ExcusalId(i), new ConditionId(1 + random.nextInt(CONDITIONS)), stretch(5)));
    }
    List<SystemIncident> incidents = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      incidents.add(new SystemIncident(stretch(6), "incident " + i));
    }
    List<Instant> fittedAt = random.nextInt(2) > 0 ? List.of(moment(), moment()) : List.of();
    return new Supervision(bindings, plans(), excusals, incidents, fittedAt, recorded());
  }

  private List<Recorded> recorded() {
    List<Recorded> recorded = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      ConditionId condition = new ConditionId(5 + random.nextInt(2));
      recorded.add(
          random.nextBoolean()
              ? new Recorded.CheckedIn(
                  condition, moment(), pick(List.of(Channel.PHONE, Channel.OFFICE)))
              : new Recorded.NotCheckedIn(condition, moment()));
    }
    if (random.nextInt(3) > 0) {
      recorded.add(
          new Recorded.Attended(
              new ConditionId(7),
              random.nextBoolean() ? Attendance.FAILED : pick(List.of(Attendance.values()))));
    }
    return recorded;
  }

  private List<PlanInForce> plans() {
    List<PlanInForce> plans = new ArrayList<>();
    Instant from = random.nextInt(4) > 0 ? period.startsAt().minus(Duration.ofDays(9)) : moment();
    for (int i = 0; i < 3; i++) {
      Instant to = random.nextBoolean() ? Interval.FOREVER : moment();
      if (to.isAfter(from)) {
        plans.add(new PlanInForce(new Interval(from, to), plan(), "policy " + i));
        from = random.nextInt(3) > 0 ? to : to.equals(Interval.FOREVER) ? to : moment();
        if (from.isBefore(to)) {
          from = to;
        }
      }
    }
    return plans;
  }

  private Plan plan() {
    return new Plan(
        Duration.ofMinutes(pick(List.of(5, 30, 60))),
        1 + random.nextInt(4),
        Duration.ofMinutes(pick(List.of(0, 5, 15))),
        1 + random.nextInt(2),
        30,
        pick(List.of(100, 500)),
        pick(List.of(5, 90)),
        Duration.ofMinutes(List.of(0, 30, 600).get(quality.nextInt(3))),
        20 * quality.nextInt(2),
        30 + 120 * quality.nextInt(2),
        20.5 + 40 * drift.nextInt(2),
        150.5 + 150 * drift.nextInt(2),
        Duration.ofMinutes(List.of(0, 15, 60).get(drift.nextInt(3))),
        Duration.ofMinutes(pick(List.of(30, 120))),
        Duration.ofDays(2),
        Duration.ofMinutes(pick(List.of(30, 180))),
        Duration.ofMinutes(pick(List.of(0, 15, 120, 1_500))),
        Duration.ofMinutes(pick(List.of(0, 30))),
        Duration.ofMinutes(pick(List.of(0, 60, 600))),
        Duration.ofMinutes(pick(List.of(0, 5, 30))),
        pick(List.of(5, 20)),
        Duration.ofMinutes(pick(List.of(0, 120))));
  }

  private Condition condition(int id) {
    return switch (id) {
      case 1 -> new Condition.StayWithin(Day.zone(pick(LifeAreas.WITHIN)), schedule());
      case 2 -> new Condition.StayOutOf(Day.zone(pick(LifeAreas.OUT)), schedule());
      case 3 -> new Condition.KeepContact();
      case 4 -> new Condition.CareForDevice();
      case 5 -> new Condition.CheckIn(new Condition.InWindows(weekly()), channels());
      case 6 ->
          new Condition.CheckIn(
              new Condition.Every(Duration.ofMinutes(pick(List.of(15, 90, 1_440)))), channels());
      default ->
          new Condition.Attend(
              Occasion.HEARING,
              stretch(6),
              random.nextInt(3) > 0 ? Optional.of(Day.zone(Day.HOME_AREA)) : Optional.empty());
    };
  }

  private List<Channel> channels() {
    return random.nextBoolean()
        ? List.of(Channel.APP)
        : List.of(pick(List.of(Channel.values())), pick(List.of(Channel.values())));
  }

  private Schedule schedule() {
    if (random.nextInt(3) == 0) {
      return new Schedule.Always();
    }
    Schedule.Weekly weekly = weekly();
    return weekly.entries().size() % 4 == 1 ? new Schedule.FreeMovement(weekly) : weekly;
  }

  private Schedule.Weekly weekly() {
    List<Schedule.Entry> entries = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        LocalTime from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
        entries.add(
            new Schedule.Entry(
                day, new Schedule.Hours(from, from.plusMinutes(15L * random.nextInt(60)))));
      }
    }
    TreeMap<LocalDate, List<Schedule.Hours>> exceptions = new TreeMap<>();
    exceptions.put(LocalDate.of(2026, 3, 8), List.of());
    LocalDate second = LocalDate.ofInstant(period.startsAt(), ZoneId.of("UTC")).plusDays(1);
    if (random.nextInt(3) == 0) {
      LocalTime from = LocalTime.of(random.nextInt(24), 0);
      exceptions.put(second, List.of(new Schedule.Hours(from, from.plusHours(random.nextInt(24)))));
    }
    return new Schedule.Weekly(ZoneId.of("America/New_York"), entries, exceptions);
  }

  private void observe() {
    double north = 0;
    Instant at = period.startsAt();
    while (true) {
      // Mostly soon, at times after hours of silence, now and then in the same instant.
      long steps =
          random.nextInt(12) == 0 ? random.nextInt(300 / minutesPerStep + 1) : random.nextInt(3);
      at = at.plus(Duration.ofMinutes(steps * minutesPerStep));
      if (!at.isBefore(period.endsAt())) {
        return;
      }
      north = random.nextInt(4) == 0 ? random.nextInt(600) : north;
      observations.add(observation(at, north + wander()));
    }
  }

  /** At times a place comes again to the unit. */
  private int wander() {
    int wander = random.nextInt(20);
    return quality.nextInt(3) > 0 ? 3 : wander;
  }

  private Observation observation(Instant at, double north) {
    return switch (random.nextInt(30)) {
      case 0, 1 -> new Observation.Beat(at);
      case 2 -> new Observation.PoweredOff(at);
      case 3 -> new Observation.Strap(at, random.nextBoolean());
      case 4 -> new Observation.CaseOpened(at);
      case 5 -> fix(at, north, OptionalDouble.of(2_000), true);
      case 6 -> fix(at, north, OptionalDouble.of(10), random.nextBoolean());
      case 7 -> fix(at, 90_000 + random.nextInt(9), OptionalDouble.of(10), true);
      case 8 -> fix(at, north, OptionalDouble.empty(), true);
      case 9, 10 -> battery(at);
      case 11 -> new Observation.CheckedIn(at);
      default -> fix(at, north, OptionalDouble.of(pick(List.of(5, 10, 40))), true);
    };
  }

  private Observation battery(Instant at) {
    Charging charging = pick(List.of(Charging.values()));
    boolean silent = charging != Charging.UNKNOWN && random.nextInt(3) == 0;
    return new Observation.Battery(
        at,
        silent ? OptionalInt.empty() : OptionalInt.of(pick(List.of(5, 15, 20, 21, 90))),
        charging);
  }

  private Observation fix(Instant at, double north, OptionalDouble accuracy, boolean good) {
    return new Observation.Fix(
        at,
        Day.northOfHome(north),
        accuracy,
        OptionalDouble.empty(),
        List.of(FixSource.values()).get(quality.nextInt(3)),
        !good && north > 50,
        good,
        Math.floorMod(Math.round(north * 10), 23) != 0);
  }
}
