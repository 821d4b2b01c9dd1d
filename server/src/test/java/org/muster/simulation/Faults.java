package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Interval;

/** What becomes of messages on their way, by one seed; or nothing does. */
final class Faults {
  /** Nothing comes later, so that the watch for silence, which looks a week back, sees it. */
  private static final Duration LATE_MAX = Duration.ofDays(5);

  /** At the end all has arrived for some hours: what is compared is what then stands. */
  private static final Duration CALM = Duration.ofHours(6);

  private final World world;
  private final Chance chance;
  private final List<VendorOutage> outages = new ArrayList<>();

  private record VendorOutage(String vendor, Interval during) {}

  /** One arrival of a message. */
  record Delivery(Instant at, Message message, boolean repacked) {}

  Faults(World world) {
    this.world = world;
    chance = Chance.of(world.seed(), "faults", 0);
    long days = Duration.between(World.START, world.endAt()).toDays();
    for (int day = 2; day < days - 3; day += 9) {
      Instant from = World.START.plus(Duration.ofHours(24L * day + chance.below(60)));
      Instant until = from.plus(Duration.ofMinutes(120 + chance.below(1_000)));
      // Of bracelets there are enough for it to look like a system incident.
      String vendor = day == 2 ? World.BRACELETS : chance.pick(World.VENDORS);
      outages.add(new VendorOutage(vendor, new Interval(from, until)));
    }
  }

  /** Each message once, when it is sent. */
  static List<Delivery> none(World world) {
    return world.messages().stream().map(one -> new Delivery(one.sentAt(), one, false)).toList();
  }

  /** Late, doubled, out of order, and stopped up by outages of a vendor. */
  List<Delivery> deliveries() {
    List<Delivery> all = new ArrayList<>();
    for (Message message : world.messages()) {
      if (message.onTime()) {
        all.add(new Delivery(message.sentAt(), message, false));
        continue;
      }
      all.add(arrival(message, late(), false));
      if (chance.happens(0.08)) {
        all.add(arrival(message, late(), chance.happens(0.5)));
      }
    }
    return all;
  }

  private Delivery arrival(Message message, Duration late, boolean repacked) {
    Instant at = message.sentAt().plus(late);
    for (VendorOutage outage : outages) {
      if (outage.vendor().equals(message.vendor()) && outage.during().contains(at)) {
        at = outage.during().endsAt().plusSeconds(chance.below(300));
      }
    }
    Instant calm = world.endAt().minus(CALM);
    Instant latest = message.sentAt().isAfter(calm) ? message.sentAt() : calm;
    return new Delivery(at.isAfter(latest) ? latest : at, message, repacked);
  }

  private Duration late() {
    double drawn = chance.between(0, 1);
    if (drawn < 0.70) {
      return Duration.ZERO;
    }
    if (drawn < 0.88) {
      return Duration.ofSeconds(chance.below(3_600));
    }
    return drawn < 0.98
        ? Duration.ofMinutes(60 + chance.below(720))
        : Duration.ofMinutes(720 + chance.below((int) LATE_MAX.toMinutes() - 720));
  }
}
