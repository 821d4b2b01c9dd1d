package org.muster.domain;

import java.time.Instant;

/** Times of observations are whole milliseconds: what devices send, and what the journal keeps. */
final class Whole {
  private Whole() {}

  static void milliseconds(Instant at) {
    Refuse.unless(
        at.equals(at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS)),
        "observedAt is in whole milliseconds");
  }
}
