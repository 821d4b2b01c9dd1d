package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a person's device sends over a stretch of time. */
final class History {
  private History() {}

  /**
   * All that is sent from an instant up to, not including, another, in order. What was observed
   * before and is sent in that stretch is in it.
   */
  static List<Sent> of(Person person, Instant startAt, Instant from, Instant upTo) {
    List<LocalDate> days = Programme.daysOf(person, upTo);
    // A device keeps what it could not send for less than a day.
    LocalDate first = from.atZone(person.city().zone()).toLocalDate().minusDays(2);
    return days.stream()
        .filter(day -> !day.isBefore(first))
        .flatMap(day -> DeviceDay.of(person, day, startAt, Optional.empty()).stream())
        .filter(sent -> !sent.sentAt().isBefore(from) && sent.sentAt().isBefore(upTo))
        .sorted()
        .toList();
  }
}
