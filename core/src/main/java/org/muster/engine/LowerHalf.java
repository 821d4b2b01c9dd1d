package org.muster.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The earlier half of instants that are added one by one; of an odd number, the larger half. */
final class LowerHalf {
  private final PriorityQueue<Instant> lower = new PriorityQueue<>(Comparator.reverseOrder());
  private final PriorityQueue<Instant> upper = new PriorityQueue<>();

  void add(Instant instant) {
    lower.add(instant);
    upper.add(greatest());
    lower.remove();
    if (upper.size() > lower.size()) {
      lower.add(upper.remove());
    }
  }

  /** The last instant of the half. */
  Instant greatest() {
    Instant greatest = lower.peek();
    if (greatest == null) {
      throw new IllegalStateException("nothing was added yet");
    }
    return greatest;
  }
}
