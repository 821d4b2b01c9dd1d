package org.muster.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.Answer;
import org.muster.domain.CauseCode;
import org.muster.domain.Evidence;
import org.muster.domain.FindingId;
import org.muster.policy.PlanParameter;
import org.muster.words.Language;
import org.muster.worklist.Decider;
import org.muster.worklist.Deciding;
import org.muster.worklist.DecisionDraft;
import org.muster.worklist.FindingFile;
import org.muster.worklist.FindingFiles;
import org.muster.worklist.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** A finding with its evidence, and the form in which a person answers it. */
@Controller
class FindingPages {
  /** A value of the plan, with the clause that set it. */
  record PlanRow(String words, String value, String clause) {}

  /** What was filled in, kept when it is refused. */
  record Filled(String answer, String cause, String reason) {
    static final Filled NOTHING = new Filled("", "", "");
  }

  private final FindingFiles files;
  private final Deciding deciding;
  private final PlanWords planWords;
  private final Moments moments;
  private final StateWords states;
  private final LiveConnections live;

  FindingPages(
      FindingFiles files,
      Deciding deciding,
      PlanWords planWords,
      Moments moments,
      StateWords states,
      LiveConnections live) {
    this.files = files;
    this.deciding = deciding;
    this.planWords = planWords;
    this.moments = moments;
    this.states = states;
    this.live = live;
  }

  @GetMapping("/findings/{id}")
  String finding(
      @PathVariable String id,
      @ModelAttribute("who") Staff who,
      @ModelAttribute("language") Language language,
      Model model) {
    return show(get(id), who, language, Filled.NOTHING, Map.of(), model);
  }

  @PostMapping("/findings/{id}/decisions")
  @PreAuthorize("hasAnyRole('OPERATOR', 'OFFICER', 'SUPERVISOR')")
  String decide(
      @PathVariable String id,
      @ModelAttribute("who") Staff who,
      @RequestParam int version,
      @RequestParam(defaultValue = "0") int decisionsSeen,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") String cause,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean confirmed,
      @ModelAttribute("language") Language language,
      Model model,
      RedirectAttributes after) {
    FindingFile file = get(id);
    DecisionDraft draft =
        new DecisionDraft(
            file.finding().id(),
            version,
            decisionsSeen,
            Arrays.stream(Answer.values()).filter(a -> a.word().equals(answer)).findFirst(),
            Arrays.stream(CauseCode.values()).filter(c -> c.word().equals(cause)).findFirst(),
            reason,
            confirmed);
    return switch (deciding.decide(draft, decider(who))) {
      case Verdict.Recorded recorded -> {
        live.findingsChanged(Set.of(file.enrolment()));
        after.addFlashAttribute("recorded", recorded.decision().answer().words());
        // The page that is being left hears of the decision too, and may ask for its parts before
        // this one is there: what is said once must not go to it.
        after.addAttribute("after", "decision");
        yield "redirect:/findings/" + id;
      }
      case Verdict.Refused(Map<String, String> problems) ->
          show(file, who, language, new Filled(answer, cause, reason), problems, model);
    };
  }

  /** The zone and the fixes of the evidence, for the map. */
  @GetMapping(path = "/findings/{id}/map", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  MapData map(@PathVariable String id) {
    FindingFile file = get(id);
    List<FixDot> fixes =
        file.finding().evidence().readings().stream().map(r -> dot(r, file)).toList();
    return MapData.of(List.of(file.asked()), fixes);
  }

  private FixDot dot(Evidence.Reading reading, FindingFile file) {
    return new FixDot(
        reading.position().longitude(),
        reading.position().latitude(),
        reading.radiusMetres(),
        moments.local(reading.observedAt(), file.zone()) + ", " + states.of(reading.side()),
        reading.mark() == Evidence.Mark.BELIEVED);
  }

  private FindingFile get(String id) {
    return Optional.of(id)
        .filter(text -> text.matches("[0-9a-f]{32}"))
        .flatMap(text -> files.find(new FindingId(text)))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static Decider decider(Staff who) {
    return new Decider(
        who.name(),
        switch (who.role()) {
          case OPERATOR -> Decider.Authority.FIRST_CONTACT;
          case OFFICER, SUPERVISOR -> Decider.Authority.FULL;
          case AUDITOR, ADMINISTRATOR -> Decider.Authority.NONE;
        });
  }

  private String show(
      FindingFile file,
      Staff who,
      Language language,
      Filled filled,
      Map<String, String> problems,
      Model model) {
    model.addAttribute("file", file);
    model.addAttribute("told", FindingAccounts.tell(file, language));
    model.addAttribute("plan", plan(file));
    model.addAttribute("answers", deciding.answersTo(file, decider(who)));
    model.addAttribute("causes", CauseCode.values());
    model.addAttribute("filled", filled);
    model.addAttribute(
        "excusal",
        file.lastDecision().filter(d -> d.answer() == Answer.EXCUSED).isPresent()
                && !file.withdrawn()
                && who.mayConfirm()
            ? excusal(file)
            : null);
    model.addAttribute("problems", problems);
    return "finding";
  }

  /** The form of an excusal that covers the finding, filled in. */
  private String excusal(FindingFile file) {
    UriComponentsBuilder form =
        UriComponentsBuilder.fromPath("/participants/" + file.enrolment() + "/excusal")
            .queryParam("condition", file.finding().condition())
            .queryParam("startsAt", local(file.finding().startsAt(), file));
    // The field holds whole minutes; the one in which it ended is covered too.
    file.finding()
        .endsAt()
        .ifPresent(at -> form.queryParam("endsAt", local(at.plusSeconds(59), file)));
    return form.build().toUriString();
  }

  private static LocalDateTime local(Instant at, FindingFile file) {
    return at.atZone(file.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
  }

  private List<PlanRow> plan(FindingFile file) {
    return Arrays.stream(PlanParameter.values())
        .map(
            parameter ->
                new PlanRow(
                    parameter.words(),
                    planWords.value(parameter, file.finding().evidence().plan()),
                    file.policy().clauseOf(parameter)))
        .toList();
  }
}
