package org.muster.domain;

/**
 * Identity of Order: the legal instrument that binds an enrolment. Positive, 64 bits, given by the
 * store.
 */
public record OrderId(long value) implements Comparable<OrderId> {
  public OrderId {
    Refuse.unless(value > 0, "a order id is positive");
  }

  @Override
  public int compareTo(OrderId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
