package org.muster.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Evidence.Side;
import org.muster.domain.Finding;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.State.Cause;
import org.muster.policy.PlanParameter;

/** Why a condition of place was in a state. */
final class ZoneReasons {
  private final Stretch stretch;
  private final Draft draft;
  private final Side sideFor;
  private final List<Reading> readings;

  ZoneReasons(Stretch stretch, Draft draft) {
    this.stretch = stretch;
    this.draft = draft;
    sideFor =
        stretch.binding().condition() instanceof Condition.StayOutOf
            ? Side.CLEAR_OUTSIDE
            : Side.CLEAR_INSIDE;
    readings = stretch.readings();
  }

  void tell(Span span) {
    switch (span.state()) {
      case State.Met() -> met(span);
      case State.NotMet() -> notMet(span);
      case State.Unknown(Cause cause) -> unknown(span, cause);
      case State.MetLate(), State.Excused(), State.NotBinding() ->
          throw new IllegalStateException("a condition of place is never " + span.state());
    }
  }

  private boolean isFor(Reading reading) {
    return reading.mark() == Mark.BELIEVED && reading.side() == sideFor;
  }

  private boolean isAgainst(Reading reading) {
    return reading.mark() == Mark.BELIEVED
        && reading.side() != sideFor
        && reading.side() != Side.STRADDLING;
  }

  private Instant until(Reading reading) {
    return reading.observedAt().plus(stretch.planOf(reading.observedAt()).freshness());
  }

  private void met(Span span) {
    List<Reading> carrying = new ArrayList<>();
    for (Reading each : readings) {
      if (each.observedAt().isBefore(span.endsAt())) {
        if (isAgainst(each)) {
          carrying.clear();
        } else if (isFor(each) && until(each).isAfter(span.startsAt())) {
          carrying.add(each);
        }
      }
    }
    if (carrying.isEmpty()) {
      draft.because(new Because.FromBefore(stretch.opening().at()));
    } else {
      Reading last = carrying.getLast();
      draft.because(
          new Because.CarriedBy(
              carrying.getFirst().observedAt(), last.observedAt(), carrying.size(), until(last)));
      withoutFixes(span, carrying);
    }
    draft.readings(carrying);
    draft.given(
        stretch, span.startsAt(), PlanParameter.FRESHNESS, PlanParameter.ERROR_CIRCLE_FACTOR);
    draft.otherwise(new Otherwise.AgainstBefore(span.endsAt()));
    draft.otherwise(new Otherwise.ExcusalRecorded());
  }

  /** It is said only where it holds when tried. */
  private void withoutFixes(Span span, List<Reading> carrying) {
    Carriers.Gathering gathering = new Carriers.Gathering();
    carrying.forEach(each -> gathering.add(each.observedAt(), until(each)));
    gathering
        .of(span.startsAt(), span.endsAt())
        .fewest()
        .map(run -> new Otherwise.WithoutFixes(run.firstAt(), run.lastAt(), run.count()))
        .filter(change -> !Without.fixes(stretch, change, sideFor).says(span))
        .filter(change -> takesAll(change, span))
        .ifPresent(draft::otherwise);
  }

  /** Whether fewer would not do: a fix that is not there can make a drift of others, or none. */
  private boolean takesAll(Otherwise.WithoutFixes change, Span span) {
    Instant last = change.lastAt().minusMillis(1);
    return last.isBefore(change.firstAt())
        || Without.fixes(
                stretch,
                new Otherwise.WithoutFixes(change.firstAt(), last, change.count()),
                sideFor)
            .says(span);
  }

  private void notMet(Span span) {
    Optional<Finding> finding =
        stretch.findings().stream()
            .filter(each -> each.state() instanceof State.NotMet)
            .filter(each -> each.startsAt().equals(span.startsAt()))
            .findFirst();
    finding.ifPresentOrElse(
        found -> FindingReasons.tell(found, stretch.binding().condition(), draft),
        () -> {
          draft.because(new Because.FromBefore(stretch.opening().at()));
          draft.otherwise(new Otherwise.ExcusalRecorded());
        });
  }

  private void unknown(Span span, Cause cause) {
    lastClear(span.startsAt());
    switch (cause) {
      case COARSE_FIX -> doesNotSay(span);
      case UNCONFIRMED -> tooFew(span);
      default -> Silence.tell(stretch, span, cause, draft);
    }
    draft.because(new Because.NothingAgainst());
    draft.readings(around(span));
    draft.given(stretch, span.startsAt(), PlanParameter.FRESHNESS);
    if (cause == Cause.NO_FIX || cause == Cause.NO_CONTACT) {
      draft.given(stretch, span.startsAt(), PlanParameter.QUIET_LIMIT);
    }
    draft.otherwise(new Otherwise.LocatedBefore(span.endsAt()));
    draft.otherwise(new Otherwise.ExcusalRecorded());
  }

  private void lastClear(Instant at) {
    Optional<Reading> last =
        readings.stream()
            .filter(each -> each.observedAt().isBefore(at) && (isFor(each) || isAgainst(each)))
            .reduce((earlier, later) -> later);
    draft.because(
        last.isPresent()
            ? new Because.LastClear(last.get().observedAt(), until(last.get()))
            : new Because.NeverClear());
  }

  /** The fix that is the last when it begins, or the first in it. */
  private void doesNotSay(Span span) {
    readings.stream()
        .filter(each -> !each.observedAt().isAfter(span.startsAt()))
        .reduce((earlier, later) -> later)
        .filter(each -> !isFor(each) && !isAgainst(each))
        .or(
            () ->
                readings.stream()
                    .filter(each -> span.interval().contains(each.observedAt()))
                    .filter(each -> !isFor(each) && !isAgainst(each))
                    .findFirst())
        .ifPresent(
            each ->
                draft.because(new Because.DoesNotSay(each.observedAt(), each.mark(), each.side())));
    draft.given(
        stretch, span.startsAt(), PlanParameter.COARSE_ABOVE, PlanParameter.ERROR_CIRCLE_FACTOR);
  }

  private void tooFew(Span span) {
    List<Reading> row =
        readings.stream()
            .filter(each -> isAgainst(each) && !until(each).isBefore(span.startsAt()))
            .filter(each -> each.observedAt().isBefore(span.endsAt()))
            .toList();
    if (row.isEmpty()) {
      draft.because(new Because.FromBefore(stretch.opening().at()));
    } else {
      draft.because(
          new Because.TooFew(row.getFirst().observedAt(), row.getLast().observedAt(), row.size()));
    }
    draft.given(stretch, span.startsAt(), PlanParameter.CONFIRMATIONS, PlanParameter.DWELL);
  }

  /** The last fix before it, those in it, and the one that ended it. */
  private List<Reading> around(Span span) {
    List<Reading> around = new ArrayList<>();
    readings.stream()
        .filter(each -> each.observedAt().isBefore(span.startsAt()))
        .max(Comparator.comparing(Reading::observedAt))
        .ifPresent(around::add);
    readings.stream()
        .filter(each -> !each.observedAt().isBefore(span.startsAt()))
        .filter(each -> !each.observedAt().isAfter(span.endsAt()))
        .forEach(around::add);
    return around;
  }
}
