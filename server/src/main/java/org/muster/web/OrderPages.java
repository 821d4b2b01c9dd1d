package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.casework.CaseFile;
import org.muster.casework.CaseFiles;
import org.muster.casework.Ordering;
import org.muster.casework.Scheduling;
import org.muster.casework.Zoning;
import org.muster.domain.Channel;
import org.muster.domain.ConditionKind;
import org.muster.domain.Occasion;
import org.muster.domain.OrderId;
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
  private static final String ROWS = ConditionRows.ROWS;

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
      return show(file, new Form(ConditionRows.changed(typed)), model);
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
    model.addAttribute("rows", ConditionRows.count(form.value(ROWS)));
    model.addAttribute("kinds", ConditionKind.values());
    model.addAttribute("channels", Channel.values());
    model.addAttribute("occasions", Occasion.values());
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
          "endsAt", ConditionRows.local(old.order().during().endsAt(), file.office().timeZone()));
    }
    ConditionRows.write(typed, old.conditions(), file.office().timeZone());
    return typed;
  }

  private static Ordering.Form read(Form form, ZoneId zone) {
    return new Ordering.Form(
        form.value("issuer"),
        form.value("authority"),
        form.value("reason"),
        form.value("lesserOptions"),
        form.date("reviewOn"),
        form.time("startsAt", zone),
        form.time("endsAt", zone),
        ConditionRows.read(form, zone));
  }
}
