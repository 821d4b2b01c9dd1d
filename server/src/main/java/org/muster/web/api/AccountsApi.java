package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingId;
import org.muster.explaining.Explained;
import org.muster.explaining.SpanAccounts;
import org.muster.web.FindingAccounts;
import org.muster.web.SpanTelling;
import org.muster.words.AccountRead;
import org.muster.words.Language;
import org.muster.words.Languages;
import org.muster.worklist.FindingFiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(
    name = "Accounts",
    description = "Why a finding or a span is what it is, and what would have made it otherwise.")
class AccountsApi {
  private final FindingFiles findings;
  private final SpanAccounts spans;
  private final Languages languages;

  AccountsApi(FindingFiles findings, SpanAccounts spans, Languages languages) {
    this.findings = findings;
    this.spans = spans;
    this.languages = languages;
  }

  @GetMapping("/findings/{id}/account")
  @Operation(
      summary = "Read the account of a finding",
      description =
          "The facts it rests on, the values of policy with their clauses, the fixes, and the"
              + " smallest changes; each with a sentence in the language lang, as en or es.")
  AccountRead finding(
      @PathVariable String id, @RequestParam(defaultValue = Languages.DEFAULT) String lang) {
    Language language = language(lang);
    return Optional.of(id)
        .filter(text -> text.matches("[0-9a-f]{32}"))
        .flatMap(text -> findings.find(new FindingId(text)))
        .map(file -> FindingAccounts.read(file, language))
        .orElseThrow(() -> NotRecorded.missing("There is no finding " + id + "."));
  }

  @GetMapping("/enrolments/{id}/account")
  @Operation(
      summary = "Read the account of a span",
      description =
          "Why the condition was in its state at the instant at, as 2026-01-31T08:00:00Z; in the"
              + " same form as the account of a finding.")
  AccountRead span(
      @PathVariable long id,
      @RequestParam long condition,
      @RequestParam Instant at,
      @RequestParam(defaultValue = Languages.DEFAULT) String lang) {
    Language language = language(lang);
    EnrolmentId enrolment = Ids.get(id, EnrolmentId::new);
    return switch (spans.explain(enrolment, Ids.get(condition, ConditionId::new), at)) {
      case Explained.Told told -> SpanTelling.read(told, language);
      case Explained.NoSuchCondition() ->
          throw NotRecorded.missing(
              "No order of the enrolment " + id + " asks a condition " + condition + ".");
      case Explained.NothingLeft left ->
          throw NotRecorded.missing(
              "The track that it was judged on was destroyed at " + left.destroyed().at() + ".");
      case Explained.NotJudged notJudged ->
          throw NotRecorded.missing("Nothing was judged of it at " + at + ".");
    };
  }

  private Language language(String code) {
    return languages
        .find(code)
        .orElseThrow(
            () ->
                NotRecorded.question(
                    "lang",
                    "There are no words in that language. There are: "
                        + String.join(", ", languages.list().stream().map(Language::code).toList())
                        + "."));
  }
}
