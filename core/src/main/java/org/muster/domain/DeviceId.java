package org.muster.domain;

/** Identity of Device: a tracker or phone. Positive, 64 bits, given by the store. */
public record DeviceId(long value) implements Comparable<DeviceId> {
  public DeviceId {
    Refuse.unless(value > 0, "a device id is positive");
  }

  @Override
  public int compareTo(DeviceId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
