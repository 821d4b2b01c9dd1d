package org.muster.words;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.muster.account.Account;
import org.muster.account.Amount;
import org.muster.account.Because;
import org.muster.account.Given;
import org.muster.domain.ConditionKind;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Excusal;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.State;

/** Tells an account in one language. What is told is the account's; how, the language file's. */
public final class AccountWords {
  private final Language language;

  public AccountWords(Language language) {
    this.language = language;
  }

  public Told tell(Account account, Background background) {
    ConditionKind kind = ConditionKind.of(account.asked().condition());
    return new Told(
        language,
        background.zone(),
        headline(account, background),
        language.say("asks." + kind.name()),
        account.because().stream().map(each -> because(each, background)).toList(),
        account.given().stream().map(this::parameter).toList(),
        account.readings().stream().map(each -> row(each, account, background)).toList(),
        account.readingCount(),
        account.otherwise().stream().map(each -> otherwise(each, account, background)).toList());
  }

  /** The state with its cause. */
  public String state(State state) {
    String key = "state." + state.word();
    return state instanceof State.Unknown(State.Cause cause)
        ? language.say(key, Map.of("cause", language.say(Arguments.key(cause))))
        : language.say(key);
  }

  /** A side, mark, cause, channel or outcome. */
  public String word(Enum<?> word) {
    return language.say(Arguments.key(word));
  }

  public String kind(FindingKind kind) {
    return language.say("kind." + kind.name());
  }

  public String condition(ConditionKind kind) {
    return language.say("condition." + kind.name());
  }

  /** A value of policy with its unit. */
  public String amount(Amount amount) {
    return Arguments.amount(amount, language);
  }

  private String headline(Account account, Background background) {
    String zone =
        background
            .zoneName()
            .map(name -> language.say("zone.named", Map.of("name", name)))
            .orElseGet(() -> language.say("zone.unnamed"));
    String time = time(account.about(), background);
    return switch (account.about()) {
      case Account.About.OfFinding(Finding finding) -> {
        String said =
            language.say(
                "finding." + finding.kind().name(),
                Map.of(
                    "zone", zone,
                    "time", time,
                    "confirmed", Boolean.toString(finding.state() instanceof State.NotMet)));
        yield background.withdrawn()
            ? language.say("finding.withdrawn", Map.of("said", said))
            : said;
      }
      case Account.About.OfSpan span ->
          language.say(
              background.zoneName().isPresent() ? "span.headline.zone" : "span.headline",
              Map.of(
                  "condition",
                  condition(ConditionKind.of(account.asked().condition())),
                  "zone",
                  zone,
                  "state",
                  state(span.state()),
                  "time",
                  time));
    };
  }

  private String time(Account.About about, Background background) {
    String start = language.instant(about.startsAt(), background.zone());
    Optional<Instant> end = about.endsAt();
    if (end.isPresent()) {
      Duration lasting = Duration.between(about.startsAt(), end.get());
      return language.say(
          "time.ended", Map.of("lasting", language.lasting(lasting), "start", start));
    }
    String key = background.withdrawn() ? "time.since" : "time.goesOn";
    return language.say(key, Map.of("start", start));
  }

  /** One thing it rests on, as a sentence. */
  String because(Because because, Background background) {
    SortedMap<String, Object> arguments =
        Arguments.of((Record) because, language, background.zone());
    if (because instanceof Because.ExcusedBy excused) {
      Optional<Excusal> granted = Optional.ofNullable(background.excusals().get(excused.excusal()));
      arguments.put("granted", Boolean.toString(granted.isPresent()));
      arguments.put("author", granted.map(Excusal::author).orElse(""));
      arguments.put("reason", granted.map(Excusal::reason).orElse(""));
    }
    return language.say("because." + because.getClass().getSimpleName(), arguments);
  }

  /** One change, as what follows "if". */
  String otherwise(Otherwise otherwise, Account account, Background background) {
    SortedMap<String, Object> arguments =
        Arguments.of((Record) otherwise, language, background.zone());
    boolean rowBefore =
        account.because().stream().anyMatch(each -> each instanceof Because.RowBeganBefore);
    arguments.put("rowBefore", Boolean.toString(rowBefore));
    return language.say("otherwise." + otherwise.getClass().getSimpleName(), arguments);
  }

  private Told.Parameter parameter(Given given) {
    String amount = amount(given.amount());
    String rule = language.say("rule." + given.parameter().name(), Map.of("amount", amount));
    return new Told.Parameter(
        language.say("parameter." + given.parameter().name()),
        amount,
        given.clause().orElse("–"),
        language.say(
                given.clause().isPresent() ? "rule.cited" : "rule.uncited",
                Map.of(
                    "rule", withoutStop(rule),
                    "clause", given.clause().orElse(""),
                    "policy", given.policyId()))
            + ".");
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private Told.Row row(Reading reading, Account account, Background background) {
    double beyond = reading.distanceMetres() - reading.radiusMetres();
    return new Told.Row(
        reading.observedAt(),
        language.brief(reading.observedAt(), background.zone()),
        account.because().stream()
            .anyMatch(
                each ->
                    each instanceof Because.RowBeganBefore(Instant boundAt)
                        && reading.observedAt().isBefore(boundAt)),
        word(reading.side()),
        reading.statedAccuracyMetres().isPresent()
            ? language.metres(reading.statedAccuracyMetres().getAsDouble())
            : language.say("label.none"),
        language.metres(reading.radiusMetres()),
        language.metres(reading.distanceMetres()),
        beyond >= 0 ? language.metres(beyond) : "–",
        word(reading.mark()));
  }
}
