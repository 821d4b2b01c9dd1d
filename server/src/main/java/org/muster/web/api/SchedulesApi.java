package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Scheduling;
import org.muster.domain.Interval;
import org.muster.domain.NamedSchedule;
import org.muster.domain.Schedule;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.Windows;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/schedules")
@Tag(name = "Schedules", description = "Recurring local times, in versions that never change.")
class SchedulesApi {
  private static final int DAYS_MAX = 366;
  private static final Instant SOONEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final Scheduling scheduling;
  private final Clock clock;

  SchedulesApi(Scheduling scheduling, Clock clock) {
    this.scheduling = scheduling;
    this.clock = clock;
  }

  record EntryRequest(@Nullable DayOfWeek day, @Nullable LocalTime from, @Nullable LocalTime to) {}

  record HoursRequest(@Nullable LocalTime from, @Nullable LocalTime to) {}

  record ExceptionRequest(@Nullable LocalDate on, @Nullable List<HoursRequest> hours) {}

  record ScheduleRequest(
      @Nullable String name,
      @Nullable String timeZone,
      @Nullable List<EntryRequest> entries,
      @Nullable List<ExceptionRequest> exceptions,
      @Nullable Boolean freeMovement) {}

  record EntryRead(DayOfWeek day, LocalTime from, LocalTime to) {}

  record ExceptionRead(LocalDate on, List<Schedule.Hours> hours) {}

  record ScheduleRead(
      long id,
      int version,
      String name,
      String timeZone,
      List<EntryRead> entries,
      List<ExceptionRead> exceptions,
      boolean freeMovement,
      String author,
      Instant recordedAt) {
    static ScheduleRead of(NamedSchedule named) {
      return switch (named.hours()) {
        case Schedule.Always() -> read(named, "UTC", List.of(), List.of(), false);
        case Schedule.Weekly weekly -> read(named, weekly, false);
        case Schedule.FreeMovement(Schedule.Weekly weekly) -> read(named, weekly, true);
      };
    }

    private static ScheduleRead read(NamedSchedule named, Schedule.Weekly weekly, boolean free) {
      return read(
          named,
          weekly.zone().getId(),
          weekly.entries().stream()
              .map(e -> new EntryRead(e.day(), e.hours().from(), e.hours().to()))
              .toList(),
          weekly.exceptions().entrySet().stream()
              .map(e -> new ExceptionRead(e.getKey(), e.getValue()))
              .toList(),
          free);
    }

    private static ScheduleRead read(
        NamedSchedule named,
        String zone,
        List<EntryRead> entries,
        List<ExceptionRead> others,
        boolean free) {
      return new ScheduleRead(
          named.id().schedule(),
          named.id().version(),
          named.name(),
          zone,
          entries,
          others,
          free,
          named.author(),
          named.recordedAt());
    }
  }

  @GetMapping
  @Operation(summary = "List schedules", description = "Each in its latest version.")
  List<ScheduleRead> schedules(@RequestParam(defaultValue = "") String search) {
    return scheduling.list(search).stream().map(ScheduleRead::of).toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read the latest version of a schedule")
  ScheduleRead schedule(@PathVariable long id) {
    return ScheduleRead.of(latest(id));
  }

  @GetMapping("/{id}/windows")
  @Operation(
      summary = "List the windows in which a schedule binds",
      description = "In UTC, for so many days from an instant; from now for 14 days by default.")
  List<Interval> windows(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(defaultValue = "14") int days) {
    if (days < 1 || days > DAYS_MAX) {
      throw NotRecorded.question("days", "Ask for 1 to 366 days.");
    }
    Instant start = from == null ? clock.instant() : from;
    if (start.isBefore(SOONEST) || start.isAfter(LATEST)) {
      throw NotRecorded.question("from", "Ask from a time between the years 1990 and 2200.");
    }
    return Windows.of(latest(id).hours(), new Interval(start, start.plus(Duration.ofDays(days))));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(
      summary = "Record a schedule",
      description =
          "Local times in an IANA zone. An entry whose end is not after its start ends on the"
              + " next day. An exception replaces everything that starts on its date; with no"
              + " hours nothing binds that day. With freeMovement true they are windows of free"
              + " movement: a condition binds at all other times, and a date without hours has"
              + " no free movement.")
  ScheduleRead set(@RequestBody ScheduleRequest request, Principal by) {
    return read(NotRecorded.unless(scheduling.set(form(request), by.getName())));
  }

  @PostMapping("/{id}/versions")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(
      summary = "Record the next version of a schedule",
      description = "Orders keep the version that they were recorded with.")
  ScheduleRead reset(@PathVariable long id, @RequestBody ScheduleRequest request, Principal by) {
    latest(id);
    return read(NotRecorded.unless(scheduling.reset(id, form(request), by.getName())));
  }

  private ScheduleRead read(ScheduleVersion id) {
    return scheduling
        .find(id)
        .map(ScheduleRead::of)
        .orElseThrow(() -> NotRecorded.missing("There is no schedule " + id + "."));
  }

  private NamedSchedule latest(long id) {
    return scheduling
        .findLatest(id)
        .orElseThrow(() -> NotRecorded.missing("There is no schedule " + id + "."));
  }

  private static Scheduling.Form form(ScheduleRequest request) {
    List<Schedule.Entry> entries = new ArrayList<>();
    List<EntryRequest> given = request.entries() == null ? List.of() : request.entries();
    for (int i = 0; i < given.size(); i++) {
      EntryRequest entry = given.get(i);
      if (entry.day() == null || entry.from() == null || entry.to() == null) {
        throw NotRecorded.field("entries[" + i + "]", "An entry has day, from and to.");
      }
      entries.add(new Schedule.Entry(entry.day(), new Schedule.Hours(entry.from(), entry.to())));
    }
    SortedMap<LocalDate, List<Schedule.Hours>> exceptions = new TreeMap<>();
    List<ExceptionRequest> dated = request.exceptions() == null ? List.of() : request.exceptions();
    for (int i = 0; i < dated.size(); i++) {
      ExceptionRequest exception = dated.get(i);
      if (exception.on() == null || exceptions.containsKey(exception.on())) {
        throw NotRecorded.field(
            "exceptions[" + i + "].on", "Each exception has a date, and each date only one.");
      }
      exceptions.put(exception.on(), hours(i, exception.hours()));
    }
    boolean free = Boolean.TRUE.equals(request.freeMovement());
    return new Scheduling.Form(request.name(), request.timeZone(), entries, exceptions, free);
  }

  private static List<Schedule.Hours> hours(int i, @Nullable List<HoursRequest> given) {
    List<Schedule.Hours> hours = new ArrayList<>();
    for (HoursRequest one : given == null ? List.<HoursRequest>of() : given) {
      if (one.from() == null || one.to() == null) {
        throw NotRecorded.field("exceptions[" + i + "].hours", "Hours have from and to.");
      }
      hours.add(new Schedule.Hours(one.from(), one.to()));
    }
    return hours;
  }
}
