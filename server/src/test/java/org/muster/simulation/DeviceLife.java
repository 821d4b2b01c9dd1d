package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;

/**
 * What one device observes while it stands for somebody, and the messages that it sends: fewer than
 * a true one, and with far more that is out of the ordinary.
 */
final class DeviceLife {
  private static final double LOST_FOR_GOOD = 0.02;
  private static final double WRONG_CLOCK = 0.05;
  private static final Place FAR = new Place(300_000, 0);
  private static final Place QUARTER = new Place(9_000, -9_000);

  private final Chance chance;
  private final Stay stay;
  private final Interval during;
  private final String device;
  private final List<Interval> blackouts;
  private final Instant endAt;
  private final List<Message> messages = new ArrayList<>();
  private final List<Observation> waiting = new ArrayList<>();
  private Duration clockRuns = Duration.ZERO;
  private Instant now;
  private Instant batteryAt;
  private int firstNumber;

  DeviceLife(
      Chance chance,
      Stay stay,
      Stay.DeviceStretch stretch,
      List<Interval> blackouts,
      Instant endAt) {
    this.chance = chance;
    this.stay = stay;
    this.during = stretch.during();
    this.device = stretch.device();
    this.blackouts = blackouts;
    this.endAt = endAt;
    now = during.startsAt().plusSeconds(120);
    batteryAt = now;
  }

  /** All messages in the order of their sending; the first has the number. */
  List<Message> messages(int first) {
    firstNumber = first;
    // It goes on for a while after the order ended: then nothing of it may be kept.
    Instant off = during.isOpen() ? endAt : during.endsAt().plus(Duration.ofHours(3));
    Instant until = off.isBefore(endAt) ? off : endAt;
    while (now.isBefore(until)) {
      episode(until);
    }
    send();
    return messages;
  }

  /** Some time at one place. */
  private void episode(Instant until) {
    send();
    clockRuns = clock();
    Place place = place();
    boolean home = place.equals(stay.home());
    long minutes = home ? 240 + chance.below(600) : 30 + chance.below(240);
    Instant over = now.plus(Duration.ofMinutes(minutes));
    int dense = home ? 3 : 8;
    while (now.isBefore(over) && now.isBefore(until)) {
      if (blackouts.stream().noneMatch(dark -> isBlack(dark))) {
        look(place);
      }
      boolean silent = chance.happens(0.006);
      long seconds =
          silent
              ? 7_200 + chance.below(60_000)
              : dense-- > 0 ? 150 + chance.below(240) : 900 + chance.below(3_600);
      if (silent && chance.happens(0.3)) {
        say(new Observation.PoweredOff(observedAt()));
      }
      now = now.plusSeconds(seconds);
    }
  }

  private boolean isBlack(Interval dark) {
    return !stay.phone() && dark.contains(now);
  }

  private Duration clock() {
    if (!chance.happens(WRONG_CLOCK)) {
      return Duration.ZERO;
    }
    // Milliseconds of its own for each, so that no two facts of a device get one id.
    return switch (chance.below(6)) {
      case 0 -> Duration.ofHours(-3).plusMillis(1);
      case 1 -> Duration.ofHours(-26).plusMillis(2);
      case 2 -> Duration.ofMinutes(-20).plusMillis(3);
      case 3 -> Duration.ofMinutes(7).plusMillis(4);
      case 4 -> Duration.ofHours(5).plusMillis(5);
      default -> Duration.ofDays(-40_000).plusMillis(6);
    };
  }

  private Place place() {
    for (Interval hearing : stay.hearings()) {
      boolean near = now.isAfter(hearing.startsAt().minusSeconds(3 * 3_600));
      if (near && now.isBefore(hearing.endsAt()) && chance.happens(0.6)) {
        return stay.court();
      }
    }
    double drawn = chance.between(0, 1);
    return drawn < 0.6 ? stay.home() : drawn < 0.85 ? new Place(4_000, 4_000) : QUARTER;
  }

  /** By the device's own clock. */
  private Instant observedAt() {
    return now.plus(clockRuns);
  }

  private void look(Place place) {
    Instant at = observedAt();
    double drawn = chance.between(0, 1);
    if (drawn < 0.08) {
      say(new Observation.Beat(at));
    } else if (drawn < 0.10) {
      say(fix(at, place, 900, false));
    } else if (drawn < 0.11) {
      say(fix(at, stay.home(), 5, true));
    } else if (drawn < 0.12) {
      say(fix(at, FAR, 8, false));
    } else {
      say(fix(at, place, 5 + chance.below(40), false));
    }
    if (!now.isBefore(batteryAt)) {
      int percent = chance.happens(0.25) ? 5 + chance.below(12) : 30 + chance.below(70);
      Charging charging = chance.happens(0.3) ? Charging.CHARGING : Charging.UNPLUGGED;
      say(new Observation.Battery(at, OptionalInt.of(percent), charging));
      batteryAt = now.plus(Duration.ofHours(5));
    }
    if (!stay.phone() && chance.happens(0.008)) {
      say(new Observation.Strap(at, true));
      now = now.plusSeconds(30 + chance.below(chance.happens(0.7) ? 300 : 20_000));
      say(new Observation.Strap(observedAt(), false));
    }
    if (stay.phone() && chance.happens(0.05)) {
      say(new Observation.CheckedIn(at));
    }
  }

  private Observation.Fix fix(Instant at, Place place, double accuracyMetres, boolean mock) {
    Place seen = place.moved(chance.normal() * 15, chance.normal() * 15);
    return new Observation.Fix(
        at,
        City.HOUSTON.position(seen),
        OptionalDouble.of(accuracyMetres),
        OptionalDouble.of(0),
        FixSource.SATELLITE,
        mock,
        true);
  }

  private void say(Observation observation) {
    waiting.add(observation);
    if (waiting.size() > 4 || chance.happens(0.4)) {
      send();
    }
  }

  /** Sends what waits; a single fix goes in the vendor's own form. */
  private void send() {
    if (waiting.isEmpty()) {
      return;
    }
    boolean onTime = !clockRuns.isZero();
    if (!chance.happens(LOST_FOR_GOOD)) {
      messages.add(
          new Message(
              firstNumber + messages.size(),
              stay.vendor(),
              device,
              now.plusSeconds(1 + chance.below(30)),
              form(),
              waiting,
              onTime));
    }
    waiting.clear();
  }

  private Message.Form form() {
    if (!clockRuns.isZero()) {
      // The other forms know whole seconds only.
      return Message.Form.NATIVE;
    }
    boolean single =
        waiting.size() == 1 && waiting.getFirst() instanceof Observation.Fix fix && !fix.mock();
    boolean withBattery =
        waiting.size() == 2
            && waiting.getFirst() instanceof Observation.Fix
            && waiting.getLast() instanceof Observation.Battery
            && waiting.getFirst().observedAt().equals(waiting.getLast().observedAt());
    if (!stay.phone()) {
      return single || withBattery ? Message.Form.TRACCAR : Message.Form.NATIVE;
    }
    return !single
        ? Message.Form.NATIVE
        : chance.happens(0.5) ? Message.Form.OSMAND : Message.Form.OWNTRACKS;
  }
}
