package org.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time, half-open: {@code startsAt} belongs to it, {@code endsAt} does not. Never
 * empty. An interval without an end ends at {@link #FOREVER}.
 */
public record Interval(Instant startsAt, Instant endsAt) implements Comparable<Interval> {
  /** Later than any instant the product meets; stands for "no end is known". */
  public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  public Interval {
    Refuse.unless(startsAt.isBefore(endsAt), "an interval starts before it ends");
    Refuse.unless(!endsAt.isAfter(FOREVER), "an interval ends by the year 9999");
  }

  public static Interval from(Instant startsAt) {
    return new Interval(startsAt, FOREVER);
  }

  /** The interval, or empty when the end does not come after the start. */
  public static Optional<Interval> between(Instant startsAt, Instant endsAt) {
    return startsAt.isBefore(endsAt)
        ? Optional.of(new Interval(startsAt, endsAt))
        : Optional.empty();
  }

  public boolean contains(Instant at) {
    return !at.isBefore(startsAt) && at.isBefore(endsAt);
  }

  public boolean overlaps(Interval other) {
    return startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(endsAt);
  }

  public Optional<Interval> intersection(Interval other) {
    Instant from = startsAt.isAfter(other.startsAt) ? startsAt : other.startsAt;
    Instant to = endsAt.isBefore(other.endsAt) ? endsAt : other.endsAt;
    return between(from, to);
  }

  public boolean isOpen() {
    return endsAt.equals(FOREVER);
  }

  public Duration duration() {
    return Duration.between(startsAt, endsAt);
  }

  @Override
  public int compareTo(Interval other) {
    int byStart = startsAt.compareTo(other.startsAt);
    return byStart != 0 ? byStart : endsAt.compareTo(other.endsAt);
  }
}
