package org.muster.domain;

/** Names one record of a check-in, a hearing or an appointment. */
public record RecordId(long value) implements Comparable<RecordId> {
  public RecordId {
    Refuse.unless(value > 0, "a record id is positive");
  }

  @Override
  public int compareTo(RecordId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
