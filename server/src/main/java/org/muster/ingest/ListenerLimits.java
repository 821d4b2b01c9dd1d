package org.muster.ingest;

import java.time.Duration;
import org.muster.store.Journal;

/**
 * What one listener lets happen at once, and how long.
 *
 * @param connectionsMax connections at a time; more are told to come back
 * @param bodyBytesMax bytes of bodies in memory at a time, of all connections together
 * @param headWithin from the answer before, or the connecting, until the next head is whole
 * @param bodyWithin from the head until the body is whole
 * @param answerWithin from then until the answer
 */
record ListenerLimits(
    int connectionsMax,
    long bodyBytesMax,
    Duration headWithin,
    Duration bodyWithin,
    Duration answerWithin) {

  /** Bodies that are read and wait may take this part of the memory that there is. */
  private static final int MEMORY_PART = 16;

  static ListenerLimits usual() {
    return new ListenerLimits(
        8_192,
        Runtime.getRuntime().maxMemory() / MEMORY_PART,
        Duration.ofSeconds(75),
        Duration.ofSeconds(30),
        Duration.ofSeconds(Journal.WAIT_SECONDS_MAX));
  }
}
