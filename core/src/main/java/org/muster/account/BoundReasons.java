package org.muster.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.muster.domain.Attendance;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Interval;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision.Excusal;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Unbound;
import org.muster.domain.Windows;

/** Why a condition does not bind at an instant, or is excused. */
final class BoundReasons {
  private BoundReasons() {}

  static boolean isExcused(Stretch stretch, Instant at) {
    return excusals(stretch, at).findAny().isPresent();
  }

  private static Stream<Excusal> excusals(Stretch stretch, Instant at) {
    return stretch.supervision().excusals().stream().filter(each -> each.interval().contains(at));
  }

  /** Until when it binds without a break, from an instant at which it does. */
  static Instant boundUntil(Stretch stretch, Instant from) {
    Instant until = stretch.binding().inForce().endsAt();
    for (Excusal excusal : stretch.supervision().excusals()) {
      Instant starts = excusal.interval().startsAt();
      until = starts.isAfter(from) && starts.isBefore(until) ? starts : until;
    }
    Instant planned = from;
    for (PlanInForce plan : stretch.supervision().plans()) {
      planned = plan.inForce().contains(planned) ? plan.inForce().endsAt() : planned;
    }
    return planned.isBefore(until) ? planned : until;
  }

  static void excused(Stretch stretch, Instant at, Draft draft) {
    List<Excusal> all = excusals(stretch, at).toList();
    all.forEach(each -> draft.because(new Because.ExcusedBy(each.id(), each.interval())));
    if (stretch.recorded().contains(excusedAsRecorded(stretch))) {
      // Either would do, so no single change makes it otherwise.
      draft.because(new Because.Recorded(Attendance.EXCUSED));
    } else {
      draft.otherwise(new Otherwise.WithoutExcusals(all.stream().map(Excusal::id).toList()));
    }
  }

  private static Recorded excusedAsRecorded(Stretch stretch) {
    return new Recorded.Attended(stretch.condition(), Attendance.EXCUSED);
  }

  static void notBinding(Stretch stretch, Instant at, Draft draft) {
    List<Unbound> lacking = lacking(stretch, at);
    lacking.forEach(each -> draft.because(new Because.NotBound(each)));
    if (lacking.equals(List.of(Unbound.ADJOURNED))) {
      draft.because(new Because.Recorded(Attendance.ADJOURNED));
      draft.otherwise(new Otherwise.RecordedOtherwise());
    } else {
      draft.otherwise(new Otherwise.Bound(lacking));
    }
  }

  private static List<Unbound> lacking(Stretch stretch, Instant at) {
    List<Unbound> lacking = new ArrayList<>();
    if (!stretch.binding().inForce().contains(at)) {
      lacking.add(Unbound.NO_ORDER);
    }
    if (stretch.supervision().plans().stream().noneMatch(each -> each.inForce().contains(at))) {
      lacking.add(Unbound.NO_PLAN);
    }
    Condition condition = stretch.binding().condition();
    if (!inTime(condition, at)) {
      lacking.add(
          condition instanceof Condition.Attend
              ? Unbound.OUTSIDE_OCCASION
              : Unbound.OUTSIDE_SCHEDULE);
    }
    boolean adjourned =
        stretch.recorded().stream()
            .anyMatch(
                each ->
                    each instanceof Recorded.Attended(var id, var outcome)
                        && outcome == Attendance.ADJOURNED);
    if (adjourned) {
      lacking.add(Unbound.ADJOURNED);
    }
    return lacking;
  }

  private static boolean inTime(Condition condition, Instant at) {
    Interval instant = new Interval(at, at.plusMillis(1));
    return switch (condition) {
      case Condition.StayWithin within -> !Windows.of(within.schedule(), instant).isEmpty();
      case Condition.StayOutOf outOf -> !Windows.of(outOf.schedule(), instant).isEmpty();
      case Condition.KeepContact() -> true;
      case Condition.CareForDevice() -> true;
      case Condition.CheckIn checkIn ->
          !(checkIn.due() instanceof Condition.InWindows(Schedule.Weekly weekly))
              || !Windows.each(weekly, instant).isEmpty();
      case Condition.Attend attend -> attend.during().contains(at);
    };
  }
}
