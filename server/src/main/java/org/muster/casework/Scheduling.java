package org.muster.casework;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.NamedSchedule;
import org.muster.domain.Schedule;
import org.muster.domain.ScheduleVersion;
import org.muster.store.Schedules;
import org.springframework.stereotype.Service;

/** Sets schedules, and sets them again as another version. */
@Service
public class Scheduling {
  public static final int SCHEDULES_LISTED_MAX = 500;

  private final Changes changes;
  private final Schedules schedules;

  Scheduling(Changes changes, Schedules schedules) {
    this.changes = changes;
    this.schedules = schedules;
  }

  /**
   * Weekly hours in a zone of the IANA database.
   *
   * @param exceptions what replaces everything that starts on a date; nothing if it is empty
   * @param free whether these are windows of free movement, and the schedule binds at all others
   */
  public record Form(
      @Nullable String name,
      @Nullable String timeZone,
      List<Schedule.Entry> entries,
      SortedMap<LocalDate, List<Schedule.Hours>> exceptions,
      boolean free) {
    public Form {
      entries = List.copyOf(entries);
      exceptions = new TreeMap<>(exceptions);
    }
  }

  /** Records a new schedule. */
  public Change<ScheduleVersion> set(Form form, String author) {
    return make(Optional.empty(), form, author);
  }

  /** Records the next version. Orders keep the version that they were recorded with. */
  public Change<ScheduleVersion> reset(long schedule, Form form, String author) {
    return make(Optional.of(schedule), form, author);
  }

  private Change<ScheduleVersion> make(Optional<Long> schedule, Form form, String author) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String name = fields.text("name", form.name(), 200, "a name for the schedule");
          Optional<ZoneId> zone = zone(fields, form.timeZone());
          fields.refuseUnless(
              !form.entries().isEmpty() || !form.exceptions().isEmpty(),
              "entries",
              "Enter the hours of at least one day.");
          fields.refuseUnless(
              form.entries().size() <= Schedule.ENTRIES_MAX,
              "entries",
              "A schedule has at most " + Schedule.ENTRIES_MAX + " entries a week.");
          fields.refuseUnless(
              form.exceptions().size() <= Schedule.EXCEPTIONS_MAX,
              "exceptions",
              "A schedule has at most 1,000 exceptions.");
          fields.refuseUnless(
              form.exceptions().values().stream()
                  .allMatch(day -> day.size() <= Schedule.HOURS_OF_EXCEPTION_MAX),
              "exceptions",
              "An exception has at most 24 pairs of hours.");
          fields.refuseUnless(
              form.exceptions().values().stream().mapToInt(List::size).sum()
                  <= Schedule.HOURS_OF_EXCEPTIONS_MAX,
              "exceptions",
              "All exceptions together have at most 1,000 pairs of hours.");
          if (schedule.isPresent() && schedules.findLatest(schedule.get()).isEmpty()) {
            fields.refuse("", "There is no schedule " + schedule.get() + ".");
          }
          if (!fields.areFine() || zone.isEmpty()) {
            return fields.rejected();
          }
          Schedule.Weekly week = new Schedule.Weekly(zone.get(), form.entries(), form.exceptions());
          Schedule hours = form.free() ? new Schedule.FreeMovement(week) : week;
          return new Recorded<>(
              schedule.isPresent()
                  ? schedules.addVersion(schedule.get(), name, hours, author)
                  : schedules.add(name, hours, author));
        });
  }

  private static Optional<ZoneId> zone(Fields fields, @Nullable String name) {
    if (name != null && ZoneId.getAvailableZoneIds().contains(name)) {
      return Optional.of(ZoneId.of(name));
    }
    fields.refuse("timeZone", "Choose a time zone by its IANA name, as America/Los_Angeles.");
    return Optional.empty();
  }

  /** The latest version of each schedule whose name holds the text. */
  public List<NamedSchedule> list(String text) {
    return schedules.listLatest(text, SCHEDULES_LISTED_MAX);
  }

  public Optional<NamedSchedule> find(ScheduleVersion id) {
    return schedules.find(id);
  }

  public Optional<NamedSchedule> findLatest(long schedule) {
    return schedules.findLatest(schedule);
  }

  /** All versions of a schedule, the latest first. */
  public List<NamedSchedule> listVersions(long schedule) {
    return schedules.listVersions(schedule);
  }
}
