package org.muster.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.State.Cause;
import org.muster.domain.Windows;
import org.muster.policy.PlanParameter;

/** Why a check-in counts as made, late, missed, or not known. */
final class CheckInReasons {
  private static final int TOLD_MAX = 3;
  private static final int TRIED_MAX = 20;

  private record Made(Instant at, Channel by) {}

  private final Stretch stretch;
  private final Condition.CheckIn condition;
  private final Draft draft;
  private final List<Made> made;

  CheckInReasons(Stretch stretch, Condition.CheckIn condition, Draft draft) {
    this.stretch = stretch;
    this.condition = condition;
    this.draft = draft;
    made = made();
  }

  static boolean byApp(Condition condition) {
    return condition instanceof Condition.CheckIn checkIn && checkIn.by().contains(Channel.APP);
  }

  static boolean byPeople(Condition condition) {
    return condition instanceof Condition.CheckIn checkIn
        && checkIn.by().stream().anyMatch(Channel::isRecordedByPeople);
  }

  private List<Made> made() {
    List<Made> all = new ArrayList<>();
    if (byApp(condition)) {
      stretch.observations().stream()
          .filter(Observation.CheckedIn.class::isInstance)
          .forEach(each -> all.add(new Made(each.observedAt(), Channel.APP)));
    }
    for (Recorded each : stretch.recorded()) {
      if (each instanceof Recorded.CheckedIn(var id, Instant at, Channel by)
          && condition.by().contains(by)) {
        all.add(new Made(at, by));
      }
    }
    all.sort(Comparator.comparing(Made::at));
    return all;
  }

  void tell(Span span) {
    Optional<Finding> finding =
        stretch.findings().stream()
            .filter(each -> each.startsAt().equals(span.startsAt()))
            .filter(each -> each.state().equals(span.state()))
            .findFirst();
    if (finding.isPresent()) {
      FindingReasons.tell(finding.get(), condition, draft);
      return;
    }
    switch (span.state()) {
      case State.Met() -> met(span);
      case State.MetLate() -> late(span);
      case State.NotMet() -> none(span);
      case State.Unknown(Cause cause) -> unknown(span, cause);
      case State.Excused(), State.NotBinding() ->
          throw new IllegalStateException("that is told of every condition alike");
    }
    draft.given(stretch, span.startsAt(), PlanParameter.CHECK_IN_GRACE);
    draft.otherwise(new Otherwise.ExcusalRecorded());
  }

  /** The window of an instant, or the span itself where the cadence counts. */
  private Interval due(Span span) {
    Interval sought = new Interval(span.startsAt(), span.startsAt().plusMillis(1));
    return condition.due() instanceof Condition.InWindows(Schedule.Weekly weekly)
        ? Windows.each(weekly, sought).stream().findFirst().orElse(span.interval())
        : span.interval();
  }

  private void met(Span span) {
    Interval due = due(span);
    List<Made> counted =
        switch (condition.due()) {
          case Condition.InWindows windows -> within(due.startsAt(), due.endsAt());
          case Condition.Every(Duration cadence) ->
              within(span.startsAt().minus(cadence).plusMillis(1), span.endsAt());
        };
    counted.stream()
        .limit(TOLD_MAX)
        .forEach(each -> draft.because(new Because.CheckedIn(each.at(), each.by())));
    if (counted.isEmpty()) {
      draft.because(new Because.CountedFrom(span.startsAt()));
    }
    switch (condition.due()) {
      case Condition.InWindows windows -> without(span, counted);
      case Condition.Every(Duration cadence) -> withoutRun(span, counted, cadence);
    }
  }

  private void withoutRun(Span span, List<Made> counted, Duration cadence) {
    if (counted.isEmpty()) {
      return;
    }
    boolean fromTheFirst = !counted.getFirst().at().isAfter(span.startsAt());
    Carriers.Gathering gathering = new Carriers.Gathering();
    counted.forEach(each -> gathering.add(each.at(), each.at().plus(cadence)));
    gathering
        .of(fromTheFirst ? span.startsAt() : span.startsAt().plus(cadence), span.endsAt())
        .fewest()
        .map(run -> new Otherwise.WithoutCheckIns(run.firstAt(), run.lastAt(), run.count()))
        .filter(change -> !Without.checkIns(stretch, change).says(span))
        .ifPresent(draft::otherwise);
  }

  private List<Made> within(Instant from, Instant to) {
    return made.stream()
        .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
        .toList();
  }

  /** The fewest of them, from the first on, without which it is otherwise when tried. */
  private void without(Span span, List<Made> counted) {
    for (int count = 1; count <= Math.min(counted.size(), TRIED_MAX); count++) {
      Otherwise.WithoutCheckIns change =
          new Otherwise.WithoutCheckIns(
              counted.getFirst().at(), counted.get(count - 1).at(), count);
      if (!Without.checkIns(stretch, change).says(span)) {
        draft.otherwise(change);
        return;
      }
    }
  }

  private boolean inWindows() {
    return condition.due() instanceof Condition.InWindows;
  }

  private Instant dueAt(Span span) {
    return inWindows() ? due(span).endsAt() : span.startsAt();
  }

  /** Until when a check-in would be late and not missed. */
  private Instant lateUntil(Span span) {
    Instant dueAt = dueAt(span);
    Duration grace = stretch.planOf(dueAt).checkInGrace();
    return condition.due() instanceof Condition.Every(Duration cadence)
            && cadence.compareTo(grace) < 0
        ? dueAt.plus(cadence)
        : dueAt.plus(grace);
  }

  private void late(Span span) {
    draft.because(new Because.CheckInDue(due(span), lateUntil(span)));
    List<Made> counted = within(dueAt(span), lateUntil(span));
    counted.stream()
        .limit(1)
        .forEach(each -> draft.because(new Because.CheckedIn(each.at(), each.by())));
    draft.otherwise(new Otherwise.CheckedInBefore(dueAt(span)));
    without(span, counted);
  }

  private void none(Span span) {
    draft.because(new Because.CheckInDue(due(span), span.startsAt()));
    draft.because(new Because.NoCheckIn());
    draft.otherwise(new Otherwise.CheckedInBefore(span.endsAt()));
  }

  private void unknown(Span span, Cause cause) {
    Instant lateUntil = lateUntil(span);
    Instant boundUntil = BoundReasons.boundUntil(stretch, span.startsAt());
    boolean ended = boundUntil.isBefore(lateUntil);
    draft.because(new Because.CheckInDue(due(span), lateUntil));
    Instant before =
        switch (cause) {
          case AWAITED -> {
            draft.because(new Because.NotOver());
            yield lateUntil;
          }
          case CUT_SHORT -> {
            draft.because(new Because.CutShort(ended ? boundUntil : span.startsAt()));
            yield ended ? boundUntil : lateUntil;
          }
          case SYSTEM_FAULT -> {
            Silence.tell(stretch, span, cause, draft);
            yield inWindows() ? lateUntil : span.endsAt();
          }
          default -> {
            draft.because(new Because.CannotBeSaid(cause));
            yield span.endsAt();
          }
        };
    draft.because(new Because.NothingAgainst());
    draft.otherwise(new Otherwise.CheckedInBefore(before));
  }
}
