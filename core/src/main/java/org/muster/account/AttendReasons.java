package org.muster.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Attendance;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Evidence.Side;
import org.muster.domain.Recorded;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.State.Cause;
import org.muster.policy.PlanParameter;

/** Why the time of a hearing or an appointment was in a state: what was recorded of it. */
final class AttendReasons {
  private final Stretch stretch;
  private final Condition.Attend attend;
  private final Draft draft;

  AttendReasons(Stretch stretch, Condition.Attend attend, Draft draft) {
    this.stretch = stretch;
    this.attend = attend;
    this.draft = draft;
  }

  void tell(Span span) {
    recorded()
        .ifPresentOrElse(
            outcome -> draft.because(new Because.Recorded(outcome)),
            () -> {
              draft.because(new Because.NothingRecorded());
              draft.because(new Because.NothingAgainst());
              draft.given(stretch, attend.during().endsAt(), PlanParameter.RECORD_WITHIN);
            });
    if (recorded().filter(outcome -> outcome == Attendance.FAILED).isPresent()) {
      seen();
      draft.given(stretch, attend.during().startsAt(), PlanParameter.PRESENCE_MARGIN);
    }
    if (span.state().equals(new State.Unknown(Cause.AWAITED))) {
      draft.because(new Because.NotOver());
    }
    draft.otherwise(new Otherwise.RecordedOtherwise());
    if (!(span.state() instanceof State.Excused)) {
      draft.otherwise(new Otherwise.ExcusalRecorded());
    }
  }

  private Optional<Attendance> recorded() {
    return stretch.recorded().stream()
        .filter(each -> each instanceof Recorded.Attended)
        .map(each -> ((Recorded.Attended) each).outcome())
        .findFirst();
  }

  /** The believed fixes near its time, against the place. */
  private void seen() {
    Duration margin = stretch.planOf(attend.during().startsAt()).presenceMargin();
    Instant from = attend.during().startsAt().minus(margin);
    Instant to = attend.during().endsAt().plus(margin);
    List<Reading> near =
        stretch.readings().stream()
            .filter(each -> each.mark() == Mark.BELIEVED)
            .filter(each -> !each.observedAt().isBefore(from) && each.observedAt().isBefore(to))
            .toList();
    Optional<Reading> inside = first(near, Side.CLEAR_INSIDE);
    Optional<Reading> outside = first(near, Side.CLEAR_OUTSIDE);
    draft.because(
        inside.isPresent()
            ? new Because.SeenInside(inside.get().observedAt())
            : outside.isPresent()
                ? new Because.SeenOutside(outside.get().observedAt())
                : new Because.NotCompared());
    draft.readings(near);
  }

  private static Optional<Reading> first(List<Reading> readings, Side side) {
    return readings.stream().filter(each -> each.side() == side).findFirst();
  }
}
