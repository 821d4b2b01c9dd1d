package org.muster.replay;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.Schedule;

/**
 * A schedule written on one line: {@code Mon-Fri 21:00-06:00; Sat,Sun 22:00-07:00 Europe/Zagreb},
 * {@code daily 21:00-06:00 America/New_York}, or {@code always}. With {@code free} before it, the
 * hours are windows of free movement, and it binds at all other times.
 */
public final class ScheduleText {
  private static final String EXAMPLE =
      " Write it like \"Mon-Fri 21:00-06:00 America/New_York\", \"daily 21:00-06:00 Europe/Zagreb\""
          + " or \"always\"; a semicolon parts several groups of days. \"free Mon-Fri 08:00-17:00"
          + " America/New_York\" binds at all times but those.";
  private static final String FREE = "free";
  private static final String EXCEPTION_EXAMPLE =
      " Write it like 2026-12-24=none or 2026-12-24=22:00-06:00.";

  private ScheduleText() {}

  /**
   * Reads a schedule and its exceptions.
   *
   * @param exceptions each {@code DATE=none} or {@code DATE=HH:MM-HH:MM[,HH:MM-HH:MM]}
   */
  public static Schedule read(String text, List<String> exceptions) throws UnreadableArgument {
    if (text.strip().equalsIgnoreCase("always")) {
      if (!exceptions.isEmpty()) {
        throw new UnreadableArgument(
            "An exception needs a schedule that it is an exception from." + EXAMPLE);
      }
      return new Schedule.Always();
    }
    String[] first = text.strip().split("\\s+", 2);
    return first[0].equalsIgnoreCase(FREE) && first.length == 2
        ? new Schedule.FreeMovement(week(first[1], exceptions))
        : week(text, exceptions);
  }

  private static Schedule.Weekly week(String text, List<String> exceptions)
      throws UnreadableArgument {
    List<Schedule.Entry> entries = new ArrayList<>();
    Optional<ZoneId> zone = Optional.empty();
    for (String group : text.split(";", -1)) {
      if (group.isBlank()) {
        continue;
      }
      String[] words = group.strip().replaceAll("\\s*([,-])\\s*", "$1").split("\\s+", -1);
      if (words.length < 2 || words.length > 3) {
        throw new UnreadableArgument(
            "The schedule " + Quote.of(group.strip()) + " is not days, hours and zone." + EXAMPLE);
      }
      if (words.length == 3) {
        ZoneId stated = zone(words[2]);
        if (zone.isPresent() && !zone.get().equals(stated)) {
          throw new UnreadableArgument("A schedule has one time zone, not two." + EXAMPLE);
        }
        zone = Optional.of(stated);
      }
      List<Schedule.Hours> hours = hours(words[1], EXAMPLE);
      for (DayOfWeek day : days(words[0])) {
        hours.forEach(each -> entries.add(new Schedule.Entry(day, each)));
      }
    }
    if (zone.isEmpty()) {
      throw new UnreadableArgument(
          "The schedule " + Quote.of(text) + " names no time zone." + EXAMPLE);
    }
    try {
      return new Schedule.Weekly(zone.get(), entries, exceptions(exceptions));
    } catch (IllegalArgumentException e) {
      throw new UnreadableArgument("This can not be a schedule: " + e.getMessage() + ".");
    }
  }

  private static ZoneId zone(String name) throws UnreadableArgument {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new UnreadableArgument("No time zone is called " + Quote.of(name) + "." + EXAMPLE);
    }
  }

  private static List<DayOfWeek> days(String text) throws UnreadableArgument {
    List<DayOfWeek> days = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      switch (part) {
        case "daily" -> days.addAll(List.of(DayOfWeek.values()));
        case "weekdays" -> days.addAll(range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        case "weekends" -> days.addAll(range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        default -> {
          String[] ends = part.split("-", -1);
          if (ends.length > 2) {
            throw new UnreadableArgument("The days " + Quote.of(text) + " are unclear." + EXAMPLE);
          }
          days.addAll(range(day(ends[0]), day(ends[ends.length - 1])));
        }
      }
    }
    return days;
  }

  private static List<DayOfWeek> range(DayOfWeek from, DayOfWeek to) {
    List<DayOfWeek> days = new ArrayList<>();
    for (DayOfWeek day = from; !day.equals(to); day = day.plus(1)) {
      days.add(day);
    }
    days.add(to);
    return days;
  }

  private static DayOfWeek day(String name) throws UnreadableArgument {
    for (DayOfWeek day : DayOfWeek.values()) {
      String whole = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      if (name.length() >= 3 && whole.startsWith(name)) {
        return day;
      }
    }
    throw new UnreadableArgument("No day is called " + Quote.of(name) + "." + EXAMPLE);
  }

  private static List<Schedule.Hours> hours(String text, String example) throws UnreadableArgument {
    List<Schedule.Hours> hours = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length != 2) {
        throw new UnreadableArgument("The hours " + Quote.of(text) + " are unclear." + example);
      }
      hours.add(new Schedule.Hours(time(ends[0], example), time(ends[1], example)));
    }
    return hours;
  }

  private static LocalTime time(String text, String example) throws UnreadableArgument {
    try {
      // The end of the day is the start of the next.
      return text.equals("24:00")
          ? LocalTime.MIDNIGHT
          : LocalTime.parse(text.length() == 4 ? "0" + text : text);
    } catch (DateTimeParseException e) {
      throw new UnreadableArgument(Quote.of(text) + " is no time of day." + example);
    }
  }

  private static SortedMap<LocalDate, List<Schedule.Hours>> exceptions(List<String> texts)
      throws UnreadableArgument {
    SortedMap<LocalDate, List<Schedule.Hours>> exceptions = new TreeMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new UnreadableArgument(
            "The exception " + Quote.of(text) + " has no \"=\"." + EXCEPTION_EXAMPLE);
      }
      String hours = text.substring(equals + 1).strip();
      LocalDate date = date(text.substring(0, equals).strip());
      List<Schedule.Hours> before =
          exceptions.put(
              date, hours.equalsIgnoreCase("none") ? List.of() : hours(hours, EXCEPTION_EXAMPLE));
      if (before != null) {
        throw new UnreadableArgument(
            "There are two exceptions for " + date + ". Part hours by a comma.");
      }
    }
    return exceptions;
  }

  private static LocalDate date(String text) throws UnreadableArgument {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableArgument(Quote.of(text) + " is no date." + EXCEPTION_EXAMPLE);
    }
  }
}
