package org.muster.domain;

/** Identity of Recall. Positive, 64 bits, given by the store. */
public record RecallId(long value) implements Comparable<RecallId> {
  public RecallId {
    Refuse.unless(value > 0, "a recall id is positive");
  }

  @Override
  public int compareTo(RecallId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
