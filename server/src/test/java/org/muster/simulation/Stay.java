package org.muster.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.muster.domain.Interval;

/**
 * One stay of a simulated person, as it will come about; the casework of it is done when its time
 * has come.
 *
 * @param number the first stay of a person is 0
 * @param devices in order; each stands for the person until the next
 * @param hearings when the person is to appear, as the order asks
 */
record Stay(
    int person,
    int number,
    boolean phone,
    ZoneId zone,
    Interval during,
    List<DeviceStretch> devices,
    List<Interval> hearings) {

  /** A device, and when it stands for the person. */
  record DeviceStretch(String device, Interval during) {}

  String vendor() {
    return phone ? World.PHONES : World.BRACELETS;
  }

  Place home() {
    return new Place(1_500 * person, 800);
  }

  Place court() {
    return new Place(-6_000, -4_000);
  }

  boolean endsBefore(Instant at) {
    return !during.isOpen() && !during.endsAt().isAfter(at);
  }
}
