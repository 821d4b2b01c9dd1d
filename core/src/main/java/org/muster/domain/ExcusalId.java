package org.muster.domain;

/**
 * Identity of Excusal: a recorded permission that lifts a condition for an interval. Positive, 64
 * bits, given by the store.
 */
public record ExcusalId(long value) implements Comparable<ExcusalId> {
  public ExcusalId {
    Refuse.unless(value > 0, "a excusal id is positive");
  }

  @Override
  public int compareTo(ExcusalId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
