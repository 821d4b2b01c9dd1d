package org.muster.words;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.muster.account.Account;
import org.muster.account.Given;
import org.muster.domain.ConditionKind;
import org.muster.domain.Evidence;
import org.muster.domain.Interval;
import org.muster.domain.State;
import org.muster.domain.ZoneVersion;

/**
 * An account for machines, with its sentences in one language beside the facts. Lists keep the
 * order in which it is told.
 *
 * @param lang the language of the sentences
 * @param finding the identity of the finding; null where it is of a span
 * @param at the instant that was asked for; null where it is of a finding
 * @param endsAt null while it goes on
 * @param otherwise the sentences go on after "if"
 */
public record AccountRead(
    String lang,
    String timeZone,
    String headline,
    @Nullable String finding,
    @Nullable String kind,
    @Nullable Instant at,
    String state,
    @Nullable String cause,
    Instant startsAt,
    @Nullable Instant endsAt,
    Asked asked,
    List<Statement> because,
    List<Parameter> parameters,
    List<ReadingRead> readings,
    long readingCount,
    List<Statement> otherwise) {

  /** What asks for it. */
  public record Asked(
      long condition,
      String kind,
      long order,
      @Nullable String zone,
      @Nullable Instant windowStartsAt,
      @Nullable Instant windowEndsAt,
      String sentence) {}

  /** One statement: what it says, its facts, and the same as a sentence. */
  public record Statement(String type, Map<String, Object> facts, String sentence) {}

  /** A value of policy, with the clause that set it. */
  public record Parameter(
      String parameter,
      String unit,
      Map<String, Object> amount,
      String policyId,
      @Nullable String clause,
      String sentence) {}

  /** A fix that is cited. */
  public record ReadingRead(
      Instant observedAt,
      double latitude,
      double longitude,
      @Nullable Double statedAccuracyMetres,
      double radiusMetres,
      double distanceMetres,
      boolean inside,
      String side,
      String mark) {
    static ReadingRead of(Evidence.Reading reading) {
      OptionalDouble stated = reading.statedAccuracyMetres();
      return new ReadingRead(
          reading.observedAt(),
          reading.position().latitude(),
          reading.position().longitude(),
          stated.isPresent() ? stated.getAsDouble() : null,
          reading.radiusMetres(),
          reading.distanceMetres(),
          reading.inside(),
          Facts.word(reading.side()),
          Facts.word(reading.mark()));
    }
  }

  public static AccountRead of(Account account, Told told) {
    Account.About about = account.about();
    return new AccountRead(
        told.language().code(),
        told.zone().getId(),
        told.headline(),
        about instanceof Account.About.OfFinding(var finding) ? finding.id().value() : null,
        about instanceof Account.About.OfFinding(var finding) ? finding.kind().word() : null,
        about instanceof Account.About.OfSpan(var span, Instant at, boolean goesOn) ? at : null,
        about.state().word(),
        about.state() instanceof State.Unknown(State.Cause cause) ? cause.word() : null,
        about.startsAt(),
        about.endsAt().orElse(null),
        asked(account.asked(), told),
        statements(account.because(), told.because()),
        parameters(account.given(), told),
        account.readings().stream().map(ReadingRead::of).toList(),
        account.readingCount(),
        statements(account.otherwise(), told.otherwise()));
  }

  private static Asked asked(Account.Asked asked, Told told) {
    return new Asked(
        asked.id().value(),
        ConditionKind.of(asked.condition()).word(),
        asked.order().value(),
        asked.zone().map(ZoneVersion::toString).orElse(null),
        asked.window().map(Interval::startsAt).orElse(null),
        asked.window().filter(window -> !window.isOpen()).map(Interval::endsAt).orElse(null),
        told.asks());
  }

  private static List<Statement> statements(List<?> all, List<String> sentences) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Record statement = (Record) all.get(i);
      statements.add(
          new Statement(
              statement.getClass().getSimpleName(), Facts.of(statement), sentences.get(i)));
    }
    return statements;
  }

  private static List<Parameter> parameters(List<Given> all, Told told) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Given given = all.get(i);
      Record amount = (Record) given.amount();
      parameters.add(
          new Parameter(
              Facts.word(given.parameter()),
              amount.getClass().getSimpleName(),
              Facts.of(amount),
              given.policyId(),
              given.clause().orElse(null),
              told.parameters().get(i).sentence()));
    }
    return parameters;
  }
}
