package org.muster.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;
import org.muster.domain.State;
import org.muster.domain.State.Cause;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Windows;

/**
 * The rules of what is due by a time, once more: what the end of the period knows of an instant.
 */
final class SlowDuties {
  private final SlowJudge judge;
  private final Supervision supervision;
  private final List<Recorded> recorded;
  private final Instant now;
  private final Interval period;
  private final List<Observation> observations;
  private final List<SlowJudge.Seen> seen;
  private final List<Interval> windows = new ArrayList<>();

  SlowDuties(
      SlowJudge judge,
      Supervision supervision,
      Binding binding,
      Interval period,
      List<Observation> observations,
      List<SlowJudge.Seen> seen) {
    this.judge = judge;
    this.supervision = supervision;
    this.period = period;
    now = period.endsAt();
    this.observations = observations;
    this.seen = seen;
    recorded =
        supervision.recorded().stream()
            .filter(each -> each.condition().equals(binding.id()))
            .toList();
  }

  State checkIn(Condition.CheckIn asked, Instant at, Interval bound) {
    return switch (asked.due()) {
      case Condition.InWindows(var schedule) -> {
        yield windows(schedule).stream()
            .filter(w -> w.contains(at))
            .findFirst()
            .map(window -> inWindow(asked, window, bound))
            .orElse(new State.NotBinding());
      }
      case Condition.Every(Duration cadence) -> every(asked, cadence, at, bound);
    };
  }

  private List<Interval> windows(Schedule.Weekly schedule) {
    if (windows.isEmpty()) {
      Duration more = Duration.ofDays(3);
      windows.addAll(
          Windows.each(schedule, new Interval(period.startsAt().minus(more), now.plus(more))));
    }
    return windows;
  }

  private State inWindow(Condition.CheckIn asked, Interval window, Interval bound) {
    Instant due = window.endsAt();
    Interval part = window.intersection(bound).orElseThrow();
    if (came(asked, window.startsAt(), part.endsAt())) {
      return new State.Met();
    }
    Instant graceEnd = due.plus(judge.planAt(due).checkInGrace());
    boolean reachesDue = part.endsAt().equals(due);
    if (reachesDue && came(asked, due, earlier(graceEnd, bound.endsAt()))) {
      return new State.MetLate();
    }
    return unmet(
        earlier(reachesDue ? graceEnd : part.endsAt(), bound.endsAt()),
        reachesDue
                && !bound.endsAt().isBefore(graceEnd)
                && part.startsAt().equals(window.startsAt())
            ? missed(asked, window.startsAt(), due, graceEnd)
            : new State.Unknown(Cause.CUT_SHORT));
  }

  private State every(Condition.CheckIn asked, Duration cadence, Instant at, Interval bound) {
    Instant base = bound.startsAt();
    for (Instant each : checkIns(asked)) {
      base = bound.contains(each) && !each.isAfter(at) && each.isAfter(base) ? each : base;
    }
    long terms = Duration.between(base, at).dividedBy(cadence);
    if (terms == 0) {
      return new State.Met();
    }
    Instant due = base.plus(cadence.multipliedBy(terms));
    Duration grace = terms > 1 ? Duration.ZERO : judge.planAt(due).checkInGrace();
    Instant graceEnd = due.plus(grace.compareTo(cadence) < 0 ? grace : cadence);
    if (came(asked, due, earlier(graceEnd, bound.endsAt()))) {
      return new State.MetLate();
    }
    return unmet(
        earlier(graceEnd, bound.endsAt()),
        bound.endsAt().isBefore(graceEnd)
            ? new State.Unknown(Cause.CUT_SHORT)
            : missed(asked, due.minus(cadence), due, graceEnd));
  }

  /** What it is once it is known, and awaited before. */
  private State unmet(Instant knownAt, State state) {
    return now.isBefore(knownAt) ? new State.Unknown(Cause.AWAITED) : state;
  }

  private List<Instant> checkIns(Condition.CheckIn asked) {
    List<Instant> all = new ArrayList<>();
    for (Observation each : observations) {
      if (each instanceof Observation.CheckedIn && asked.by().contains(Channel.APP)) {
        all.add(each.observedAt());
      }
    }
    for (Recorded each : recorded) {
      if (each instanceof Recorded.CheckedIn made && asked.by().contains(made.by())) {
        all.add(made.at());
      }
    }
    all.removeIf(at -> !period.contains(at));
    return all;
  }

  private boolean came(Condition.CheckIn asked, Instant from, Instant to) {
    return checkIns(asked).stream().anyMatch(at -> !at.isBefore(from) && at.isBefore(to));
  }

  private State missed(Condition.CheckIn asked, Instant from, Instant due, Instant graceEnd) {
    Optional<Cause> ofApp =
        asked.by().contains(Channel.APP) ? appUnable(from, due, graceEnd) : Optional.empty();
    if (ofApp.isPresent()) {
      return new State.Unknown(ofApp.get());
    }
    boolean saysNone =
        recorded.stream()
            .anyMatch(
                each ->
                    each instanceof Recorded.NotCheckedIn none
                        && new Interval(from, due).contains(none.at()));
    boolean byPeople = asked.by().contains(Channel.PHONE) || asked.by().contains(Channel.OFFICE);
    return byPeople && !saysNone ? new State.Unknown(Cause.NO_RECORD) : new State.NotMet();
  }

  private Optional<Cause> appUnable(Instant from, Instant due, Instant graceEnd) {
    boolean fault =
        supervision.incidents().stream()
            .anyMatch(i -> i.interval().overlaps(new Interval(from, graceEnd)));
    if (fault) {
      return Optional.of(Cause.SYSTEM_FAULT);
    }
    Optional<Observation> heard =
        observations.stream().filter(o -> o.observedAt().isBefore(due)).reduce((a, b) -> b);
    if (heard.isPresent() && heard.get() instanceof Observation.PoweredOff) {
      return Optional.of(Cause.DEVICE_OFF);
    }
    boolean able =
        heard.isPresent()
            && heard.get().observedAt().isAfter(from)
            && due.isBefore(judge.dueAfter(heard.get().observedAt()));
    return able ? Optional.empty() : Optional.of(Cause.NO_CONTACT);
  }

  State attend(Condition.Attend asked, Instant at, Interval bound) {
    if (!asked.during().contains(at)) {
      return new State.NotBinding();
    }
    Optional<Attendance> outcome =
        recorded.stream()
            .filter(each -> each instanceof Recorded.Attended)
            .map(each -> ((Recorded.Attended) each).outcome())
            .findFirst();
    if (outcome.isEmpty()) {
      return new State.Unknown(Cause.NO_RECORD);
    }
    return switch (outcome.get()) {
      case ATTENDED -> new State.Met();
      case EXCUSED -> new State.Excused();
      case ADJOURNED -> new State.NotBinding();
      case FAILED -> asked.place().isPresent() ? failed(asked, bound) : new State.NotMet();
    };
  }

  private State failed(Condition.Attend asked, Interval bound) {
    Duration margin = judge.planAt(asked.during().startsAt()).presenceMargin();
    Instant from = asked.during().startsAt().minus(margin);
    Instant to = earlier(asked.during().endsAt().plus(margin), bound.endsAt());
    boolean wasThere =
        seen.stream()
            .filter(fix -> fix.side() == SlowJudge.Side.FOR)
            .anyMatch(fix -> !fix.at().isBefore(from) && fix.at().isBefore(to));
    return wasThere ? new State.Unknown(Cause.CONTRADICTED) : unmet(to, new State.NotMet());
  }

  /** Whether somebody is asked for the record that is missing of this span. */
  boolean asksForRecord(Condition.Attend asked, Interval span) {
    Instant end = asked.during().endsAt();
    Instant recordBy = end.plus(judge.planAt(end).recordWithin());
    return span.endsAt().equals(end)
        && !now.isBefore(recordBy)
        && !judge.boundAround(span.startsAt()).orElseThrow().endsAt().isBefore(recordBy);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
