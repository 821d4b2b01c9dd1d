package org.muster.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Recurring local times in an IANA zone, with dated exceptions. Expands to windows of absolute time
 * ({@link Windows}).
 *
 * <p>An entry whose end is not after its start ends on the next day; equal start and end is a whole
 * day. An exception replaces everything that starts on its date, with nothing if it is empty.
 */
public sealed interface Schedule {
  int ENTRIES_MAX = 100;
  int EXCEPTIONS_MAX = 1_000;
  int HOURS_OF_EXCEPTION_MAX = 24;
  int HOURS_OF_EXCEPTIONS_MAX = 1_000;

  /** Binds always. */
  record Always() implements Schedule {}

  /** Binds in the entries of each week, but for the dated exceptions. */
  record Weekly(ZoneId zone, List<Entry> entries, SortedMap<LocalDate, List<Hours>> exceptions)
      implements Schedule {
    public Weekly {
      entries = entries.stream().sorted().distinct().toList();
      SortedMap<LocalDate, List<Hours>> sorted = new TreeMap<>();
      for (Map.Entry<LocalDate, List<Hours>> day : exceptions.entrySet()) {
        sorted.put(day.getKey(), day.getValue().stream().sorted().distinct().toList());
      }
      exceptions = java.util.Collections.unmodifiableSortedMap(sorted);
      Refuse.unless(
          !entries.isEmpty() || !exceptions.isEmpty(), "a schedule has at least one entry");
      Refuse.unless(entries.size() <= ENTRIES_MAX, "a schedule has at most 100 entries");
      Refuse.unless(exceptions.size() <= EXCEPTIONS_MAX, "a schedule has at most 1,000 exceptions");
      Refuse.unless(
          exceptions.values().stream().allMatch(day -> day.size() <= HOURS_OF_EXCEPTION_MAX),
          "an exception has hours at most 24 times");
      Refuse.unless(
          exceptions.values().stream().mapToInt(List::size).sum() <= HOURS_OF_EXCEPTIONS_MAX,
          "all exceptions together have hours at most 1,000 times");
    }
  }

  /**
   * Binds at all times but in the windows of free movement. An hour that comes twice in autumn lies
   * in a window that begins before it or ends after it, so nobody loses an hour of movement.
   */
  record FreeMovement(Weekly windows) implements Schedule {}

  /** Hours of one day of the week. */
  record Entry(DayOfWeek day, Hours hours) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byDay = day.compareTo(other.day);
      return byDay != 0 ? byDay : hours.compareTo(other.hours);
    }
  }

  /** From a local time to a local time; on the next day when the end is not after the start. */
  record Hours(LocalTime from, LocalTime to) implements Comparable<Hours> {
    public boolean crossesMidnight() {
      return !to.isAfter(from);
    }

    @Override
    public int compareTo(Hours other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }
}
