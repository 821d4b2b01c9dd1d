package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.CaseFile;
import org.muster.casework.CaseFiles;
import org.muster.casework.Change;
import org.muster.casework.Problem;
import org.muster.casework.Recording;
import org.muster.casework.Statement;
import org.muster.domain.AskedCondition;
import org.muster.domain.Attendance;
import org.muster.domain.ConditionId;
import org.muster.domain.ConditionKind;
import org.muster.domain.DutyRecord;
import org.muster.domain.RecordId;
import org.muster.domain.Recorded;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Writing down check-ins that no device reports, and what came of hearings and appointments. */
@Controller
@PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
class RecordPages {
  private final CaseFiles files;
  private final Recording recording;
  private final Moments moments;

  RecordPages(CaseFiles files, Recording recording, Moments moments) {
    this.files = files;
    this.recording = recording;
    this.moments = moments;
  }

  /** A record as a line of the list. */
  record Line(DutyRecord record, String about, String says) {}

  @GetMapping("/participants/{id:\\d+}/records")
  String records(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String recorded,
      Model model) {
    model.addAttribute("recorded", recorded);
    return show(Pages.file(files, id), new Form(Map.of()), model);
  }

  @PostMapping("/participants/{id:\\d+}/records")
  String record(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    Form form = new Form(typed);
    Recording.Form said =
        new Recording.Form(
            form.id("condition", ConditionId::new),
            Statement.find(form.value("said")).orElse(null),
            form.time("at", file.office().timeZone()),
            form.value("reason"));
    if (!form.isRefused()
        && form.took(recording.record(file.enrolment().id(), said, who.getName())).isPresent()) {
      return "redirect:/participants/" + id + "/records?recorded=record";
    }
    response.setStatus(422);
    return show(file, form, model);
  }

  @PostMapping("/participants/{id:\\d+}/records/{record:\\d+}/take-back")
  String takeBack(
      @PathVariable long id,
      @PathVariable long record,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    RecordId taken = Pages.id(record, RecordId::new);
    if (recording.findEnrolment(taken).filter(file.enrolment().id()::equals).isEmpty()) {
      throw Pages.missing();
    }
    String reason = typed.getOrDefault("why", "");
    Form form = new Form(Map.of());
    switch (recording.takeBack(taken, reason, who.getName())) {
      case Change.Recorded<RecordId>(RecordId later) -> {
        return "redirect:/participants/" + id + "/records?recorded=taken-back";
      }
      case Change.Rejected<RecordId>(List<Problem> problems) ->
          problems.forEach(
              problem ->
                  form.refuse(
                      problem.field().equals("reason") ? "why-" + record : problem.field(),
                      problem.sentence()));
    }
    response.setStatus(422);
    model.addAttribute("unTaken", record);
    return show(file, form, model);
  }

  private String show(CaseFile file, Form form, Model model) {
    ZoneId zone = file.office().timeZone();
    List<CaseFile.OrderOnFile> orders =
        file.orders().reversed().stream()
            .map(
                order ->
                    new CaseFile.OrderOnFile(
                        order.order(),
                        order.conditions().stream().filter(RecordPages::isDuty).toList(),
                        order.inForce()))
            .filter(order -> !order.conditions().isEmpty())
            .toList();
    model.addAttribute("file", file);
    model.addAttribute("zone", zone);
    model.addAttribute("form", form);
    model.addAttribute("orders", orders);
    model.addAttribute("statements", Statement.values());
    model.addAttribute(
        "lines",
        recording.list(file.enrolment().id()).reversed().stream()
            .map(record -> line(record, file, zone))
            .toList());
    return "records";
  }

  private static boolean isDuty(AskedCondition asked) {
    return asked.kind() == ConditionKind.CHECK_IN || asked.kind() == ConditionKind.ATTEND;
  }

  private Line line(DutyRecord record, CaseFile file, ZoneId zone) {
    Optional<AskedCondition> asked =
        file.orders().stream()
            .flatMap(order -> order.conditions().stream())
            .filter(condition -> condition.id().equals(record.condition()))
            .findFirst();
    String about =
        asked.map(one -> one.kind().words() + " (" + one.citation() + ")").orElse("a condition");
    String says =
        record
            .says()
            .map(
                said ->
                    switch (said) {
                      case Recorded.CheckedIn made ->
                          "Checked in "
                              + made.by().words().toLowerCase(java.util.Locale.ROOT)
                              + ", "
                              + moments.local(made.at(), zone);
                      case Recorded.NotCheckedIn none ->
                          "No check-in in the time that holds " + moments.local(none.at(), zone);
                      case Recorded.Attended(ConditionId condition, Attendance outcome) ->
                          outcome.words();
                    })
            .orElseGet(
                () -> "Takes back record " + record.corrects().map(RecordId::toString).orElse(""));
    return new Line(record, about, says);
  }
}
