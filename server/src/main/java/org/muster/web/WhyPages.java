package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.muster.casework.CaseFile;
import org.muster.casework.CaseFiles;
import org.muster.domain.ConditionId;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.Interval;
import org.muster.domain.NamedSchedule;
import org.muster.domain.Zone;
import org.muster.explaining.Explained;
import org.muster.explaining.SpanAccounts;
import org.muster.words.Language;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Why a condition was in a state at an instant. */
@Controller
class WhyPages {
  private final CaseFiles files;
  private final SpanAccounts accounts;
  private final Moments moments;

  WhyPages(CaseFiles files, SpanAccounts accounts, Moments moments) {
    this.files = files;
    this.accounts = accounts;
    this.moments = moments;
  }

  @GetMapping("/participants/{id:\\d+}/why")
  String why(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String condition,
      @RequestParam(defaultValue = "") String at,
      @ModelAttribute("language") Language language,
      Model model,
      HttpServletResponse response) {
    CaseFile file = Pages.file(files, id);
    model.addAttribute("file", file);
    Optional<Instant> instant = instant(at);
    if (instant.isEmpty()) {
      return problem(
          "The time can not be read. Write it like 2026-01-31T08:00:00Z.", 400, model, response);
    }
    Optional<ConditionId> asked =
        Optional.of(condition)
            .filter(text -> text.matches("[1-9]\\d{0,17}"))
            .map(text -> new ConditionId(Long.parseLong(text)));
    Explained explained =
        asked
            .map(each -> accounts.explain(file.enrolment().id(), each, instant.get()))
            .orElseGet(Explained.NoSuchCondition::new);
    return switch (explained) {
      case Explained.Told told -> {
        model.addAttribute("explained", told);
        model.addAttribute("told", SpanTelling.tell(told, language));
        model.addAttribute(
            "path", "/participants/" + id + "/why?condition=" + condition + "&at=" + instant.get());
        model.addAttribute("filled", filled(told));
        told.asked().zone().ifPresent(zone -> model.addAttribute("zone", filled(zone)));
        told.asked().schedule().ifPresent(hours -> model.addAttribute("hours", filled(hours)));
        yield "why";
      }
      case Explained.NoSuchCondition() ->
          problem("No order of this person asks such a condition.", 404, model, response);
      case Explained.NothingLeft(DestroyedTrack destroyed, ZoneId zone) ->
          problem(
              "The state stays as it was judged, but the track that it was judged on was destroyed"
                  + " on "
                  + moments.local(destroyed.at(), zone)
                  + " by "
                  + destroyed.by()
                  + ", because: "
                  + destroyed.because(),
              410,
              model,
              response);
      case Explained.NotJudged(Optional<Interval> judged) ->
          problem(notJudged(file, judged, instant.get()), 404, model, response);
    };
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text)).filter(at -> at.isBefore(Interval.FOREVER));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String notJudged(CaseFile file, Optional<Interval> judged, Instant at) {
    if (!file.enrolment().during().contains(at)) {
      return "The person was not enrolled at that time, so nothing was asked of him or her.";
    }
    return judged
        .map(
            interval ->
                "It was judged from "
                    + moments.local(interval.startsAt(), file.office().timeZone())
                    + " to "
                    + moments.local(interval.endsAt(), file.office().timeZone())
                    + ", and not at that time.")
        .orElse("Nothing was judged around that time: no device stood for the person.");
  }

  private static String problem(
      String sentence, int status, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.valueOf(status).value());
    model.addAttribute("problem", sentence);
    return "why";
  }

  private static Map<String, String> filled(Explained.Told told) {
    return Map.of(
        "order", told.order().id().toString(),
        "issuer", told.order().issuer(),
        "authority", told.order().authority(),
        "citation", told.asked().citation());
  }

  private static Map<String, String> filled(Zone zone) {
    return Map.of(
        "name", zone.name(),
        "version", Integer.toString(zone.id().version()),
        "author", zone.author(),
        "source", zone.sourceDocument());
  }

  private static Map<String, String> filled(NamedSchedule schedule) {
    return Map.of("name", schedule.name(), "version", Integer.toString(schedule.id().version()));
  }
}
