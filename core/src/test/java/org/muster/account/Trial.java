package org.muster.account;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Charging;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Evidence.Side;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Plan;
import org.muster.domain.Position;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.Excusal;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Unbound;

/** Makes a change that an account names, or all but a little of it, to what was judged. */
record Trial(Stretch stretch, Interval interval, Instant at, Duration lateness) {
  private static final Duration TINY = Duration.ofMillis(1);

  /** The change in full; empty where no such thing can be made up here. */
  Optional<Stretch> full(Otherwise otherwise) {
    return switch (otherwise) {
      case Otherwise.FixNearerBy(Instant when, double metres) -> wider(when, metres + 0.01);
      case Otherwise.ReturnedBefore(Instant before) -> fix(before.minus(TINY), sideFor());
      case Otherwise.LocatedBefore(Instant before) -> fix(before.minus(TINY), sideFor());
      case Otherwise.AgainstBefore(Instant before) -> fix(before.minus(TINY), sideAgainst());
      case Otherwise.HeardBefore(Instant before) -> add(new Observation.Beat(before.minus(TINY)));
      case Otherwise.MoreConfirmations(int needed) -> planning(plan -> confirming(plan, needed));
      case Otherwise.LongerDwell(Duration longer) ->
          planning(plan -> dwelling(plan, longer.plus(TINY)));
      case Otherwise.CheckedInBefore(Instant before) -> checkIn(before.minus(TINY));
      case Otherwise.ClosedBefore(Instant before) ->
          add(new Observation.Strap(before.minus(TINY), false));
      case Otherwise.OpenedBefore(Instant before) ->
          add(new Observation.Strap(before.minus(TINY), true));
      case Otherwise.ChargedBefore(Instant before) -> add(charged(before.minus(TINY)));
      case Otherwise.RecordedOtherwise() -> recordedOtherwise();
      case Otherwise.ExcusalRecorded() -> Optional.of(excusing(new ArrayList<>(excusals()), true));
      case Otherwise.WithoutFixes without ->
          Optional.of(Without.fixes(stretch, without, sideFor()));
      case Otherwise.NotHeard without -> Optional.of(Without.heard(stretch, without));
      case Otherwise.WithoutCheckIns without -> Optional.of(Without.checkIns(stretch, without));
      case Otherwise.WithoutExcusals(List<ExcusalId> gone) ->
          Optional.of(
              excusing(excusals().stream().filter(x -> !gone.contains(x.id())).toList(), false));
      case Otherwise.Bound(List<Unbound> lacking) -> bound(lacking);
    };
  }

  /** All but a little of it; empty where there is no less of it. */
  Optional<Stretch> almost(Otherwise otherwise) {
    return switch (otherwise) {
      case Otherwise.FixNearerBy(Instant when, double metres) -> wider(when, metres - 0.01);
      case Otherwise.ReturnedBefore(Instant before) -> fix(before.plus(lateness), sideFor());
      case Otherwise.LocatedBefore(Instant before) -> fix(before.plus(lateness), sideFor());
      case Otherwise.AgainstBefore(Instant before) -> fix(before.plus(lateness), sideAgainst());
      case Otherwise.HeardBefore(Instant before) ->
          add(new Observation.Beat(before.plus(lateness)));
      case Otherwise.MoreConfirmations(int needed) ->
          planning(plan -> confirming(plan, needed - 1));
      case Otherwise.LongerDwell(Duration longer) -> planning(plan -> dwelling(plan, longer));
      case Otherwise.CheckedInBefore(Instant before) -> checkIn(before.plus(lateness));
      case Otherwise.ClosedBefore(Instant before) ->
          add(new Observation.Strap(before.plus(lateness), false));
      case Otherwise.OpenedBefore(Instant before) ->
          add(new Observation.Strap(before.plus(lateness), true));
      case Otherwise.ChargedBefore(Instant before) -> add(charged(before.plus(lateness)));
      case Otherwise.RecordedOtherwise() -> Optional.empty();
      case Otherwise.ExcusalRecorded() -> Optional.empty();
      case Otherwise.WithoutFixes(Instant first, Instant last, int count) ->
          less(first, last)
              .map(
                  to ->
                      Without.fixes(
                          stretch, new Otherwise.WithoutFixes(first, to, count), sideFor()));
      case Otherwise.NotHeard(Instant first, Instant last, int count) ->
          less(first, last)
              .map(to -> Without.heard(stretch, new Otherwise.NotHeard(first, to, count)));
      case Otherwise.WithoutCheckIns(Instant first, Instant last, int count) ->
          less(first, last)
              .map(
                  to -> Without.checkIns(stretch, new Otherwise.WithoutCheckIns(first, to, count)));
      case Otherwise.WithoutExcusals(List<ExcusalId> gone) ->
          gone.size() < 2
              ? Optional.empty()
              : full(new Otherwise.WithoutExcusals(gone.subList(1, gone.size())));
      case Otherwise.Bound(List<Unbound> lacking) -> bound(lacking.subList(1, lacking.size()));
    };
  }

  private static Optional<Instant> less(Instant first, Instant last) {
    return first.isBefore(last) ? Optional.of(last.minus(TINY)) : Optional.empty();
  }

  private Side sideFor() {
    return stretch.binding().condition() instanceof Condition.StayOutOf
        ? Side.CLEAR_OUTSIDE
        : Side.CLEAR_INSIDE;
  }

  private Side sideAgainst() {
    return sideFor() == Side.CLEAR_INSIDE ? Side.CLEAR_OUTSIDE : Side.CLEAR_INSIDE;
  }

  private boolean isInside(Instant when) {
    return !when.isBefore(stretch.opening().at()) && when.isBefore(stretch.endsAt());
  }

  private Optional<Stretch> add(Observation observation) {
    if (!isInside(observation.observedAt())) {
      return Optional.empty();
    }
    List<Observation> all = new ArrayList<>(stretch.observations());
    all.add(observation);
    return Optional.of(stretch.observing(all));
  }

  private static Observation charged(Instant when) {
    return new Observation.Battery(when, OptionalInt.of(100), Charging.CHARGING);
  }

  private Optional<Stretch> checkIn(Instant when) {
    Condition.CheckIn checkIn = (Condition.CheckIn) stretch.binding().condition();
    Channel by = checkIn.by().getFirst();
    if (by == Channel.APP) {
      return add(new Observation.CheckedIn(when));
    }
    if (!isInside(when)) {
      return Optional.empty();
    }
    List<Recorded> all = new ArrayList<>(stretch.recorded());
    all.add(new Recorded.CheckedIn(stretch.condition(), when, by));
    return Optional.of(recording(all));
  }

  /** A fix that is believed and clear on that side, where one of the places of this life is. */
  private Optional<Stretch> fix(Instant when, Side side) {
    List<Position> places =
        stretch.readings().stream()
            .filter(each -> each.side() == side)
            .sorted(Comparator.comparing(each -> Duration.between(each.observedAt(), when).abs()))
            .map(Reading::position)
            .distinct()
            .limit(6)
            .toList();
    for (Position place : places) {
      Optional<Stretch> with = add(Observation.Fix.of(when, place, OptionalDouble.of(1)));
      if (with.isPresent()
          && with.get().readings().stream()
              .anyMatch(
                  r ->
                      r.observedAt().equals(when)
                          && r.side() == side
                          && r.mark() == Mark.BELIEVED
                          && r.position().equals(place))) {
        return with;
      }
    }
    return Optional.empty();
  }

  /** The error circle of the fixes of that instant had been wider; no other mark may change. */
  private Optional<Stretch> wider(Instant when, double metres) {
    List<Reading> before = stretch.readings();
    List<Reading> there = before.stream().filter(r -> r.observedAt().equals(when)).toList();
    if (there.size() != 1) {
      return Optional.empty();
    }
    double factor = stretch.planOf(when).errorCircleFactor();
    double accuracy = (there.getFirst().radiusMetres() + metres) / factor;
    List<Observation> all = new ArrayList<>();
    for (Observation each : stretch.observations()) {
      boolean it = each instanceof Observation.Fix && each.observedAt().equals(when);
      all.add(
          it
              ? Observation.Fix.of(
                  when, ((Observation.Fix) each).position(), OptionalDouble.of(accuracy))
              : each);
    }
    Stretch with = stretch.observing(all);
    return marks(with.readings()).equals(marks(before)) ? Optional.of(with) : Optional.empty();
  }

  private static List<Mark> marks(List<Reading> readings) {
    return readings.stream().map(Reading::mark).toList();
  }

  private List<Excusal> excusals() {
    return stretch.supervision().excusals();
  }

  private Stretch excusing(List<Excusal> excusals, boolean thisToo) {
    List<Excusal> all = new ArrayList<>(excusals);
    if (thisToo) {
      all.add(new Excusal(new ExcusalId(999), stretch.condition(), interval));
    }
    Supervision was = stretch.supervision();
    return stretch.under(
        new Supervision(
            was.bindings(), was.plans(), all, was.incidents(), was.fittedAt(), was.recorded()));
  }

  private Stretch recording(List<Recorded> recorded) {
    Supervision was = stretch.supervision();
    return stretch.under(
        new Supervision(
            was.bindings(),
            was.plans(),
            was.excusals(),
            was.incidents(),
            was.fittedAt(),
            recorded));
  }

  private Optional<Stretch> recordedOtherwise() {
    if (stretch.binding().condition() instanceof Condition.CheckIn checkIn) {
      Channel by =
          checkIn.by().stream().filter(Channel::isRecordedByPeople).findFirst().orElseThrow();
      List<Recorded> all = new ArrayList<>(stretch.recorded());
      all.add(new Recorded.CheckedIn(stretch.condition(), at, by));
      return Optional.of(recording(all));
    }
    boolean attended =
        stretch
            .recorded()
            .contains(new Recorded.Attended(stretch.condition(), Attendance.ATTENDED));
    return Optional.of(
        recording(
            List.of(
                new Recorded.Attended(
                    stretch.condition(), attended ? Attendance.FAILED : Attendance.ATTENDED))));
  }

  private Optional<Stretch> planning(UnaryOperator<Plan> change) {
    return Optional.of(
        planned(
            stretch.supervision().plans().stream()
                .map(p -> new PlanInForce(p.inForce(), change.apply(p.plan()), p.policyId()))
                .toList()));
  }

  private Stretch planned(List<PlanInForce> plans) {
    Supervision was = stretch.supervision();
    return stretch.under(
        new Supervision(
            was.bindings(),
            plans,
            was.excusals(),
            was.incidents(),
            was.fittedAt(),
            was.recorded()));
  }

  private static Plan confirming(Plan p, int confirmations) {
    return changed(p, confirmations, p.dwell());
  }

  private static Plan dwelling(Plan p, Duration dwell) {
    return changed(p, p.confirmations(), dwell);
  }

  private static Plan changed(Plan p, int confirmations, Duration dwell) {
    return new Plan(
        p.freshness(),
        confirmations,
        dwell,
        p.errorCircleFactor(),
        p.unstatedAccuracyMetres(),
        p.coarseAboveMetres(),
        p.speedMetresPerSecondMax(),
        p.repeatBelievedFor(),
        p.networkAccuracyMetresMin(),
        p.networkUnstatedMetres(),
        p.standsWithinMetres(),
        p.driftMetresMax(),
        p.driftFor(),
        p.quietLimit(),
        p.lostAfter(),
        p.unverifiedAfter(),
        p.checkInGrace(),
        p.presenceMargin(),
        p.recordWithin(),
        p.openConfirmedAfter(),
        p.batteryLowPercent(),
        p.chargeWithin());
  }

  private Optional<Stretch> bound(List<Unbound> lacking) {
    Stretch now = stretch;
    for (Unbound each : lacking) {
      switch (each) {
        case NO_ORDER -> now = bound(now, now.binding().condition(), Interval.from(Instant.EPOCH));
        case NO_PLAN -> {
          List<PlanInForce> plans = new ArrayList<>(now.supervision().plans());
          if (plans.isEmpty()) {
            return Optional.empty();
          }
          plans.add(
              new PlanInForce(new Interval(at, at.plus(TINY)), plans.getFirst().plan(), "made up"));
          plans.sort(Comparator.comparing(PlanInForce::inForce));
          now = new Trial(now, interval, at, lateness).planned(plans);
        }
        case OUTSIDE_SCHEDULE, OUTSIDE_OCCASION ->
            now = bound(now, inTime(now.binding().condition()), now.binding().inForce());
        case ADJOURNED ->
            now = new Trial(now, interval, at, lateness).recordedOtherwise().orElseThrow();
      }
    }
    return Optional.of(now);
  }

  private Condition inTime(Condition condition) {
    return switch (condition) {
      case Condition.StayWithin w -> new Condition.StayWithin(w.zone(), new Schedule.Always());
      case Condition.StayOutOf o -> new Condition.StayOutOf(o.zone(), new Schedule.Always());
      case Condition.CheckIn c -> new Condition.CheckIn(new Condition.InWindows(daily()), c.by());
      case Condition.Attend a ->
          new Condition.Attend(
              a.occasion(), new Interval(at, at.plus(Duration.ofHours(1))), a.place());
      default -> condition;
    };
  }

  private static Schedule.Weekly daily() {
    List<Schedule.Entry> entries = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      entries.add(
          new Schedule.Entry(day, new Schedule.Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
    }
    return new Schedule.Weekly(ZoneId.of("UTC"), entries, new TreeMap<>());
  }

  private static Stretch bound(Stretch stretch, Condition condition, Interval inForce) {
    Binding binding = stretch.binding();
    Supervision was = stretch.supervision();
    return stretch.under(
        new Supervision(
            List.of(new Binding(binding.id(), binding.order(), condition, inForce)),
            was.plans(),
            was.excusals(),
            was.incidents(),
            was.fittedAt(),
            was.recorded()));
  }
}
