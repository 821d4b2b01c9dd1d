package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.CaseFile;
import org.muster.casework.CaseFiles;
import org.muster.casework.Ordering;
import org.muster.casework.Scheduling;
import org.muster.casework.Zoning;
import org.muster.domain.AskedCondition;
import org.muster.domain.ConditionKind;
import org.muster.domain.OrderId;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.ZoneVersion;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Recording an order, and varying the one in force. */
@Controller
@PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
class OrderPages {
  private static final String ROWS = "rows";

  private final CaseFiles files;
  private final Ordering ordering;
  private final Zoning zoning;
  private final Scheduling scheduling;

  OrderPages(CaseFiles files, Ordering ordering, Zoning zoning, Scheduling scheduling) {
    this.files = files;
    this.ordering = ordering;
    this.zoning = zoning;
    this.scheduling = scheduling;
  }

  @GetMapping("/participants/{id:\\d+}/order")
  String order(@PathVariable long id, Model model) {
    CaseFile file = Pages.file(files, id);
    return show(file, new Form(opening(file)), model);
  }

  @PostMapping("/participants/{id:\\d+}/order")
  String order(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    if (typed.containsKey("add") || typed.containsKey("remove")) {
      return show(file, new Form(withRows(typed)), model);
    }
    Form form = new Form(typed);
    Ordering.Form order = read(form, file.office().timeZone());
    if (!form.isRefused()) {
      Long varied = form.number("varies");
      Optional<OrderId> recorded =
          form.took(
              varied == null
                  ? ordering.record(file.enrolment().id(), order, who.getName())
                  : ordering.vary(Pages.id(varied, OrderId::new), order, who.getName()));
      if (recorded.isPresent()) {
        return "redirect:/participants/" + id + "/casework?recorded=order";
      }
    }
    response.setStatus(422);
    return show(file, form, model);
  }

  private String show(CaseFile file, Form form, Model model) {
    model.addAttribute("file", file);
    model.addAttribute("form", form);
    model.addAttribute("rows", rowsOf(form.value(ROWS)));
    model.addAttribute(
        "kinds",
        Arrays.stream(ConditionKind.values())
            .filter(kind -> kind != ConditionKind.CHECK_IN && kind != ConditionKind.ATTEND)
            .toList());
    model.addAttribute("zones", zoning.list(""));
    model.addAttribute("schedules", scheduling.list(""));
    model.addAttribute("reviewAfterDays", Ordering.REVIEW_AFTER_DAYS);
    return "order-form";
  }

  /** A new order asks for contact; a variation begins with what the one in force asks. */
  private static Map<String, String> opening(CaseFile file) {
    Map<String, String> typed = new LinkedHashMap<>();
    if (file.inForce().isEmpty()) {
      typed.put(ROWS, "1");
      return typed;
    }
    CaseFile.OrderOnFile old = file.inForce().get();
    typed.put("varies", old.order().id().toString());
    typed.put("issuer", old.order().issuer());
    typed.put("authority", old.order().authority());
    typed.put("lesserOptions", old.order().lesserOptions());
    if (!old.order().during().isOpen()) {
      typed.put(
          "endsAt",
          old.order()
              .during()
              .endsAt()
              .atZone(file.office().timeZone())
              .toLocalDateTime()
              .toString());
    }
    typed.put(ROWS, Integer.toString(Math.max(1, old.conditions().size())));
    for (int i = 0; i < old.conditions().size(); i++) {
      AskedCondition asked = old.conditions().get(i);
      String at = "conditions[" + i + "].";
      typed.put(at + "kind", asked.kind().word());
      typed.put(at + "citation", asked.citation());
      asked.zone().ifPresent(zone -> typed.put(at + "zone", zone.id().toString()));
      asked.schedule().ifPresent(hours -> typed.put(at + "schedule", hours.id().toString()));
    }
    return typed;
  }

  /** With one more row, or without the one that is to be taken out. */
  private static Map<String, String> withRows(Map<String, String> typed) {
    Map<String, String> changed = new LinkedHashMap<>(typed);
    int rows = rowsOf(typed.getOrDefault(ROWS, ""));
    String removed = typed.get("remove");
    if (removed == null) {
      changed.put(ROWS, Integer.toString(Math.min(rows + 1, Ordering.CONDITIONS_MAX)));
      return changed;
    }
    for (int i = 0; i < rows; i++) {
      if (i >= numberOf(removed)) {
        for (String part : List.of("kind", "zone", "schedule", "citation")) {
          String next = typed.get("conditions[" + (i + 1) + "]." + part);
          changed.put("conditions[" + i + "]." + part, next == null ? "" : next);
        }
      }
    }
    changed.put(ROWS, Integer.toString(Math.max(1, rows - 1)));
    return changed;
  }

  private static int rowsOf(String text) {
    return Math.clamp(numberOf(text), 1, Ordering.CONDITIONS_MAX);
  }

  private static int numberOf(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
  }

  private static Ordering.Form read(Form form, ZoneId zone) {
    List<Ordering.ConditionForm> conditions = new ArrayList<>();
    for (int i = 0; i < rowsOf(form.value(ROWS)); i++) {
      String at = "conditions[" + i + "].";
      ConditionKind kind = ConditionKind.find(form.value(at + "kind")).orElse(null);
      boolean placed = kind == null || kind.needsZone();
      int[] zoneId = version(form.value(at + "zone"));
      int[] scheduleId = version(form.value(at + "schedule"));
      conditions.add(
          new Ordering.ConditionForm(
              kind,
              placed && zoneId.length == 2 ? new ZoneVersion(zoneId[0], zoneId[1]) : null,
              placed && scheduleId.length == 2
                  ? new ScheduleVersion(scheduleId[0], scheduleId[1])
                  : null,
              form.value(at + "citation")));
    }
    return new Ordering.Form(
        form.value("issuer"),
        form.value("authority"),
        form.value("reason"),
        form.value("lesserOptions"),
        form.date("reviewOn"),
        form.time("startsAt", zone),
        form.time("endsAt", zone),
        conditions);
  }

  /** Number and version of {@code 12v3}; empty for anything else. */
  private static int[] version(@Nullable String text) {
    if (text == null || !text.matches("[1-9]\\d{0,8}v[1-9]\\d{0,8}")) {
      return new int[0];
    }
    String[] parts = text.split("v", 2);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
