package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.casework.Assigning;
import org.muster.casework.CaseFile;
import org.muster.casework.CaseFiles;
import org.muster.casework.DeviceBook;
import org.muster.casework.Enrolling;
import org.muster.casework.Excusing;
import org.muster.domain.AssignmentId;
import org.muster.domain.ConditionId;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceQuestion;
import org.muster.domain.EnrolmentId;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done in a stay: a device, an excusal, its end. */
@Controller
@PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
class StayPages {
  private final CaseFiles files;
  private final Assigning assigning;
  private final DeviceBook book;
  private final Excusing excusing;
  private final Enrolling enrolling;

  StayPages(
      CaseFiles files,
      Assigning assigning,
      DeviceBook book,
      Excusing excusing,
      Enrolling enrolling) {
    this.files = files;
    this.assigning = assigning;
    this.book = book;
    this.excusing = excusing;
    this.enrolling = enrolling;
  }

  @GetMapping("/participants/{id:\\d+}/device")
  String device(@PathVariable long id, Model model) {
    return deviceForm(Pages.file(files, id), new Form(Map.of()), model);
  }

  @PostMapping("/participants/{id:\\d+}/device")
  String device(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    Form form = new Form(typed);
    Assigning.Form assignment =
        new Assigning.Form(
            form.id("device", DeviceId::new),
            form.time("startsAt", file.office().timeZone()),
            form.time("endsAt", file.office().timeZone()));
    EnrolmentId enrolment = file.enrolment().id();
    if (!form.isRefused()) {
      Optional<AssignmentId> recorded =
          form.took(
              file.held().isPresent()
                  ? assigning.swap(enrolment, assignment, left(form), who.getName())
                  : assigning.assign(enrolment, assignment, who.getName()));
      if (recorded.isPresent()) {
        return "redirect:/participants/" + id + "/casework?recorded=device";
      }
    }
    response.setStatus(422);
    return deviceForm(file, form, model);
  }

  private static Assigning.Left left(Form form) {
    return new Assigning.Left(DevicePages.status(form.value("becomes")), form.value("reason"));
  }

  private String deviceForm(CaseFile file, Form form, Model model) {
    model.addAttribute("file", file);
    model.addAttribute("zone", file.office().timeZone());
    model.addAttribute("form", form);
    model.addAttribute("devices", book.list(DeviceQuestion.FREE));
    model.addAttribute("statuses", DevicePages.RECORDED);
    return "device-form";
  }

  @PostMapping("/participants/{id:\\d+}/device/{assignment:\\d+}/end")
  String endDevice(
      @PathVariable long id,
      @PathVariable long assignment,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    AssignmentId ended = Pages.id(assignment, AssignmentId::new);
    if (file.devices().stream().noneMatch(one -> one.assignment().id().equals(ended))) {
      throw Pages.missing();
    }
    Form form = new Form(typed);
    if (form.took(assigning.end(ended, null, left(form), who.getName())).isPresent()) {
      return "redirect:/participants/" + id + "/casework?recorded=device-end";
    }
    response.setStatus(422);
    return deviceForm(file, form, model);
  }

  @GetMapping("/participants/{id:\\d+}/excusal")
  String excusal(@PathVariable long id, @RequestParam Map<String, String> typed, Model model) {
    // A finding that was answered as excused leads here with the condition and the time filled in.
    return excusalForm(Pages.file(files, id), new Form(typed), model);
  }

  @PostMapping("/participants/{id:\\d+}/excusal")
  String excusal(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    ZoneId zone = file.office().timeZone();
    Form form = new Form(typed);
    Excusing.Form excusal =
        new Excusing.Form(
            form.id("condition", ConditionId::new),
            form.time("startsAt", zone),
            form.time("endsAt", zone),
            form.value("reason"));
    if (!form.isRefused()
        && form.took(excusing.excuse(file.enrolment().id(), excusal, who.getName())).isPresent()) {
      return "redirect:/participants/" + id + "/casework?recorded=excusal";
    }
    response.setStatus(422);
    return excusalForm(file, form, model);
  }

  private String excusalForm(CaseFile file, Form form, Model model) {
    List<CaseFile.OrderOnFile> orders = file.orders().reversed();
    model.addAttribute("file", file);
    model.addAttribute("zone", file.office().timeZone());
    model.addAttribute("form", form);
    model.addAttribute("orders", orders);
    return "excusal-form";
  }

  @GetMapping("/participants/{id:\\d+}/end")
  String end(@PathVariable long id, Model model) {
    return endForm(Pages.file(files, id), new Form(Map.of()), model);
  }

  @PostMapping("/participants/{id:\\d+}/end")
  String end(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    Form form = new Form(typed);
    Instant endsAt = form.time("endsAt", file.office().timeZone());
    Enrolling.EndForm end =
        new Enrolling.EndForm(form.value("reason"), form.value("destination"), endsAt);
    if (!form.isRefused()
        && form.took(enrolling.end(file.enrolment().id(), end, who.getName())).isPresent()) {
      return "redirect:/participants/" + id + "/casework?recorded=end";
    }
    response.setStatus(422);
    return endForm(file, form, model);
  }

  private String endForm(CaseFile file, Form form, Model model) {
    model.addAttribute("file", file);
    model.addAttribute("zone", file.office().timeZone());
    model.addAttribute("form", form);
    return "end-form";
  }
}
