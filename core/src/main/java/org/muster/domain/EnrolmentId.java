package org.muster.domain;

/**
 * Identity of Enrolment: one unbroken stay in the programme. Positive, 64 bits, given by the store.
 */
public record EnrolmentId(long value) implements Comparable<EnrolmentId> {
  public EnrolmentId {
    Refuse.unless(value > 0, "a enrolment id is positive");
  }

  @Override
  public int compareTo(EnrolmentId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
