package org.muster.domain;

import java.time.Instant;

/** One state for an interval. */
public record Span(Interval interval, State state) {
  public Instant startsAt() {
    return interval.startsAt();
  }

  public Instant endsAt() {
    return interval.endsAt();
  }
}
