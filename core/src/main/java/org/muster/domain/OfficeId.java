package org.muster.domain;

/** Identity of Office: a field office. Positive, 64 bits, given by the store. */
public record OfficeId(long value) implements Comparable<OfficeId> {
  public OfficeId {
    Refuse.unless(value > 0, "a office id is positive");
  }

  @Override
  public int compareTo(OfficeId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
