package org.muster.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * When something was observed by the clock of the device, and received by ours: what can be said of
 * the device's clock.
 *
 * <p>Nothing is observed after it was received, so a clock that is ahead gives itself away. One
 * that is behind looks like a report that took long. It is told by three things together: it is
 * behind by a difference of time zones (a clock set to local time, or not set back in autumn); it
 * stays behind by the same over three reports; and meanwhile time passes. Reports that were stored
 * and come late do not do that: the later ones of them waited less.
 *
 * @param observedAt by the clock of the device
 * @param receivedAt by ours
 */
public record Receipt(Instant observedAt, Instant receivedAt) {
  /** Our clocks and a right one may differ by so much, and no more. */
  public static final Duration AHEAD_MAX = Duration.ofMinutes(10);

  /** Clocks of the earth differ by whole steps of this: the IANA database knows no smaller one. */
  private static final long ZONE_STEP_MILLIS = Duration.ofMinutes(15).toMillis();

  private static final long ZONES_MIN_MILLIS = Duration.ofMinutes(30).toMillis();
  private static final long ZONES_MAX_MILLIS = Duration.ofHours(14).toMillis();

  /** How far from a whole step the delay may be: the way of a report, and a clock's own error. */
  private static final long NEAR_MILLIS = Duration.ofMinutes(2).toMillis();

  /** How much the delay may change from one report to the next. */
  private static final long STEADY_MILLIS = Duration.ofSeconds(15).toMillis();

  /** How much time has to lie between the two. */
  private static final long APART_MILLIS = Duration.ofSeconds(45).toMillis();

  /** Whether the device's clock is ahead of ours. */
  public boolean clockIsAhead() {
    return observedAt.isAfter(receivedAt.plus(AHEAD_MAX));
  }

  /**
   * Whether the device's clock is behind by a difference of time zones.
   *
   * @param before what the same device observed last before this
   * @param earlier what it observed last before that
   */
  public boolean clockIsBehind(Receipt before, Receipt earlier) {
    long delay = delayMillis();
    long fromStep = Math.floorMod(delay + NEAR_MILLIS, ZONE_STEP_MILLIS);
    return delay >= ZONES_MIN_MILLIS - NEAR_MILLIS
        && delay <= ZONES_MAX_MILLIS + NEAR_MILLIS
        && fromStep <= 2 * NEAR_MILLIS
        && isSteadySince(before)
        && before.isSteadySince(earlier);
  }

  private boolean isSteadySince(Receipt before) {
    return Math.abs(delayMillis() - before.delayMillis()) <= STEADY_MILLIS
        && Duration.between(before.observedAt, observedAt).toMillis() >= APART_MILLIS;
  }

  private long delayMillis() {
    return Duration.between(observedAt, receivedAt).toMillis();
  }
}
