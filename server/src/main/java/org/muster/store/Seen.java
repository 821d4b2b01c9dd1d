package org.muster.store;

import java.time.Instant;

/**
 * What was there when an enrolment was last judged.
 *
 * @param lastObservation the last observation that there was, of anybody; 0 if it never was judged
 * @param asOf up to when it was judged: what was observed from then on, by a clock that is ahead of
 *     ours, was there and was not looked at yet
 */
public record Seen(long lastObservation, Instant asOf) {
  /** Never judged. */
  public static final Seen NOTHING = new Seen(0, Instant.EPOCH);

  /** Whether the observation has become known since, or of it at least what it speaks of. */
  boolean isNews(StoredObservation one) {
    return one.id() > lastObservation || !one.observedAt().isBefore(asOf);
  }
}
