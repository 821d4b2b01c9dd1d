package org.muster.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.domain.Condition;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Schedule;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Timeline;
import org.muster.domain.Windows;
import org.muster.domain.Zone;

/** Gives the account of findings and of spans. */
public final class Accounts {
  private static final Duration WINDOW_SOUGHT = Duration.ofDays(8);

  private Accounts() {}

  /** Of a finding, from what it carries itself. */
  public static Account of(Finding finding, Condition condition, Clauses clauses) {
    Draft draft = new Draft(clauses);
    FindingReasons.tell(finding, condition, draft);
    return draft.account(
        new Account.About.OfFinding(finding),
        new Account.Asked(
            finding.condition(),
            condition,
            finding.order(),
            finding.evidence().zone(),
            finding.evidence().window()));
  }

  /** Of the span in which an instant of the stretch lies. Refuses one outside. */
  public static Account of(Stretch stretch, Instant at, Clauses clauses) {
    Timeline timeline = stretch.timeline();
    Span span =
        timeline.spans().stream()
            .filter(each -> each.interval().contains(at))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the instant is outside the stretch"));
    Draft draft = new Draft(clauses);
    tell(stretch, span, at, draft);
    Binding binding = stretch.binding();
    return draft.account(
        new Account.About.OfSpan(span, at, span.endsAt().equals(stretch.endsAt())),
        new Account.Asked(
            binding.id(),
            binding.condition(),
            binding.order(),
            stretch.zone().map(Zone::id),
            window(binding.condition(), span.startsAt())));
  }

  private static void tell(Stretch stretch, Span span, Instant at, Draft draft) {
    if (span.state() instanceof State.NotBinding) {
      BoundReasons.notBinding(stretch, at, draft);
    } else if (span.state() instanceof State.Excused && BoundReasons.isExcused(stretch, at)) {
      BoundReasons.excused(stretch, at, draft);
    } else {
      switch (stretch.binding().condition()) {
        case Condition.StayWithin within -> new ZoneReasons(stretch, draft).tell(span);
        case Condition.StayOutOf outOf -> new ZoneReasons(stretch, draft).tell(span);
        case Condition.KeepContact() -> new ContactReasons(stretch, draft).tell(span);
        case Condition.CareForDevice() -> new CareReasons(stretch, draft).tell(span);
        case Condition.CheckIn checkIn -> new CheckInReasons(stretch, checkIn, draft).tell(span);
        case Condition.Attend attend -> new AttendReasons(stretch, attend, draft).tell(span);
      }
    }
  }

  private static Optional<Interval> window(Condition condition, Instant at) {
    Interval sought = new Interval(at.minus(WINDOW_SOUGHT), at.plus(WINDOW_SOUGHT));
    return switch (condition) {
      case Condition.StayWithin within -> window(within.schedule(), sought, at);
      case Condition.StayOutOf outOf -> window(outOf.schedule(), sought, at);
      case Condition.KeepContact() -> Optional.empty();
      case Condition.CareForDevice() -> Optional.empty();
      case Condition.CheckIn checkIn ->
          checkIn.due() instanceof Condition.InWindows(Schedule.Weekly weekly)
              ? Windows.each(weekly, sought).stream()
                  .filter(window -> window.contains(at))
                  .findFirst()
              : Optional.empty();
      case Condition.Attend attend -> Optional.of(attend.during());
    };
  }

  private static Optional<Interval> window(Schedule schedule, Interval sought, Instant at) {
    return schedule instanceof Schedule.Always
        ? Optional.empty()
        : Windows.of(schedule, sought).stream().filter(window -> window.contains(at)).findFirst();
  }
}
