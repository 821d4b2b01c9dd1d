package org.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * For one condition, the whole of an interval as spans: no holes, no overlaps, no two neighbours in
 * the same state.
 */
public record Timeline(Interval period, List<Span> spans) {
  public Timeline {
    spans =
        course(period, spans).parts().stream()
            .map(part -> new Span(part.interval(), part.value()))
            .toList();
  }

  private static Course<State> course(Interval period, List<Span> spans) {
    return new Course<>(
        period,
        spans.stream().map(span -> new Course.Part<>(span.interval(), span.state())).toList());
  }

  /** The same as what holds when. */
  public Course<State> course() {
    return course(period, spans);
  }

  /** Of every instant, what its state says to a question. */
  public Course<Truth> truth(Function<State, Truth> question) {
    return course().map(question);
  }

  /** The state at an instant of the period. */
  public State at(Instant instant) {
    return course().at(instant);
  }

  /** How long each state lasted, all together, in the order in which they first appear. */
  public SequencedMap<State, Duration> lasting() {
    return course().lasting();
  }

  /** How long the states that fit lasted, all together. */
  public Duration lasting(Predicate<State> fits) {
    return lasting().entrySet().stream()
        .filter(each -> fits.test(each.getKey()))
        .map(java.util.Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
