package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Opening;
import org.muster.casework.Scheduling;
import org.muster.domain.NamedSchedule;
import org.muster.domain.Schedule;
import org.muster.domain.ScheduleVersion;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of schedules, a schedule with its true windows, and setting one. */
@Controller
class SchedulePages {
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.contains("/") && !zone.startsWith("SystemV"))
          .sorted()
          .toList();

  private final Scheduling scheduling;
  private final Opening opening;
  private final Clock clock;

  SchedulePages(Scheduling scheduling, Opening opening, Clock clock) {
    this.scheduling = scheduling;
    this.opening = opening;
    this.clock = clock;
  }

  @GetMapping("/schedules")
  String schedules(@RequestParam(defaultValue = "") String search, Model model) {
    model.addAttribute("search", search);
    model.addAttribute("found", scheduling.list(search));
    return "schedules";
  }

  @GetMapping("/schedules/{id:\\d+}")
  String schedule(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable String recorded,
      Model model) {
    List<NamedSchedule> versions = scheduling.listVersions(id);
    NamedSchedule schedule =
        versions.stream()
            .filter(one -> version == null || one.id().version() == version)
            .findFirst()
            .orElseThrow(Pages::missing);
    ZoneId zone = zoneOf(schedule.hours());
    model.addAttribute("schedule", schedule);
    model.addAttribute("hours", WeekForm.hours(schedule.hours()).orElse(null));
    model.addAttribute("free", isFree(schedule.hours()));
    model.addAttribute("zone", zone);
    model.addAttribute("versions", versions);
    model.addAttribute("recorded", recorded);
    model.addAttribute("days", DayOfWeek.values());
    model.addAttribute("windows", WindowLine.nextDays(schedule.hours(), zone, clock.instant()));
    model.addAttribute("change", WindowLine.nextClockChange(zone, clock.instant()).orElse(null));
    model.addAttribute(
        "atChange", WindowLine.atNextClockChange(schedule.hours(), zone, clock.instant()));
    return "schedule";
  }

  @GetMapping("/schedules/new")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String set(Model model) {
    String zone =
        opening.list().stream().map(office -> office.timeZone().getId()).findFirst().orElse("");
    return show(Optional.empty(), new Form(Map.of("timeZone", zone)), model);
  }

  @PostMapping("/schedules/new")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String set(
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    return record(Optional.empty(), typed, model, who, response);
  }

  @GetMapping("/schedules/{id:\\d+}/change")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String change(@PathVariable long id, Model model) {
    NamedSchedule old = scheduling.findLatest(id).orElseThrow(Pages::missing);
    Map<String, String> typed = new LinkedHashMap<>(WeekForm.typed(old.hours()));
    typed.put("name", old.name());
    return show(Optional.of(old), new Form(typed), model);
  }

  @PostMapping("/schedules/{id:\\d+}/change")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String change(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    NamedSchedule old = scheduling.findLatest(id).orElseThrow(Pages::missing);
    return record(Optional.of(old), typed, model, who, response);
  }

  private String record(
      Optional<NamedSchedule> old,
      Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    if (typed.containsKey("add")) {
      return show(old, new Form(WeekForm.withOneMoreException(typed)), model);
    }
    Form form = new Form(typed);
    List<Schedule.Entry> entries = WeekForm.entries(form);
    Map<LocalDate, List<Schedule.Hours>> exceptions = WeekForm.exceptions(form);
    if (!form.isRefused()) {
      Scheduling.Form set =
          new Scheduling.Form(
              form.value("name"),
              form.value("timeZone"),
              entries,
              new java.util.TreeMap<>(exceptions),
              WeekForm.isFree(form));
      Optional<ScheduleVersion> recorded =
          form.took(
              old.isPresent()
                  ? scheduling.reset(old.get().id().schedule(), set, who.getName())
                  : scheduling.set(set, who.getName()));
      if (recorded.isPresent()) {
        return "redirect:/schedules/" + recorded.get().schedule() + "?recorded=schedule";
      }
    }
    response.setStatus(422);
    return show(old, form, model);
  }

  private static String show(Optional<NamedSchedule> old, Form form, Model model) {
    model.addAttribute("old", old.orElse(null));
    model.addAttribute("form", form);
    model.addAttribute("zones", ZONES);
    model.addAttribute("days", DayOfWeek.values());
    model.addAttribute("slots", WeekForm.slots(form));
    model.addAttribute("rows", WeekForm.exceptionRows(form));
    return "schedule-form";
  }

  /** Whether it says when it does not bind; called by the list, as {@code @schedulePages}. */
  public boolean isFree(Schedule hours) {
    return hours instanceof Schedule.FreeMovement;
  }

  /** Also called by the list, as {@code @schedulePages}. */
  public ZoneId zoneOf(Schedule hours) {
    return WeekForm.hours(hours).map(Schedule.Weekly::zone).orElse(ZoneId.of("UTC"));
  }
}
