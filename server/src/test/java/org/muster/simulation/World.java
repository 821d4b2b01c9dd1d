package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.muster.domain.Interval;

/**
 * All that happens in a simulated programme, whatever becomes of its messages on the way: who comes
 * and goes, what is asked of them, and what their devices send. It follows from the seed alone.
 */
record World(
    long seed,
    Instant endAt,
    List<Stay> stays,
    List<Interval> blackouts,
    List<Message> messages,
    List<Deed> deeds) {
  static final Instant START = Instant.parse("2026-02-23T00:00:00Z");
  static final String BRACELETS = "Tetherline";
  static final String PHONES = "OwnTracks";
  static final List<String> VENDORS = List.of(BRACELETS, PHONES);

  /** Two offices, one of which changes its clocks while the shortest run is under way. */
  static final List<ZoneId> ZONES =
      List.of(ZoneId.of("America/Chicago"), ZoneId.of("America/Phoenix"));

  /** One thing that officers do, at its time. */
  record Deed(Instant at, String what, Doing doing) {}

  /** How it is done. */
  interface Doing {
    void in(Office office);
  }

  static World of(long seed, int participants, int days) {
    Instant endAt = START.plus(Duration.ofDays(days));
    List<Interval> blackouts = blackouts(Chance.of(seed, "blackouts", 0), days);
    List<Stay> stays = new ArrayList<>();
    for (int person = 1; person <= participants; person++) {
      stays.addAll(stays(Chance.of(seed, "stays", person), person, days));
    }
    List<Message> messages = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    for (Stay stay : stays) {
      long which = stay.person() * 100L + stay.number();
      deeds.addAll(new CasePlan(Chance.of(seed, "case", which), stay, endAt).deeds());
      for (Stay.DeviceStretch stretch : stay.devices()) {
        Chance chance = Chance.of(seed, stretch.device(), which);
        messages.addAll(
            new DeviceLife(chance, stay, stretch, blackouts, endAt).messages(messages.size()));
      }
    }
    deeds.sort(Comparator.comparing(Deed::at).thenComparing(Deed::what));
    return new World(
        seed, endAt, List.copyOf(stays), blackouts, List.copyOf(messages), List.copyOf(deeds));
  }

  /** When no bracelet can reach its vendor, and none stores what it saw: about every ten days. */
  private static List<Interval> blackouts(Chance chance, int days) {
    List<Interval> blackouts = new ArrayList<>();
    for (int day = 4; day < days - 3; day += 10) {
      Instant from = START.plus(Duration.ofHours(24L * day + chance.below(48)));
      blackouts.add(new Interval(from, from.plus(Duration.ofMinutes(150 + chance.below(240)))));
    }
    return List.copyOf(blackouts);
  }

  private static List<Stay> stays(Chance chance, int person, int days) {
    boolean phone = person % 4 == 0;
    ZoneId zone = ZONES.get(person % 2);
    List<Stay> stays = new ArrayList<>();
    long hours = person < 6 ? chance.below(30) : chance.below(days * 8);
    Instant from = START.plus(Duration.ofHours(hours)).plusSeconds(chance.below(3_600));
    int number = 0;
    Instant latest = START.plus(Duration.ofDays(days - 3));
    while (from.isBefore(latest) && number < 99) {
      Instant until = from.plus(Duration.ofHours(100 + chance.below(days * 24)));
      boolean open = until.isAfter(latest) || chance.happens(0.3);
      Interval during = open ? Interval.from(from) : new Interval(from, until);
      stays.add(stay(chance, person, number++, phone, zone, during));
      if (open) {
        break;
      }
      // Some come back on the same day.
      from =
          until.plus(
              Duration.ofHours(chance.happens(0.4) ? 1 + chance.below(6) : chance.below(90)));
      from = from.plusSeconds(60);
    }
    return stays;
  }

  private static Stay stay(
      Chance chance, int person, int number, boolean phone, ZoneId zone, Interval during) {
    List<Stay.DeviceStretch> devices = new ArrayList<>();
    Instant from = during.startsAt();
    for (int i = 0; i < 40; i++) {
      Instant until = from.plus(Duration.ofHours(60 + chance.below(900)));
      boolean last =
          !until.isBefore(during.endsAt()) || until.isAfter(START.plusSeconds(40_000_000));
      Interval stands = new Interval(from, last ? during.endsAt() : until);
      devices.add(new Stay.DeviceStretch("p" + person + "-s" + number + "-d" + i, stands));
      if (last) {
        break;
      }
      from = until;
    }
    List<Interval> hearings = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Instant at =
          during.startsAt().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(60L * i + 16));
      if (chance.happens(0.7)) {
        hearings.add(new Interval(at, at.plus(Duration.ofHours(1))));
      }
    }
    return new Stay(person, number, phone, zone, during, devices, List.copyOf(hearings));
  }
}
