package org.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.muster.domain.Course.Part;

/**
 * The algebra of what is true when. What is unknown stays unknown, with its cause, unless the rest
 * decides the answer whatever it was.
 */
public final class Truths {
  private Truths() {}

  /** True in these intervals, in any order and overlapping or not, and false in the rest. */
  public static Course<Truth> in(Interval period, List<Interval> intervals) {
    List<Part<Truth>> parts = new ArrayList<>();
    Instant at = period.startsAt();
    List<Interval> sorted = intervals.stream().sorted(Comparator.naturalOrder()).toList();
    for (Interval each : sorted) {
      Optional<Interval> rest = Interval.between(at, period.endsAt()).flatMap(each::intersection);
      if (rest.isPresent()) {
        Interval.between(at, rest.get().startsAt())
            .ifPresent(no -> parts.add(part(no, new Truth.No())));
        parts.add(part(rest.get(), new Truth.Yes()));
        at = rest.get().endsAt();
      }
    }
    Interval.between(at, period.endsAt()).ifPresent(no -> parts.add(part(no, new Truth.No())));
    return new Course<>(period, parts);
  }

  private static Part<Truth> part(Interval interval, Truth truth) {
    return new Part<>(interval, truth);
  }

  public static Course<Truth> not(Course<Truth> one) {
    return one.map(Truth::not);
  }

  public static Course<Truth> union(Course<Truth> one, Course<Truth> other) {
    return one.with(other, Truth::or);
  }

  public static Course<Truth> intersection(Course<Truth> one, Course<Truth> other) {
    return one.with(other, Truth::and);
  }

  public static Course<Truth> difference(Course<Truth> one, Course<Truth> other) {
    return one.with(other, Truth::minus);
  }

  /** Whether at least k of them hold at once. */
  public static Course<Truth> atLeast(int k, List<Course<Truth>> courses) {
    return Course.together(courses, truths -> Truth.atLeast(k, truths));
  }

  /** From when it first held without a break for so long, whatever the unknown was. */
  public static Optional<Instant> firstTrueFor(Course<Truth> course, Duration duration) {
    return first(course, duration, truth -> truth instanceof Truth.Yes);
  }

  /** From when it may first have held for so long: what is unknown is taken for true. */
  public static Optional<Instant> firstPossiblyTrueFor(Course<Truth> course, Duration duration) {
    return first(course, duration, truth -> !(truth instanceof Truth.No));
  }

  private static Optional<Instant> first(
      Course<Truth> course, Duration duration, Predicate<Truth> holds) {
    return course.map(holds::test).intervals(true).stream()
        .filter(run -> run.duration().compareTo(duration) >= 0)
        .map(Interval::startsAt)
        .findFirst();
  }
}
