package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Recalling;
import org.muster.domain.RecallId;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Recalls of batches: the list, what each withdrew, and the preview before one is confirmed. */
@Controller
class RecallPages {
  /** A page lists so many findings of a recall; the API gives more. */
  static final int FINDINGS_SHOWN = 200;

  private final Recalling recalling;

  RecallPages(Recalling recalling) {
    this.recalling = recalling;
  }

  @GetMapping("/devices/recalls")
  String recalls(Model model) {
    model.addAttribute("recalls", recalling.list());
    model.addAttribute("listedMax", Recalling.RECALLS_LISTED_MAX);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "recalls";
  }

  /** A batch's page leads here with the batch filled in. */
  @GetMapping("/devices/recalls/new")
  @PreAuthorize("hasRole('SUPERVISOR')")
  String ask(@RequestParam Map<String, String> typed, Model model) {
    return form(new Form(typed), null, model);
  }

  /** Shows what the recall would withdraw; nothing is recorded. */
  @PostMapping("/devices/recalls/preview")
  @PreAuthorize("hasRole('SUPERVISOR')")
  String preview(
      @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
    Form form = new Form(typed);
    Recalling.Form recall = recall(form);
    Optional<Recalling.Preview> preview =
        form.isRefused() ? Optional.empty() : form.took(recalling.preview(recall));
    if (preview.isEmpty()) {
      response.setStatus(422);
    }
    return form(form, preview.orElse(null), model);
  }

  @PostMapping("/devices/recalls")
  @PreAuthorize("hasRole('SUPERVISOR')")
  String confirm(
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    Form form = new Form(typed);
    Recalling.Form recall = recall(form);
    if (!form.isRefused()) {
      Optional<RecallId> recorded =
          form.took(recalling.recall(recall, form.value("seen"), who.getName()));
      if (recorded.isPresent()) {
        return "redirect:/devices/recalls/" + recorded.get() + "?recorded=recall";
      }
    }
    response.setStatus(422);
    Form again = new Form(typed);
    return form(form, again.took(recalling.preview(recall)).orElse(null), model);
  }

  private static Recalling.Form recall(Form form) {
    return new Recalling.Form(
        form.value("vendor"),
        form.value("batch"),
        form.time("fromAt", ZoneOffset.UTC),
        form.value("reason"));
  }

  private static String form(Form form, Recalling.@Nullable Preview preview, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("preview", preview);
    model.addAttribute("shownMax", FINDINGS_SHOWN);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "recall-form";
  }

  @GetMapping("/devices/recalls/{id:\\d+}")
  String recall(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String recorded,
      Model model) {
    return show(Pages.id(id, RecallId::new), recorded, new Form(Map.of()), model);
  }

  @PostMapping("/devices/recalls/{id:\\d+}/undo")
  @PreAuthorize("hasRole('SUPERVISOR')")
  String undo(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    RecallId recall = Pages.id(id, RecallId::new);
    Form form = new Form(typed);
    if (form.took(recalling.undo(recall, form.value("reason"), who.getName())).isPresent()) {
      return "redirect:/devices/recalls/" + id + "?recorded=undone";
    }
    response.setStatus(422);
    return show(recall, null, form, model);
  }

  private String show(RecallId id, @Nullable String recorded, Form form, Model model) {
    model.addAttribute("file", recalling.find(id).orElseThrow(Pages::missing));
    model.addAttribute("recorded", recorded);
    model.addAttribute("form", form);
    model.addAttribute("shownMax", FINDINGS_SHOWN);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "recall";
  }
}
