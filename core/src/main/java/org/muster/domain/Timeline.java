package org.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * For one condition, the whole of an interval as spans: no holes, no overlaps, no two neighbours in
 * the same state.
 */
public record Timeline(Interval period, List<Span> spans) {
  public Timeline {
    spans = coalesced(spans);
    Refuse.unless(!spans.isEmpty(), "a timeline has spans");
    Refuse.unless(
        spans.getFirst().startsAt().equals(period.startsAt())
            && spans.getLast().endsAt().equals(period.endsAt()),
        "the spans of a timeline fill its period");
  }

  private static List<Span> coalesced(List<Span> spans) {
    List<Span> result = new ArrayList<>(spans.size());
    for (Span next : spans) {
      if (result.isEmpty()) {
        result.add(next);
        continue;
      }
      Span last = result.getLast();
      Refuse.unless(
          last.endsAt().equals(next.startsAt()), "spans of a timeline touch without overlap");
      if (last.state().equals(next.state())) {
        result.set(
            result.size() - 1,
            new Span(new Interval(last.startsAt(), next.endsAt()), last.state()));
      } else {
        result.add(next);
      }
    }
    return List.copyOf(result);
  }

  /** The state at an instant of the period. */
  public State at(Instant instant) {
    for (Span span : spans) {
      if (span.interval().contains(instant)) {
        return span.state();
      }
    }
    throw new IllegalArgumentException("the instant is outside the timeline's period");
  }

  /** How long the states that fit lasted, all together. */
  public Duration lasting(Predicate<State> fits) {
    Duration sum = Duration.ZERO;
    for (Span span : spans) {
      if (fits.test(span.state())) {
        sum = sum.plus(span.interval().duration());
      }
    }
    return sum;
  }
}
