package org.muster.tracks;

import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;

/**
 * What an observation says beside its numbers, as one small whole number. A chunk lists the few
 * tags that occur in it, and writes for each observation which one it has.
 *
 * <pre>
 *   bits 0 to 2  kind
 *   Fix          3 mock, 4 not valid, 5 to 6 source, 7 states an accuracy, 8 states a speed
 *   Battery      3 to 4 charging, 5 states a level
 *   Strap        3 open
 *   Fix          10 by a wrong clock
 *   bit 9        observed at the same instant as the one before it in the chunk
 * </pre>
 */
final class Tag {
  /** In the order in which kinds of one instant stand, here and among the engine's columns. */
  static final int FIX = 0;

  static final int BEAT = 1;
  static final int BATTERY = 2;
  static final int CHECKED_IN = 3;
  static final int STRAP = 4;
  static final int CASE_OPENED = 5;
  static final int POWERED_OFF = 6;

  static final int MOCK = 1 << 3;
  static final int NOT_VALID = 1 << 4;
  static final int ACCURACY = 1 << 7;
  static final int SPEED = 1 << 8;
  static final int LEVEL = 1 << 5;
  static final int OPEN = 1 << 3;
  static final int AGAIN = 1 << 9;
  static final int WRONG_CLOCK = 1 << 10;

  /** More than there are: 96 of fixes and 11 others, each also at the same instant. */
  static final int COUNT_MAX = 256;

  private static final int SOURCE_SHIFT = 5;
  private static final int CHARGING_SHIFT = 3;

  private Tag() {}

  static int of(Observation observation) {
    return switch (observation) {
      case Observation.Fix fix ->
          FIX
              | (fix.mock() ? MOCK : 0)
              | (fix.valid() ? 0 : NOT_VALID)
              | (fix.clockRight() ? 0 : WRONG_CLOCK)
              | source(fix.source()) << SOURCE_SHIFT
              | (fix.accuracyMetres().isPresent() ? ACCURACY : 0)
              | (fix.speedMetresPerSecond().isPresent() ? SPEED : 0);
      case Observation.Beat beat -> BEAT;
      case Observation.Battery battery ->
          BATTERY
              | charging(battery.charging()) << CHARGING_SHIFT
              | (battery.levelPercent().isPresent() ? LEVEL : 0);
      case Observation.CheckedIn checkedIn -> CHECKED_IN;
      case Observation.Strap strap -> STRAP | (strap.open() ? OPEN : 0);
      case Observation.CaseOpened caseOpened -> CASE_OPENED;
      case Observation.PoweredOff poweredOff -> POWERED_OFF;
    };
  }

  static int kind(int tag) {
    return tag & 7;
  }

  static boolean has(int tag, int bit) {
    return (tag & bit) != 0;
  }

  /** Whether some observation has this tag. */
  static boolean isKnown(long tag) {
    int said = (int) tag & ~(AGAIN | 7);
    if (tag < 0 || tag >= 2 * WRONG_CLOCK) {
      return false;
    }
    return switch (kind((int) tag)) {
      case FIX -> (said >> SOURCE_SHIFT & 3) < 3;
      case BATTERY -> said < 1 << 6 && (said >> CHARGING_SHIFT & 3) < (has(said, LEVEL) ? 3 : 2);
      case STRAP -> said <= OPEN;
      case BEAT, CHECKED_IN, CASE_OPENED, POWERED_OFF -> said == 0;
      default -> false;
    };
  }

  static FixSource source(int tag) {
    return switch (tag >> SOURCE_SHIFT & 3) {
      case 0 -> FixSource.SATELLITE;
      case 1 -> FixSource.NETWORK;
      default -> FixSource.UNSTATED;
    };
  }

  static Charging charging(int tag) {
    return switch (tag >> CHARGING_SHIFT & 3) {
      case 0 -> Charging.CHARGING;
      case 1 -> Charging.UNPLUGGED;
      default -> Charging.UNKNOWN;
    };
  }

  private static int source(FixSource source) {
    return switch (source) {
      case SATELLITE -> 0;
      case NETWORK -> 1;
      case UNSTATED -> 2;
    };
  }

  private static int charging(Charging charging) {
    return switch (charging) {
      case CHARGING -> 0;
      case UNPLUGGED -> 1;
      case UNKNOWN -> 2;
    };
  }
}
