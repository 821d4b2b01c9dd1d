package org.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schedule expanded to absolute time: the windows that touch a stretch, in order, merged where
 * they touch, clipped to the stretch.
 *
 * <p>Clock changes: a local time that does not exist (spring) is moved on by the length of the gap;
 * one that exists twice (autumn) is taken at its first occurrence for a start and at its second for
 * an end, so that a curfew never loses the doubled hour. A window whose moved start reaches its end
 * is left out.
 */
public final class Windows {
  private static final Duration LOOK_BACK = Duration.ofDays(2);

  private Windows() {}

  public static List<Interval> of(Schedule schedule, Interval stretch) {
    return switch (schedule) {
      case Schedule.Always() -> List.of(stretch);
      case Schedule.Weekly weekly -> merged(expanded(weekly, stretch), stretch);
      case Schedule.FreeMovement(Schedule.Weekly free) -> allBut(of(free, stretch), stretch);
    };
  }

  private static List<Interval> allBut(List<Interval> merged, Interval stretch) {
    List<Interval> result = new ArrayList<>();
    Instant from = stretch.startsAt();
    for (Interval window : merged) {
      Interval.between(from, window.startsAt()).ifPresent(result::add);
      from = window.endsAt();
    }
    Interval.between(from, stretch.endsAt()).ifPresent(result::add);
    return result;
  }

  /**
   * The windows that touch a stretch one by one and whole: those that only touch each other stay
   * apart, and one that begins before another ends begins at that end.
   */
  public static List<Interval> each(Schedule.Weekly schedule, Interval stretch) {
    // What began sooner may cut the first one that counts.
    Interval more = new Interval(stretch.startsAt().minus(LOOK_BACK), stretch.endsAt());
    List<Interval> result = new ArrayList<>();
    Instant free = Instant.MIN;
    for (Interval window : expanded(schedule, more)) {
      Instant from = window.startsAt().isAfter(free) ? window.startsAt() : free;
      Interval.between(from, window.endsAt()).filter(stretch::overlaps).ifPresent(result::add);
      free = window.endsAt().isAfter(free) ? window.endsAt() : free;
    }
    return List.copyOf(result);
  }

  private static List<Interval> expanded(Schedule.Weekly weekly, Interval stretch) {
    ZoneId zone = weekly.zone();
    // A window that started yesterday may reach into the stretch.
    LocalDate day = stretch.startsAt().atZone(zone).toLocalDate().minusDays(2);
    LocalDate last = stretch.endsAt().atZone(zone).toLocalDate();
    List<Interval> all = new ArrayList<>();
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      for (Schedule.Hours hours : hoursOn(weekly, day)) {
        LocalDate endDay = hours.crossesMidnight() ? day.plusDays(1) : day;
        Instant from = earlier(day.atTime(hours.from()), zone);
        Instant to = later(endDay.atTime(hours.to()), zone);
        Interval.between(from, to).ifPresent(all::add);
      }
    }
    all.sort(null);
    return all;
  }

  private static List<Schedule.Hours> hoursOn(Schedule.Weekly weekly, LocalDate day) {
    List<Schedule.Hours> exception = weekly.exceptions().get(day);
    if (exception != null) {
      return exception;
    }
    return weekly.entries().stream()
        .filter(entry -> entry.day() == day.getDayOfWeek())
        .map(Schedule.Entry::hours)
        .toList();
  }

  private static Instant earlier(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  private static Instant later(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }

  private static List<Interval> merged(List<Interval> sorted, Interval stretch) {
    List<Interval> result = new ArrayList<>();
    Optional<Interval> open = Optional.empty();
    for (Interval window : sorted) {
      if (open.isPresent() && !window.startsAt().isAfter(open.get().endsAt())) {
        Instant start = open.get().startsAt();
        Instant end = open.get().endsAt();
        open =
            Optional.of(new Interval(start, window.endsAt().isAfter(end) ? window.endsAt() : end));
      } else {
        open.flatMap(stretch::intersection).ifPresent(result::add);
        open = Optional.of(window);
      }
    }
    open.flatMap(stretch::intersection).ifPresent(result::add);
    return result;
  }
}
