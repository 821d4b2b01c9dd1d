package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.muster.domain.Interval;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Windows;

/** In how many made-up lives the things that are easy to get wrong do occur. */
final class LifeIngredients {
  private static final List<String> ALL =
      List.of(
          "spring change in a window",
          "autumn change in a window",
          "window over midnight",
          "dated exception",
          "overlapping orders",
          "excusal in a window",
          "drift");

  private final TreeMap<String, Long> counts = new TreeMap<>();

  void count(RandomLife life) {
    ALL.stream()
        .filter(
            each ->
                each.equals("drift")
                    ? drifts(life)
                    : life.supervision.bindings().stream().anyMatch(b -> has(each, life, b)))
        .forEach(each -> counts.merge(each, 1L, Long::sum));
  }

  void assertAllOccurAmong(long lives) {
    System.out.println("Of " + lives + " lives: " + counts);
    for (String each : ALL) {
      assertThat(counts.getOrDefault(each, 0L)).as(each).isGreaterThan(lives / 20);
    }
  }

  private static boolean has(String ingredient, RandomLife life, Binding binding) {
    if (ingredient.equals("overlapping orders")) {
      return life.supervision.bindings().stream()
          .anyMatch(
              other ->
                  !other.order().equals(binding.order())
                      && !other.inForce().equals(binding.inForce())
                      && other.inForce().overlaps(binding.inForce()));
    }
    if (!(Calendar.schedule(binding.condition()) instanceof Schedule.Weekly weekly)) {
      return false;
    }
    List<Interval> windows =
        binding
            .inForce()
            .intersection(life.period)
            .map(within -> Windows.of(weekly, within))
            .orElse(List.of());
    return switch (ingredient) {
      case "spring change in a window" -> holds(windows, Instant.parse("2026-03-08T07:00:00Z"));
      case "autumn change in a window" -> holds(windows, Instant.parse("2026-11-01T06:00:00Z"));
      case "window over midnight" ->
          windows.stream()
              .anyMatch(w -> date(weekly, w.startsAt()).isBefore(date(weekly, w.endsAt())));
      case "dated exception" ->
          weekly.exceptions().keySet().stream()
              .anyMatch(
                  day -> life.period.contains(day.atTime(12, 0).atZone(weekly.zone()).toInstant()));
      default ->
          life.supervision.excusals().stream()
              .filter(excusal -> excusal.condition().equals(binding.id()))
              .anyMatch(excusal -> windows.stream().anyMatch(excusal.interval()::overlaps));
    };
  }

  private static boolean drifts(RandomLife life) {
    Columns columns = Columns.of(life.observations);
    byte[] marks = new Marks(columns, new Plans(life.supervision.plans()), new DeviceMemory()).mark;
    for (byte mark : marks) {
      if (mark == Marks.DRIFT) {
        return true;
      }
    }
    return false;
  }

  private static LocalDate date(Schedule.Weekly weekly, Instant at) {
    ZoneId zone = weekly.zone();
    return at.atZone(zone).toLocalDate();
  }

  private static boolean holds(List<Interval> windows, Instant change) {
    return windows.stream().anyMatch(w -> w.contains(change) && w.startsAt().isBefore(change));
  }
}
