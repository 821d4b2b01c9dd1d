package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the devices of a programme send over a stretch of time. */
final class History {
  private final Programme programme;
  private final Map<Integer, Happening> happenings;

  /**
   * A history with things in it that are out of people's habits.
   *
   * @param happenings at most one a person
   */
  History(Programme programme, List<Happening> happenings) {
    this.programme = programme;
    this.happenings =
        happenings.stream()
            .collect(Collectors.toMap(h -> h.person().number(), Function.identity()));
  }

  /**
   * All that a person's device sends from an instant up to, not including, another, in order. What
   * was observed before and is sent in that stretch is in it.
   */
  List<Sent> of(Person person, Instant from, Instant upTo) {
    // A device keeps what it could not send for less than a day.
    LocalDate first = from.atZone(person.city().zone()).toLocalDate().minusDays(1);
    return Programme.daysOf(person, upTo).stream()
        .filter(day -> !day.isBefore(first))
        .flatMap(day -> DeviceDay.of(person, day, programme.startAt(), on(person, day)).stream())
        .filter(sent -> !sent.sentAt().isBefore(from) && sent.sentAt().isBefore(upTo))
        .sorted()
        .toList();
  }

  private Optional<Happening> on(Person person, LocalDate day) {
    return Optional.ofNullable(happenings.get(person.number()))
        .filter(h -> h.at().atZone(person.city().zone()).toLocalDate().equals(day));
  }
}
