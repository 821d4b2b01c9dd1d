package org.muster.domain;

/** Identity of Condition: one thing an order asks. Positive, 64 bits, given by the store. */
public record ConditionId(long value) implements Comparable<ConditionId> {
  public ConditionId {
    Refuse.unless(value > 0, "a condition id is positive");
  }

  @Override
  public int compareTo(ConditionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
