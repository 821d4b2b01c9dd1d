package org.muster.domain;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A typed fact from a report. {@code observedAt} is the device's clock, in whole milliseconds;
 * where that clock was ahead of ours, it is when the report was received, see {@link Receipt}.
 *
 * <p>When a report was received is a fact about the report and is kept in the journal; it plays no
 * part in what an observation means, so that any arrival order gives the same result.
 */
public sealed interface Observation {
  Instant observedAt();

  /**
   * Where the device says it was.
   *
   * @param accuracyMetres radius of the error circle as the device states it; empty when it states
   *     none (zero counts as none)
   * @param speedMetresPerSecond empty when unknown
   * @param source what computed the position, as far as the device says
   * @param mock the device says that the position is faked: kept and marked, never believed
   * @param valid the receiver says that the position is good
   * @param clockRight the device's clock can be right; where it cannot, the place may be true, but
   *     nobody knows when it was: kept and marked, never believed
   */
  record Fix(
      Instant observedAt,
      Position position,
      OptionalDouble accuracyMetres,
      OptionalDouble speedMetresPerSecond,
      FixSource source,
      boolean mock,
      boolean valid,
      boolean clockRight)
      implements Observation {
    /** A fix by a clock that can be right. */
    public Fix(
        Instant observedAt,
        Position position,
        OptionalDouble accuracyMetres,
        OptionalDouble speedMetresPerSecond,
        FixSource source,
        boolean mock,
        boolean valid) {
      this(observedAt, position, accuracyMetres, speedMetresPerSecond, source, mock, valid, true);
    }

    public Fix {
      Whole.milliseconds(observedAt);
      Refuse.unless(
          accuracyMetres.isEmpty()
              || (accuracyMetres.getAsDouble() > 0 && accuracyMetres.getAsDouble() <= 1e7),
          "accuracy is above 0 and at most 10,000 km, in metres");
      Refuse.unless(
          speedMetresPerSecond.isEmpty()
              || (speedMetresPerSecond.getAsDouble() >= 0
                  && speedMetresPerSecond.getAsDouble() <= 1e5),
          "speed is 0 to 100,000 m/s");
    }

    /** The same place, by a clock that cannot be right, as of an instant. */
    public Fix byWrongClock(Instant at) {
      return new Fix(
          at, position, accuracyMetres, speedMetresPerSecond, source, mock, valid, false);
    }

    /** A good fix of which only place and accuracy are known. */
    public static Fix of(Instant observedAt, Position position, OptionalDouble accuracyMetres) {
      return new Fix(
          observedAt,
          position,
          accuracyMetres,
          OptionalDouble.empty(),
          FixSource.UNSTATED,
          false,
          true);
    }
  }

  /** Heard, no position. */
  record Beat(Instant observedAt) implements Observation {
    public Beat {
      Whole.milliseconds(observedAt);
    }
  }

  /** Charge of the battery, 0 to 100 percent, and whether it is being charged. */
  record Battery(Instant observedAt, OptionalInt levelPercent, Charging charging)
      implements Observation {
    public Battery {
      Whole.milliseconds(observedAt);
      Refuse.unless(
          levelPercent.isEmpty()
              || (levelPercent.getAsInt() >= 0 && levelPercent.getAsInt() <= 100),
          "battery level is 0 to 100 percent");
      Refuse.unless(
          levelPercent.isPresent() || charging != Charging.UNKNOWN,
          "a battery observation says something");
    }
  }

  /** The strap was seen open or closed. */
  record Strap(Instant observedAt, boolean open) implements Observation {
    public Strap {
      Whole.milliseconds(observedAt);
    }
  }

  /** The case of the device was opened. */
  record CaseOpened(Instant observedAt) implements Observation {
    public CaseOpened {
      Whole.milliseconds(observedAt);
    }
  }

  /** The device announced that it switches off. */
  record PoweredOff(Instant observedAt) implements Observation {
    public PoweredOff {
      Whole.milliseconds(observedAt);
    }
  }

  /** The participant checked in by an app. */
  record CheckedIn(Instant observedAt) implements Observation {
    public CheckedIn {
      Whole.milliseconds(observedAt);
    }
  }
}
