package org.muster.simulation;

import java.time.Instant;
import java.util.Comparator;
import org.muster.domain.Observation;

/**
 * What a device observed and when it sends it: soon after, or hours later when there was no
 * coverage.
 */
record Sent(Instant sentAt, Observation observation) implements Comparable<Sent> {
  private static final Comparator<Sent> ORDER =
      Comparator.comparing(Sent::sentAt)
          .thenComparing(s -> s.observation().observedAt())
          .thenComparing(s -> s.observation().toString());

  @Override
  public int compareTo(Sent other) {
    return ORDER.compare(this, other);
  }

  /**
   * What the device calls this observation, so that it is the same one however often it is sent.
   */
  String clientId() {
    return observation.getClass().getSimpleName() + "-" + observation.observedAt().toEpochMilli();
  }
}
