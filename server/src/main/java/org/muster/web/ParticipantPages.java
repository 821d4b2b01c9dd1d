package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.casework.CaseFile;
import org.muster.casework.CaseFiles;
import org.muster.casework.Enrolling;
import org.muster.casework.Opening;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Office;
import org.muster.domain.OfficeId;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of participants, enrolling one, and what casework holds of a stay. */
@Controller
class ParticipantPages {
  /** A language by its ISO 639 code. */
  record Language(String code, String words) {}

  private static final List<Language> LANGUAGES =
      Stream.of(Locale.getISOLanguages())
          .filter(code -> code.length() == 2)
          .map(code -> new Language(code, Locale.of(code).getDisplayLanguage(Locale.ENGLISH)))
          .sorted(Comparator.comparing(Language::words))
          .toList();

  private final CaseFiles files;
  private final Enrolling enrolling;
  private final Opening opening;
  private final Clock clock;

  ParticipantPages(CaseFiles files, Enrolling enrolling, Opening opening, Clock clock) {
    this.files = files;
    this.enrolling = enrolling;
    this.opening = opening;
    this.clock = clock;
  }

  @GetMapping("/participants")
  String participants(@RequestParam(defaultValue = "") String search, Model model) {
    List<CaseFile.Listed> found = files.search(search);
    model.addAttribute("search", search);
    model.addAttribute("found", found);
    model.addAttribute("listedMax", CaseFiles.LISTED_MAX);
    model.addAttribute("now", clock.instant());
    return "participants";
  }

  @GetMapping("/participants/enrol")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String enrol(Model model, Principal who) {
    return enrolForm(new Form(Map.of("officer", who.getName())), model);
  }

  @PostMapping("/participants/enrol")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String enrol(
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    Form form = new Form(typed);
    Long number = form.number("office");
    Optional<Office> office =
        opening.list().stream()
            .filter(one -> number != null && one.id().value() == number)
            .findFirst();
    ZoneId zone = office.map(Office::timeZone).orElse(ZoneId.of("UTC"));
    Enrolling.Form enrolment =
        new Enrolling.Form(
            form.value("givenName"),
            form.value("familyName"),
            form.value("language"),
            form.value("phone"),
            office.map(Office::id).orElse(null),
            form.value("officer"),
            form.time("startsAt", zone));
    Optional<EnrolmentId> recorded =
        form.isRefused() ? Optional.empty() : form.took(enrolling.enrol(enrolment, who.getName()));
    if (recorded.isPresent()) {
      return "redirect:/participants/" + recorded.get() + "/casework?recorded=enrolment";
    }
    response.setStatus(422);
    return enrolForm(form, model);
  }

  private String enrolForm(Form form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("offices", opening.list());
    model.addAttribute("languages", LANGUAGES);
    return "enrol";
  }

  @GetMapping("/participants/{id:\\d+}/casework")
  String casework(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String recorded,
      Model model) {
    CaseFile file = Pages.file(files, id);
    model.addAttribute("file", file);
    model.addAttribute("zone", file.office().timeZone());
    model.addAttribute("stays", files.listEnrolments(file.participant().id()));
    model.addAttribute("recorded", recorded);
    return "casework";
  }

  @PostMapping("/participants/{id:\\d+}/again")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String again(@PathVariable long id, Model model, Principal who, HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    Form form = new Form(Map.of());
    OfficeId office = file.office().id();
    Optional<EnrolmentId> recorded =
        form.took(
            enrolling.enrolAgain(
                file.participant().id(), office, who.getName(), null, who.getName()));
    if (recorded.isPresent()) {
      return "redirect:/participants/" + recorded.get() + "/casework?recorded=enrolment";
    }
    response.setStatus(422);
    model.addAttribute("form", form);
    return casework(id, null, model);
  }
}
