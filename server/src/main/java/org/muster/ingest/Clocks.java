package org.muster.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.muster.domain.DeviceId;
import org.muster.domain.Observation;
import org.muster.domain.Receipt;
import org.muster.ingest.Decoding.Rejected;
import org.muster.store.DedupeKey;
import org.muster.store.ReceivedReport.Entry;

/**
 * What becomes of an observation whose time cannot be true. A clock that is hours ahead is a matter
 * of time zones: what was observed counts from when we received it, and its place is not believed.
 * A time of another age is refused; that the device was heard is kept all the same, so that its
 * silence is not held against the participant.
 */
final class Clocks {
  /** No device of a programme is older; a clock that was never set says 1901, 1970 or 2000. */
  static final Instant EARLIEST_AT = Instant.parse("2015-01-01T00:00:00Z");

  /** Further ahead than any two places of the earth, and than a date that is one day off. */
  static final Duration AHEAD_TAKEN_MAX = Duration.ofDays(2);

  private Clocks() {}

  /** Why the time of the observation is refused, if it is. */
  static Optional<Rejected> refusal(Observation observation, Instant receivedAt) {
    Instant at = observation.observedAt();
    if (at.isBefore(EARLIEST_AT)) {
      return Optional.of(
          new Rejected(
              Reason.TIME_TOO_OLD,
              "the time %s is before 2015: set the clock of the device".formatted(at)));
    }
    if (at.isAfter(receivedAt.plus(AHEAD_TAKEN_MAX))) {
      return Optional.of(
          new Rejected(
              Reason.TIME_AHEAD,
              "the time %s is more than %d hours ahead of %s: set the clock of the device"
                  .formatted(
                      at, AHEAD_TAKEN_MAX.toHours(), receivedAt.truncatedTo(ChronoUnit.SECONDS))));
    }
    return Optional.empty();
  }

  /** The observation on its way into the journal, told again by what the device said. */
  static Entry entry(DeviceId device, Observation observation, Instant receivedAt) {
    return entry(device, observation, DedupeKey.ofContent(observation), receivedAt);
  }

  static Entry entry(DeviceId device, Observation observation, DedupeKey key, Instant receivedAt) {
    Instant claimedAt = observation.observedAt();
    if (!new Receipt(claimedAt, receivedAt).clockIsAhead()) {
      return new Entry(device, observation, key, Optional.empty());
    }
    Instant at = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    return new Entry(device, dated(observation, at), key, Optional.of(claimedAt));
  }

  /** Of what was refused for its time: that the device was heard, once in each minute. */
  static Entry heard(DeviceId device, Observation refused, Instant receivedAt) {
    Observation.Beat beat = new Observation.Beat(receivedAt.truncatedTo(ChronoUnit.MILLIS));
    DedupeKey key =
        DedupeKey.ofContent(new Observation.Beat(receivedAt.truncatedTo(ChronoUnit.MINUTES)));
    return new Entry(device, beat, key, Optional.of(refused.observedAt()));
  }

  private static Observation dated(Observation observation, Instant at) {
    return switch (observation) {
      case Observation.Fix fix -> fix.byWrongClock(at);
      case Observation.Beat beat -> new Observation.Beat(at);
      case Observation.Battery battery ->
          new Observation.Battery(at, battery.levelPercent(), battery.charging());
      case Observation.Strap strap -> new Observation.Strap(at, strap.open());
      case Observation.CaseOpened opened -> new Observation.CaseOpened(at);
      case Observation.PoweredOff off -> new Observation.PoweredOff(at);
      case Observation.CheckedIn in -> new Observation.CheckedIn(at);
    };
  }
}
