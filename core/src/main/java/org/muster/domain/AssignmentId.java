package org.muster.domain;

/**
 * Identity of Assignment: the interval in which a device stands for a participant; all telemetry is
 * keyed by it. Positive, 64 bits, given by the store.
 */
public record AssignmentId(long value) implements Comparable<AssignmentId> {
  public AssignmentId {
    Refuse.unless(value > 0, "a assignment id is positive");
  }

  @Override
  public int compareTo(AssignmentId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
