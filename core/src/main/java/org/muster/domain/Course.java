package org.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What holds when, over the whole of a period: parts that touch, without holes or overlaps, no two
 * neighbours with the same value. So two courses are equal exactly when they say the same of every
 * instant.
 */
public record Course<T>(Interval period, List<Part<T>> parts) {
  public Course {
    parts = coalesced(parts);
    Refuse.unless(
        !parts.isEmpty()
            && parts.getFirst().interval().startsAt().equals(period.startsAt())
            && parts.getLast().interval().endsAt().equals(period.endsAt()),
        "the parts fill their period");
  }

  /** One value for an interval. */
  public record Part<T>(Interval interval, T value) {}

  /** The same all the time. */
  public static <T> Course<T> always(Interval period, T value) {
    return new Course<>(period, List.of(new Part<>(period, value)));
  }

  private static <T> List<Part<T>> coalesced(List<Part<T>> parts) {
    List<Part<T>> result = new ArrayList<>(parts.size());
    for (Part<T> next : parts) {
      if (result.isEmpty()) {
        result.add(next);
        continue;
      }
      Part<T> last = result.getLast();
      Refuse.unless(
          last.interval().endsAt().equals(next.interval().startsAt()),
          "neighbours touch without overlap");
      if (last.value().equals(next.value())) {
        result.removeLast();
        Interval both = new Interval(last.interval().startsAt(), next.interval().endsAt());
        result.add(new Part<>(both, last.value()));
      } else {
        result.add(next);
      }
    }
    return List.copyOf(result);
  }

  /** The value at an instant of the period. */
  public T at(Instant instant) {
    for (Part<T> part : parts) {
      if (part.interval().contains(instant)) {
        return part.value();
      }
    }
    throw new IllegalArgumentException("the instant is outside the period");
  }

  public <R> Course<R> map(Function<? super T, ? extends R> of) {
    List<Part<R>> mapped = new ArrayList<>(parts.size());
    parts.forEach(part -> mapped.add(new Part<>(part.interval(), of.apply(part.value()))));
    return new Course<>(period, mapped);
  }

  /** Of every instant, what the two values make together. Refuses another period. */
  public <U, R> Course<R> with(
      Course<U> other, BiFunction<? super T, ? super U, ? extends R> together) {
    Refuse.unless(period.equals(other.period), "courses of one period are put together");
    List<Part<R>> result = new ArrayList<>(parts.size() + other.parts.size());
    int j = 0;
    for (Part<T> part : parts) {
      Instant from = part.interval().startsAt();
      while (from.isBefore(part.interval().endsAt())) {
        Part<U> beside = other.parts.get(j);
        Instant to = earlier(part.interval().endsAt(), beside.interval().endsAt());
        result.add(
            new Part<>(new Interval(from, to), together.apply(part.value(), beside.value())));
        from = to;
        if (to.equals(beside.interval().endsAt())) {
          j++;
        }
      }
    }
    return new Course<>(period, result);
  }

  /** Of every instant, what all the values make together. Refuses none, and differing periods. */
  public static <T, R> Course<R> together(
      List<Course<T>> courses, Function<? super List<T>, ? extends R> of) {
    Refuse.unless(!courses.isEmpty(), "there is a course to put together");
    Course<List<T>> all = courses.getFirst().map(List::of);
    for (Course<T> next : courses.subList(1, courses.size())) {
      all =
          all.with(
              next,
              (values, value) -> {
                List<T> longer = new ArrayList<>(values);
                longer.add(value);
                return List.copyOf(longer);
              });
    }
    return all.map(of);
  }

  /** How long each value holds, all together, in the order in which they first appear. */
  public SequencedMap<T, Duration> lasting() {
    SequencedMap<T, Duration> sums = new LinkedHashMap<>();
    parts.forEach(part -> sums.merge(part.value(), part.interval().duration(), Duration::plus));
    return Collections.unmodifiableSequencedMap(sums);
  }

  /** The maximal intervals with this value, in order. */
  public List<Interval> intervals(T value) {
    return parts.stream().filter(p -> p.value().equals(value)).map(Part::interval).toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
