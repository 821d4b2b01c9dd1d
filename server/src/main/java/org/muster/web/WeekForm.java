package org.muster.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.Schedule;

/**
 * The hours of a schedule as fields of a form: {@code MONDAY-0-from} for the week, and rows {@code
 * exception-0-on}, {@code -from}, {@code -to} for dated exceptions.
 */
final class WeekForm {
  private static final int SLOTS_LEAST = 2;
  private static final int SLOTS_MAX = 14;
  private static final int ROWS_LEAST = 1;
  private static final String FREE = "free";

  /** A date without hours has a row too. */
  private static final int ROWS_MAX = Schedule.EXCEPTIONS_MAX + Schedule.HOURS_OF_EXCEPTIONS_MAX;

  private WeekForm() {}

  /** How many pairs of hours a day has room for. */
  static int slots(Form form) {
    return count(form.value("slots"), SLOTS_LEAST, SLOTS_MAX);
  }

  static int exceptionRows(Form form) {
    return count(form.value("rows"), ROWS_LEAST, ROWS_MAX);
  }

  private static int count(String text, int least, int most) {
    return text.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(text), least, most) : least;
  }

  static Map<String, String> withOneMoreException(Map<String, String> typed) {
    Map<String, String> more = new LinkedHashMap<>(typed);
    int rows = exceptionRows(new Form(typed));
    more.put("rows", Integer.toString(Math.min(rows + 1, ROWS_MAX)));
    return more;
  }

  static List<Schedule.Entry> entries(Form form) {
    List<Schedule.Entry> entries = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int i = 0; i < slots(form); i++) {
        hours(form, day + "-" + i).ifPresent(hours -> entries.add(new Schedule.Entry(day, hours)));
      }
    }
    return entries;
  }

  static Map<LocalDate, List<Schedule.Hours>> exceptions(Form form) {
    Map<LocalDate, List<Schedule.Hours>> exceptions = new LinkedHashMap<>();
    for (int i = 0; i < exceptionRows(form); i++) {
      String row = "exception-" + i;
      LocalDate on = form.date(row + "-on");
      Optional<Schedule.Hours> hours = hours(form, row);
      if (on != null) {
        List<Schedule.Hours> ofDay = exceptions.computeIfAbsent(on, date -> new ArrayList<>());
        hours.ifPresent(ofDay::add);
      } else if (hours.isPresent() && form.problem(row + "-on").isEmpty()) {
        form.refuse(row + "-on", "Enter the date of these hours, or take the hours out.");
      }
    }
    return exceptions;
  }

  private static Optional<Schedule.Hours> hours(Form form, String at) {
    LocalTime from = form.hour(at + "-from");
    LocalTime to = form.hour(at + "-to");
    if (from != null && to != null) {
      return Optional.of(new Schedule.Hours(from, to));
    }
    if (form.problem(at + "-from").isEmpty() && form.problem(at + "-to").isEmpty()) {
      if (from != null) {
        form.refuse(at + "-to", "Enter when these hours end, or take out when they start.");
      } else if (to != null) {
        form.refuse(at + "-from", "Enter when these hours start, or take out when they end.");
      }
    }
    return Optional.empty();
  }

  /** The hours that are written down; none where it binds always. */
  static Optional<Schedule.Weekly> hours(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Always() -> Optional.empty();
      case Schedule.Weekly weekly -> Optional.of(weekly);
      case Schedule.FreeMovement(Schedule.Weekly weekly) -> Optional.of(weekly);
    };
  }

  /** Whether the hours were said to be windows of free movement. */
  static boolean isFree(Form form) {
    return form.value("means").equals(FREE);
  }

  /** A schedule as it would be typed. */
  static Map<String, String> typed(Schedule schedule) {
    Map<String, String> typed = new LinkedHashMap<>();
    Optional<Schedule.Weekly> hours = hours(schedule);
    if (hours.isEmpty()) {
      return typed;
    }
    Schedule.Weekly weekly = hours.get();
    typed.put("means", schedule instanceof Schedule.FreeMovement ? FREE : "binds");
    typed.put("timeZone", weekly.zone().getId());
    int most = SLOTS_LEAST;
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Schedule.Hours> ofDay =
          weekly.entries().stream()
              .filter(entry -> entry.day() == day)
              .map(Schedule.Entry::hours)
              .toList();
      for (int i = 0; i < ofDay.size(); i++) {
        type(typed, day + "-" + i, ofDay.get(i));
      }
      most = Math.max(most, ofDay.size());
    }
    typed.put("slots", Integer.toString(most));
    int row = 0;
    for (Map.Entry<LocalDate, List<Schedule.Hours>> exception : weekly.exceptions().entrySet()) {
      List<Schedule.Hours> ofDay = exception.getValue();
      for (int i = 0; i < Math.max(1, ofDay.size()); i++) {
        typed.put("exception-" + row + "-on", exception.getKey().toString());
        if (i < ofDay.size()) {
          type(typed, "exception-" + row, ofDay.get(i));
        }
        row++;
      }
    }
    typed.put("rows", Integer.toString(Math.max(ROWS_LEAST, row)));
    return typed;
  }

  private static void type(Map<String, String> typed, String at, Schedule.Hours hours) {
    typed.put(at + "-from", hours.from().toString());
    typed.put(at + "-to", hours.to().toString());
  }
}
