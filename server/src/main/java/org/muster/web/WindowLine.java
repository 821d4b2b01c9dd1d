package org.muster.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Interval;
import org.muster.domain.Schedule;
import org.muster.domain.Windows;

/**
 * A window of a schedule as a table shows it.
 *
 * @param offsets how far local time is from UTC; both when the clocks change within the window
 */
public record WindowLine(Interval window, Duration length, String offsets, boolean clockChanges) {
  private static final Duration AHEAD = Duration.ofDays(14);
  private static final Duration ROUND_A_CHANGE = Duration.ofHours(36);

  static List<WindowLine> nextDays(Schedule schedule, ZoneId zone, Instant now) {
    Instant start = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    return of(schedule, zone, new Interval(start, start.plus(AHEAD)));
  }

  static Optional<Instant> nextClockChange(ZoneId zone, Instant now) {
    return Optional.ofNullable(zone.getRules().nextTransition(now))
        .map(ZoneOffsetTransition::getInstant);
  }

  /** The windows that touch the days round the next clock change. */
  static List<WindowLine> atNextClockChange(Schedule schedule, ZoneId zone, Instant now) {
    return nextClockChange(zone, now)
        .map(at -> new Interval(at.minus(ROUND_A_CHANGE), at.plus(ROUND_A_CHANGE)))
        .map(stretch -> of(schedule, zone, stretch))
        .orElse(List.of());
  }

  private static List<WindowLine> of(Schedule schedule, ZoneId zone, Interval stretch) {
    return Windows.of(schedule, stretch).stream().map(window -> of(window, zone)).toList();
  }

  private static WindowLine of(Interval window, ZoneId zone) {
    ZoneOffset first = zone.getRules().getOffset(window.startsAt());
    ZoneOffset last = zone.getRules().getOffset(window.endsAt());
    boolean changes = !first.equals(last);
    return new WindowLine(
        window, window.duration(), changes ? first + " → " + last : first.toString(), changes);
  }
}
