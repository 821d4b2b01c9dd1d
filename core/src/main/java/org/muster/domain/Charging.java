package org.muster.domain;

/** Whether a device is being charged, as far as it says. */
public enum Charging {
  CHARGING,
  UNPLUGGED,
  UNKNOWN
}
