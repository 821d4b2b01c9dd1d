package org.muster.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Observation;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.State.Cause;
import org.muster.policy.PlanParameter;

/** Why a device was cared for or not. */
final class CareReasons {
  private final Stretch stretch;
  private final Draft draft;

  CareReasons(Stretch stretch, Draft draft) {
    this.stretch = stretch;
    this.draft = draft;
  }

  void tell(Span span) {
    Instant start = span.startsAt();
    switch (span.state()) {
      case State.Met() -> {
        closed(start);
        draft.otherwise(new Otherwise.OpenedBefore(span.endsAt()));
      }
      case State.NotMet() -> open(span);
      case State.Unknown(Cause cause) when cause == Cause.SUSPECTED -> open(span);
      case State.Unknown(Cause cause) -> low(span);
      case State.MetLate(), State.Excused(), State.NotBinding() ->
          throw new IllegalStateException("care for a device is never " + span.state());
    }
    draft.otherwise(new Otherwise.ExcusalRecorded());
  }

  private void open(Span span) {
    Optional<Observation> opened = last(span.startsAt(), CareReasons::opens);
    draft.because(
        opened.isPresent()
            ? new Because.ReportedOpen(opened.get().observedAt())
            : new Because.FromBefore(stretch.opening().at()));
    draft.because(new Because.StaysUntilSeen());
    draft.given(stretch, span.startsAt(), PlanParameter.OPEN_CONFIRMED_AFTER);
    draft.otherwise(new Otherwise.ClosedBefore(span.endsAt()));
  }

  private void low(Span span) {
    lowReported(span.startsAt());
    draft.because(new Because.NothingAgainst());
    draft.given(stretch, span.startsAt(), PlanParameter.BATTERY_LOW, PlanParameter.CHARGE_WITHIN);
    draft.otherwise(new Otherwise.ChargedBefore(span.endsAt()));
  }

  private void closed(Instant at) {
    Optional<Observation> last = last(at, each -> opens(each) || closes(each));
    Optional<Instant> fitted =
        stretch.supervision().fittedAt().stream()
            .filter(each -> !each.isAfter(at))
            .max(Comparator.naturalOrder());
    if (last.isEmpty()) {
      draft.because(new Because.NothingReported());
    } else if (closes(last.get())) {
      draft.because(new Because.ReportedClosed(last.get().observedAt()));
    } else if (fitted.isPresent()) {
      draft.because(new Because.Fitted(fitted.get()));
    }
  }

  private void lowReported(Instant at) {
    last(at, each -> isLow(each))
        .ifPresent(each -> draft.because(new Because.LowReported(each.observedAt())));
  }

  private boolean isLow(Observation observation) {
    return observation instanceof Observation.Battery battery
        && battery.levelPercent().isPresent()
        && battery.levelPercent().getAsInt()
            <= stretch.planOf(battery.observedAt()).batteryLowPercent();
  }

  private Optional<Observation> last(Instant by, Predicate<Observation> fits) {
    return stretch.observations().stream()
        .filter(each -> !each.observedAt().isAfter(by))
        .filter(fits)
        .reduce((earlier, later) -> later);
  }

  private static boolean opens(Observation observation) {
    return observation instanceof Observation.CaseOpened
        || (observation instanceof Observation.Strap strap && strap.open());
  }

  private static boolean closes(Observation observation) {
    return observation instanceof Observation.Strap strap && !strap.open();
  }
}
