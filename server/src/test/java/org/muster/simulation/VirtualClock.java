package org.muster.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a simulated run: it stands still until it is moved, and never goes back. */
final class VirtualClock extends Clock {
  private volatile Instant now;

  VirtualClock(Instant now) {
    this.now = now;
  }

  void moveTo(Instant at) {
    if (at.isBefore(now)) {
      throw new IllegalArgumentException(at + " is before " + now);
    }
    now = at;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks the time in a zone");
  }
}
