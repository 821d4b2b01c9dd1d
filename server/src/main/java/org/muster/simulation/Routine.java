package org.muster.simulation;

import java.time.LocalTime;

/** How a person's days go, and the hours in which an order asks such a person to be at home. */
enum Routine {
  DAY_SHIFT(LocalTime.of(21, 0), LocalTime.of(6, 0)),
  EARLY_SHIFT(LocalTime.of(20, 0), LocalTime.of(4, 0)),
  NIGHT_SHIFT(LocalTime.of(9, 0), LocalTime.of(17, 0)),
  CARER(LocalTime.of(20, 0), LocalTime.of(6, 30)),
  AT_HOME(LocalTime.of(19, 0), LocalTime.of(8, 0));

  private final LocalTime homeFrom;
  private final LocalTime homeTo;

  Routine(LocalTime homeFrom, LocalTime homeTo) {
    this.homeFrom = homeFrom;
    this.homeTo = homeTo;
  }

  LocalTime homeFrom() {
    return homeFrom;
  }

  LocalTime homeTo() {
    return homeTo;
  }
}
