package org.muster.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.muster.domain.Area;
import org.muster.domain.Charging;
import org.muster.domain.Condition;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Plan;
import org.muster.domain.State;
import org.muster.domain.State.Cause;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Windows;

/**
 * The engine's rules written down once more, straight from DESIGN.md: each asks, for one instant,
 * what all observations say of it. Slow, and shares no code with the walks.
 */
final class SlowJudge {
  enum Side {
    FOR,
    AGAINST,
    STRADDLING,
    NOT_BELIEVED
  }

  /** A fix as a condition sees it, and until when it is believed. */
  record Seen(Instant at, Side side, Instant freshUntil, Plan plan) {}

  /** Clear fixes against, in a row, and when it ended. */
  record Row(List<Seen> fixes, Instant endsAt) {
    Instant startsAt() {
      return fixes.getFirst().at();
    }

    int countUpTo(int index) {
      return (int) fixes.subList(0, index + 1).stream().map(Seen::at).distinct().count();
    }
  }

  private final Supervision supervision;
  private final SlowDuties duties;
  private final Map<Instant, Boolean> opened = new HashMap<>();
  private final Binding binding;
  private final List<Observation> observations;
  private final List<Seen> seen = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Interval> binds;

  /** The last of each instant. */
  private final TreeMap<Instant, Observation> lastAt = new TreeMap<>();

  private final List<Interval> windows;

  /** Between two steps nothing begins or ends. */
  private final Duration step;

  SlowJudge(
      Supervision supervision,
      Binding binding,
      Interval period,
      List<Observation> observations,
      Duration step) {
    this.step = step;
    this.supervision = supervision;
    this.binding = binding;
    this.observations =
        observations.stream().map(SlowJudge::content).sorted(ORDER).distinct().toList();
    this.observations.forEach(each -> lastAt.put(each.observedAt(), each));
    Interval more = new Interval(period.startsAt(), period.endsAt().plus(Duration.ofDays(1)));
    windows = Windows.of(Calendar.schedule(binding.condition()), more);
    binds = binds(more);
    switch (binding.condition()) {
      case Condition.StayWithin within -> rows();
      case Condition.StayOutOf outOf -> rows();
      case Condition.Attend(var occasion, var during, var place) when place.isPresent() -> see();
      default -> {}
    }
    duties = new SlowDuties(this, supervision, binding, period, this.observations, seen);
  }

  /** Equal are those of which the engine reads the same. */
  private static Observation content(Observation observation) {
    return observation instanceof Fix fix
        ? new Fix(
            fix.observedAt(),
            fix.position(),
            fix.accuracyMetres(),
            OptionalDouble.empty(),
            fix.source() == FixSource.NETWORK ? FixSource.NETWORK : FixSource.UNSTATED,
            fix.mock(),
            fix.valid(),
            fix.clockRight())
        : observation;
  }

  private static final Comparator<Observation> ORDER =
      Comparator.comparing(Observation::observedAt)
          .thenComparingInt(SlowJudge::rank)
          .thenComparingInt(o -> o instanceof Fix f ? f.position().latitudeE7() : 0)
          .thenComparingDouble(o -> o instanceof Fix f ? f.accuracyMetres().orElse(1e9) : 0.0)
          .thenComparing(o -> o instanceof Fix f && !f.clockRight())
          .thenComparing(o -> o instanceof Fix f && !f.valid())
          .thenComparing(o -> o instanceof Fix f && f.mock())
          .thenComparing(o -> o instanceof Fix f && f.source() == FixSource.NETWORK)
          .thenComparing(o -> o instanceof Observation.Strap s && s.open())
          .thenComparingInt(o -> o instanceof Observation.Battery b ? level(b, -1) : 0)
          .thenComparing(o -> !(o instanceof Observation.Battery b && charging(b)));

  private static boolean charging(Observation.Battery battery) {
    return battery.charging() == Charging.CHARGING;
  }

  private static int level(Observation.Battery battery, int none) {
    return battery.levelPercent().orElse(none);
  }

  private static int rank(Observation observation) {
    return switch (observation) {
      case Fix fix -> 0;
      case Observation.Beat beat -> 1;
      case Observation.Battery battery -> 2;
      case Observation.CheckedIn checkedIn -> 3;
      case Observation.Strap strap -> 4;
      case Observation.CaseOpened opened -> 5;
      case Observation.PoweredOff off -> 6;
    };
  }

  private List<Interval> binds(Interval more) {
    List<Interval> result = new ArrayList<>();
    Instant since = null;
    for (Instant at = more.startsAt(); !at.isAfter(more.endsAt()); at = at.plus(step)) {
      Instant now = at;
      boolean bindsNow =
          at.isBefore(more.endsAt())
              && binding.inForce().contains(at)
              && windows.stream().anyMatch(w -> w.contains(now))
              && supervision.plans().stream().anyMatch(p -> p.inForce().contains(now))
              && !excused(now);
      if (bindsNow && since == null) {
        since = at;
      } else if (!bindsNow && since != null) {
        result.add(new Interval(since, at));
        since = null;
      }
    }
    return result;
  }

  private boolean excused(Instant at) {
    return supervision.excusals().stream()
        .anyMatch(e -> e.condition().equals(binding.id()) && e.interval().contains(at));
  }

  Plan planAt(Instant at) {
    List<PlanInForce> plans = supervision.plans();
    return plans.stream()
        .filter(p -> at.isBefore(p.inForce().endsAt()))
        .findFirst()
        .orElse(plans.getLast())
        .plan();
  }

  private static double radius(Fix fix, Plan plan) {
    double metres = fix.accuracyMetres().orElse(plan.unstatedAccuracyMetres());
    if (fix.source() == FixSource.NETWORK) {
      metres =
          fix.accuracyMetres().isEmpty()
              ? plan.networkUnstatedMetres()
              : Math.max(plan.networkAccuracyMetresMin(), metres);
    }
    return metres * plan.errorCircleFactor();
  }

  private void see() {
    Optional<Fix> base = Optional.empty();
    Optional<Fix> leap = Optional.empty();
    List<Fix> alike = new ArrayList<>();
    SlowStanding standing = new SlowStanding();
    for (Observation observation : observations) {
      if (observation instanceof Fix fix) {
        Plan plan = planAt(fix.observedAt());
        Side side = Side.NOT_BELIEVED;
        OptionalDouble stated = fix.accuracyMetres();
        boolean coarse = stated.isPresent() && stated.getAsDouble() > plan.coarseAboveMetres();
        boolean good = !fix.mock() && fix.valid() && fix.clockRight() && !coarse;
        if (good) {
          alike.removeIf(each -> !alike(each, fix));
          alike.add(fix);
        }
        if (good
            && !alike
                .getFirst()
                .observedAt()
                .plus(plan.repeatBelievedFor())
                .isBefore(fix.observedAt())) {
          if (base.isEmpty()
              || fits(base.get(), fix)
              || (leap.isPresent() && fits(leap.get(), fix))) {
            base = Optional.of(fix);
            leap = Optional.empty();
            side = standing.drifts(fix, plan) ? Side.NOT_BELIEVED : side(fix, plan);
          } else {
            leap = Optional.of(fix);
          }
        }
        seen.add(new Seen(fix.observedAt(), side, fix.observedAt().plus(plan.freshness()), plan));
      }
    }
  }

  private static boolean alike(Fix one, Fix other) {
    return one.position().equals(other.position())
        && one.accuracyMetres().equals(other.accuracyMetres());
  }

  private boolean fits(Fix from, Fix to) {
    double metres =
        Math.abs(from.position().latitudeE7() - to.position().latitudeE7())
            * Math.toRadians(6_371_008.8 / 1e7);
    Plan plan = planAt(to.observedAt());
    double clear = metres - fromRadius(from) - radius(to, plan);
    double seconds = Duration.between(from.observedAt(), to.observedAt()).toMillis() / 1000.0;
    return clear <= plan.speedMetresPerSecondMax() * seconds;
  }

  private double fromRadius(Fix from) {
    return radius(from, planAt(from.observedAt()));
  }

  private Side side(Fix fix, Plan plan) {
    Area area =
        switch (binding.condition()) {
          case Condition.StayWithin within -> within.zone().area();
          case Condition.StayOutOf outOf -> outOf.zone().area();
          case Condition.Attend attend -> attend.place().orElseThrow().area();
          default -> throw new IllegalStateException();
        };
    double inside = SlowGround.depth(area, fix.position());
    if (Math.abs(inside) < radius(fix, plan)) {
      return Side.STRADDLING;
    }
    return inside >= 0 != binding.condition() instanceof Condition.StayOutOf
        ? Side.FOR
        : Side.AGAINST;
  }

  private void rows() {
    see();
    List<Seen> row = new ArrayList<>();
    for (Seen fix : seen) {
      if (!row.isEmpty() && fix.at().isAfter(row.getLast().freshUntil())) {
        rows.add(new Row(List.copyOf(row), row.getLast().freshUntil()));
        row.clear();
      }
      if (fix.side() == Side.AGAINST) {
        row.add(fix);
      } else if (fix.side() != Side.NOT_BELIEVED && !row.isEmpty()) {
        rows.add(new Row(List.copyOf(row), fix.at()));
        row.clear();
      }
    }
    if (!row.isEmpty()) {
      rows.add(new Row(List.copyOf(row), row.getLast().freshUntil()));
    }
  }

  State at(Instant at) {
    boolean asked =
        binding.inForce().contains(at)
            && supervision.plans().stream().anyMatch(p -> p.inForce().contains(at))
            && windows.stream().anyMatch(w -> w.contains(at));
    if (!asked) {
      return new State.NotBinding();
    }
    if (excused(at)) {
      return new State.Excused();
    }
    Interval bound = binds.stream().filter(b -> b.contains(at)).findFirst().orElseThrow();
    State state =
        switch (binding.condition()) {
          case Condition.KeepContact k -> contact(at);
          case Condition.CareForDevice c -> care(at, bound);
          case Condition.CheckIn checkIn -> duties().checkIn(checkIn, at, bound);
          case Condition.Attend attend -> duties().attend(attend, at, bound);
          case Condition.StayWithin w -> zone(at, bound);
          case Condition.StayOutOf o -> zone(at, bound);
        };
    boolean ofSilence =
        !(binding.condition() instanceof Condition.CheckIn
            || binding.condition() instanceof Condition.Attend
            || binding.condition() instanceof Condition.CareForDevice);
    boolean fault = supervision.incidents().stream().anyMatch(i -> i.interval().contains(at));
    return state instanceof State.Unknown && fault && ofSilence
        ? new State.Unknown(Cause.SYSTEM_FAULT)
        : state;
  }

  private State zone(Instant at, Interval bound) {
    if (rows.stream().anyMatch(row -> notMet(row, bound, at))) {
      return new State.NotMet();
    }
    if (rows.stream()
        .anyMatch(
            r -> later(r.startsAt(), bound.startsAt()).isBefore(at) && at.isBefore(r.endsAt()))) {
      return new State.Unknown(Cause.UNCONFIRMED);
    }
    Optional<Seen> clear =
        seen.stream()
            .filter(f -> !f.at().isAfter(at))
            .filter(f -> f.side() == Side.FOR || f.side() == Side.AGAINST)
            .reduce((a, b) -> b);
    if (clear.isPresent()
        && clear.get().side() == Side.FOR
        && at.isBefore(clear.get().freshUntil())) {
      return new State.Met();
    }
    Optional<Seen> fix = seen.stream().filter(f -> !f.at().isAfter(at)).reduce((a, b) -> b);
    if (fix.isPresent() && at.isBefore(fix.get().freshUntil())) {
      return new State.Unknown(Cause.COARSE_FIX);
    }
    Optional<Observation> heard = lastHeard(at);
    if (heard.isPresent() && at.isBefore(dueAfter(heard.get().observedAt()))) {
      return new State.Unknown(Cause.NO_FIX);
    }
    return silent(heard);
  }

  private boolean notMet(Row row, Interval bound, Instant at) {
    Instant start = later(row.startsAt(), bound.startsAt());
    for (int k = 0; k < row.fixes().size(); k++) {
      Seen last = row.fixes().get(k);
      boolean confirmed =
          bound.contains(last.at())
              && row.countUpTo(k) >= last.plan().confirmations()
              && !start.plus(last.plan().dwell()).isAfter(last.at());
      if (confirmed) {
        return !at.isBefore(start) && at.isBefore(bound.endsAt()) && at.isBefore(returned(last));
      }
    }
    return false;
  }

  private Instant returned(Seen confirming) {
    Seen last = confirming;
    for (Seen next : seen.subList(seen.indexOf(confirming) + 1, seen.size())) {
      if (next.at().isAfter(last.freshUntil())) {
        break;
      }
      if (next.side() == Side.FOR) {
        return next.at();
      }
      last = next.side() == Side.AGAINST ? next : last;
    }
    return last.freshUntil();
  }

  Instant dueAfter(Instant heardAt) {
    return heardAt.plus(planAt(heardAt).quietLimit());
  }

  private Optional<Observation> lastHeard(Instant at) {
    return Optional.ofNullable(lastAt.floorEntry(at)).map(Map.Entry::getValue);
  }

  private static State silent(Optional<Observation> heard) {
    boolean off = heard.isPresent() && heard.get() instanceof Observation.PoweredOff;
    return new State.Unknown(off ? Cause.DEVICE_OFF : Cause.NO_CONTACT);
  }

  private State contact(Instant at) {
    Optional<Observation> heard = lastHeard(at);
    boolean inTime = heard.isPresent() && at.isBefore(dueAfter(heard.orElseThrow().observedAt()));
    return inTime ? new State.Met() : silent(heard);
  }

  /** No silence is overdue before this, in the bound time around the instant. */
  Instant overdueNoSoonerThan(Instant at) {
    return dueAfter(
        binds.stream().filter(b -> b.contains(at)).findFirst().orElseThrow().startsAt());
  }

  SlowDuties duties() {
    return duties;
  }

  private State care(Instant at, Interval bound) {
    if (open(at)) {
      Instant since = at.truncatedTo(ChronoUnit.MINUTES);
      while (since.isAfter(bound.startsAt()) && open(since.minusSeconds(30))) {
        since = since.minus(step);
      }
      return at.isBefore(since.plus(planAt(since).openConfirmedAfter()))
          ? new State.Unknown(Cause.SUSPECTED)
          : new State.NotMet();
    }
    Optional<Instant> low = lowSince(at);
    if (low.isEmpty()) {
      return new State.Met();
    }
    Instant since = later(low.get(), bound.startsAt());
    for (Instant fitted : supervision.fittedAt()) {
      since = fitted.isAfter(at) ? since : later(since, fitted);
    }
    return at.isBefore(since.plus(planAt(since).chargeWithin()))
        ? new State.Met()
        : new State.Unknown(Cause.LOW_BATTERY);
  }

  private boolean open(Instant at) {
    return opened.computeIfAbsent(at, this::saidOpen);
  }

  private boolean saidOpen(Instant at) {
    boolean open = false;
    Instant since = Instant.MIN;
    for (Observation o : observations) {
      boolean says = o instanceof Observation.Strap || o instanceof Observation.CaseOpened;
      if (says && !o.observedAt().isAfter(at)) {
        open = !(o instanceof Observation.Strap strap) || strap.open();
        since = o.observedAt();
      }
    }
    return open && !fittedBetween(since, at);
  }

  private Optional<Instant> lowSince(Instant at) {
    Optional<Instant> since = Optional.empty();
    Instant reportedAt = Instant.MIN;
    for (Observation o : observations) {
      if (o instanceof Observation.Battery battery && !o.observedAt().isAfter(at)) {
        int low = planAt(o.observedAt()).batteryLowPercent();
        if (charging(battery) || level(battery, -1) > low) {
          since = Optional.empty();
        } else if (battery.levelPercent().isPresent()) {
          reportedAt = o.observedAt();
          since = since.isPresent() ? since : Optional.of(reportedAt);
        }
      }
    }
    return fittedBetween(reportedAt, at) ? Optional.empty() : since;
  }

  private boolean fittedBetween(Instant after, Instant upTo) {
    return supervision.fittedAt().stream().anyMatch(f -> f.isAfter(after) && !f.isAfter(upTo));
  }

  Optional<Interval> boundAround(Instant at) {
    return binds.stream().filter(b -> b.contains(at)).findFirst();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
