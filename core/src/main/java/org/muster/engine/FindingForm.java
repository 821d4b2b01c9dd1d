package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Condition;
import org.muster.domain.Evidence;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.FindingId;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Windows;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;

/** What all findings of one condition have in common. */
final class FindingForm {
  /** A window that has not begun or ended this long before or after is shown cut there. */
  private static final Duration WINDOW_SOUGHT = Duration.ofDays(8);

  private final Binding binding;
  private final Plans plans;

  FindingForm(Binding binding, Plans plans) {
    this.binding = binding;
    this.plans = plans;
  }

  /**
   * @param endsAt {@code NEVER} while the span goes on
   * @param heardAt {@code NEVER} where it is not the question
   */
  Finding finding(
      FindingKind kind,
      byte code,
      long startsAt,
      long endsAt,
      long knownAt,
      List<Evidence.Reading> readings,
      long readingCount,
      long heardAt,
      List<Otherwise> otherwise) {
    Optional<Interval> window = window(Instant.ofEpochMilli(startsAt));
    return finding(
        kind, code, startsAt, endsAt, knownAt, readings, readingCount, heardAt, otherwise, window);
  }

  /** As the other, where the time in question is known. */
  Finding finding(
      FindingKind kind,
      byte code,
      long startsAt,
      long endsAt,
      long knownAt,
      List<Evidence.Reading> readings,
      long readingCount,
      long heardAt,
      List<Otherwise> otherwise,
      Optional<Interval> window) {
    Instant start = Instant.ofEpochMilli(startsAt);
    return new Finding(
        FindingId.of(binding.id(), kind, start),
        binding.id(),
        binding.order(),
        kind,
        Codes.state(code),
        start,
        instant(endsAt),
        Instant.ofEpochMilli(knownAt),
        plans.policyAt(knownAt),
        Engine.VERSION,
        new Evidence(
            readings,
            readingCount,
            zone(),
            window,
            plans.planAt(knownAt),
            instant(heardAt),
            otherwise));
  }

  private static Optional<Instant> instant(long at) {
    return at == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }

  private Optional<ZoneVersion> zone() {
    return switch (binding.condition()) {
      case Condition.StayWithin within -> Optional.of(within.zone().id());
      case Condition.StayOutOf outOf -> Optional.of(outOf.zone().id());
      case Condition.KeepContact keepContact -> Optional.empty();
      case Condition.CareForDevice careForDevice -> Optional.empty();
      case Condition.CheckIn checkIn -> Optional.empty();
      case Condition.Attend attend -> attend.place().map(Zone::id);
    };
  }

  private Optional<Interval> window(Instant at) {
    Schedule schedule = Calendar.schedule(binding.condition());
    if (schedule instanceof Schedule.Always) {
      return Optional.empty();
    }
    Interval sought = new Interval(at.minus(WINDOW_SOUGHT), at.plus(WINDOW_SOUGHT));
    return Windows.of(schedule, sought).stream().filter(window -> window.contains(at)).findFirst();
  }
}
