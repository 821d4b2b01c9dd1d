package org.muster.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/** Gathers what one report of a device says, each at its time. */
final class Facts {
  private final List<Observation> observations = new ArrayList<>();

  /** How a device qualifies the fix that it sends. */
  record Quality(
      OptionalDouble accuracyMetres,
      OptionalDouble speedMetresPerSecond,
      FixSource source,
      boolean mock,
      boolean valid) {}

  void fix(Instant at, Position position, Quality quality) throws Unreadable {
    try {
      observations.add(
          new Observation.Fix(
              at,
              position,
              Numbers.accuracy(quality.accuracyMetres()),
              Numbers.speed(quality.speedMetresPerSecond()),
              quality.source(),
              quality.mock(),
              quality.valid()));
    } catch (IllegalArgumentException e) {
      throw new Unreadable(Reason.VALUE_OUT_OF_RANGE, String.valueOf(e.getMessage()));
    }
  }

  void beat(Instant at) {
    observations.add(new Observation.Beat(at));
  }

  /** Nothing, when the device says nothing of its battery. */
  void battery(Instant at, OptionalInt levelPercent, Charging charging) {
    if (levelPercent.isPresent() || charging != Charging.UNKNOWN) {
      observations.add(new Observation.Battery(at, levelPercent, charging));
    }
  }

  /** A comma list of alarms as Traccar names them. Those without a fact of ours are contact. */
  void alarms(Instant at, Optional<String> alarms) {
    for (String alarm : alarms.orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
      switch (alarm.strip()) {
        case "tampering", "removing" -> once(new Observation.Strap(at, true));
        case "powercut" -> once(unplugged(at, Charging.UNPLUGGED));
        case "powerrestored" -> once(unplugged(at, Charging.CHARGING));
        case "poweroff" -> once(new Observation.PoweredOff(at));
        default -> {}
      }
    }
  }

  /** All of it; a report that says nothing else at this time says that the device was heard. */
  List<Observation> heardAt(Instant at) {
    if (observations.stream().noneMatch(one -> one.observedAt().equals(at))) {
      beat(at);
    }
    return List.copyOf(observations);
  }

  static Charging charging(Optional<Boolean> charging) {
    return charging
        .map(yes -> yes ? Charging.CHARGING : Charging.UNPLUGGED)
        .orElse(Charging.UNKNOWN);
  }

  private void once(Observation observation) {
    if (!observations.contains(observation)) {
      observations.add(observation);
    }
  }

  private static Observation unplugged(Instant at, Charging charging) {
    return new Observation.Battery(at, OptionalInt.empty(), charging);
  }
}
