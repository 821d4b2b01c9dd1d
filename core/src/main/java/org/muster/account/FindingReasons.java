package org.muster.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Attendance;
import org.muster.domain.Condition;
import org.muster.domain.Evidence;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Evidence.Side;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.State;
import org.muster.policy.PlanParameter;

/** Why a finding is raised, from its evidence. */
final class FindingReasons {
  private final Finding finding;
  private final Evidence evidence;
  private final Draft draft;

  private FindingReasons(Finding finding, Draft draft) {
    this.finding = finding;
    this.evidence = finding.evidence();
    this.draft = draft;
  }

  static void tell(Finding finding, Condition condition, Draft draft) {
    new FindingReasons(finding, draft).tell(condition);
  }

  private void tell(Condition condition) {
    switch (finding.kind()) {
      case OUTSIDE_ZONE -> crossing(Side.CLEAR_OUTSIDE);
      case INSIDE_ZONE -> crossing(Side.CLEAR_INSIDE);
      case CONTACT_OVERDUE -> {
        draft.because(lastHeard());
        draft.because(new Because.NothingAgainst());
        given(PlanParameter.QUIET_LIMIT);
      }
      case UNVERIFIED -> {
        draft.because(new Because.NotLocated(cause()));
        draft.because(new Because.NothingAgainst());
        given(PlanParameter.UNVERIFIED_AFTER, PlanParameter.FRESHNESS);
      }
      case DEVICE_OPENED -> {
        draft.because(new Because.OpenFrom(finding.startsAt()));
        draft.because(new Because.StaysUntilSeen());
        given(PlanParameter.OPEN_CONFIRMED_AFTER);
      }
      case BATTERY_LOW -> {
        evidence.lastHeardAt().ifPresent(at -> draft.because(new Because.LowReported(at)));
        draft.because(new Because.NothingAgainst());
        given(PlanParameter.BATTERY_LOW, PlanParameter.CHARGE_WITHIN);
      }
      case CHECK_IN_MISSED, CHECK_IN_UNVERIFIED -> checkIn(condition);
      case NOT_ATTENDED -> {
        draft.because(new Because.Recorded(Attendance.FAILED));
        seen();
        given(PlanParameter.PRESENCE_MARGIN);
      }
      case ATTENDANCE_UNVERIFIED -> attendance();
    }
    draft.readings(evidence.readings(), evidence.readingCount());
    draft.otherwise(evidence.otherwise().stream().filter(this::isSo).toList());
  }

  /** A battery that may not be low at all is so with a report, whatever it was charged before. */
  private boolean isSo(Otherwise otherwise) {
    return !(otherwise instanceof Otherwise.ChargedBefore)
        || evidence.plan().chargeWithin().isPositive()
        || evidence.lastHeardAt().filter(finding.startsAt()::equals).isEmpty();
  }

  private void given(PlanParameter... parameters) {
    draft.given(evidence.plan(), finding.policyId(), parameters);
  }

  private State.Cause cause() {
    return finding.state() instanceof State.Unknown(State.Cause cause)
        ? cause
        : State.Cause.UNCONFIRMED;
  }

  private Because lastHeard() {
    Optional<Instant> at = evidence.lastHeardAt();
    return at.isPresent() ? new Because.LastHeard(at.get()) : new Because.NeverHeard();
  }

  private void crossing(Side against) {
    List<Reading> clear =
        evidence.readings().stream()
            .filter(each -> each.side() == against && each.mark() == Mark.BELIEVED)
            .toList();
    double beyond =
        clear.stream()
            .mapToDouble(each -> each.distanceMetres() - each.radiusMetres())
            .max()
            .orElse(0);
    draft.because(new Because.ClearAgainst(evidence.readingCount(), beyond));
    if (clear.stream().anyMatch(each -> each.observedAt().isBefore(finding.startsAt()))) {
      draft.because(new Because.RowBeganBefore(finding.startsAt()));
    }
    draft.because(new Because.ConfirmedAt(finding.knownAt()));
    given(
        PlanParameter.CONFIRMATIONS,
        PlanParameter.DWELL,
        PlanParameter.ERROR_CIRCLE_FACTOR,
        PlanParameter.FRESHNESS);
  }

  private void checkIn(Condition condition) {
    Interval due = evidence.window().orElseGet(() -> Interval.from(finding.startsAt()));
    draft.because(new Because.CheckInDue(due, finding.knownAt()));
    if (finding.state() instanceof State.NotMet) {
      draft.because(new Because.NoCheckIn());
      evidence.lastHeardAt().ifPresent(at -> draft.because(new Because.AppCouldReport(at)));
      if (CheckInReasons.byPeople(condition)) {
        draft.because(new Because.NoneRecorded());
      }
    } else {
      draft.because(new Because.CannotBeSaid(cause()));
      if (CheckInReasons.byApp(condition)) {
        draft.because(lastHeard());
      }
      draft.because(new Because.NothingAgainst());
    }
    given(PlanParameter.CHECK_IN_GRACE, PlanParameter.QUIET_LIMIT);
  }

  private void attendance() {
    if (cause() == State.Cause.CONTRADICTED) {
      draft.because(new Because.Recorded(Attendance.FAILED));
      given(PlanParameter.PRESENCE_MARGIN);
    } else {
      draft.because(new Because.NothingRecorded());
      draft.because(new Because.NothingAgainst());
      given(PlanParameter.RECORD_WITHIN);
    }
    seen();
  }

  /** Where the device was near its time, as far as fixes were compared with the place. */
  private void seen() {
    Optional<Reading> inside = first(Side.CLEAR_INSIDE);
    Optional<Reading> outside = first(Side.CLEAR_OUTSIDE);
    draft.because(
        inside.isPresent()
            ? new Because.SeenInside(inside.get().observedAt())
            : outside.isPresent()
                ? new Because.SeenOutside(outside.get().observedAt())
                : new Because.NotCompared());
  }

  private Optional<Reading> first(Side side) {
    return evidence.readings().stream().filter(each -> each.side() == side).findFirst();
  }
}
