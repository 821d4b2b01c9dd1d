package org.muster.domain;

/** What computed a position, as far as the device says. */
public enum FixSource {
  SATELLITE,
  NETWORK,
  UNSTATED
}
