package org.muster.domain;

import java.time.Instant;
import java.util.Optional;

/** When a device was last heard, and the last that it said of its battery. */
public record DeviceHealth(Optional<Instant> lastHeardAt, Optional<Charge> charge) {
  public static final DeviceHealth UNHEARD = new DeviceHealth(Optional.empty(), Optional.empty());

  /** A battery's charge, as the device reported it. */
  public record Charge(int levelPercent, Charging charging, Instant observedAt) {}
}
