package org.muster.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change;
import org.muster.casework.Problem;
import org.muster.domain.Decimals;

/**
 * A form as it was typed, and what is wrong with it. It is shown again with everything that was
 * typed when it is refused.
 */
public final class Form {
  private final Map<String, String> typed;
  private final List<Problem> problems = new ArrayList<>();

  Form(Map<String, String> typed) {
    this.typed = Map.copyOf(typed);
  }

  /** What stands in the field; empty when nothing does. */
  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  /** What is wrong with the field; empty when nothing is. */
  public String problem(String field) {
    return problems.stream()
        .filter(problem -> problem.field().equals(field))
        .map(Problem::sentence)
        .findFirst()
        .orElse("");
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  void refuse(String field, String sentence) {
    problems.add(new Problem(field, sentence));
  }

  boolean isRefused() {
    return !problems.isEmpty();
  }

  /** What the change recorded; empty when it was rejected, and then this form says why. */
  <T> Optional<T> took(Change<T> change) {
    return switch (change) {
      case Change.Recorded<T>(T value) -> Optional.of(value);
      case Change.Rejected<T>(List<Problem> why) -> {
        problems.addAll(why);
        yield Optional.empty();
      }
    };
  }

  @Nullable Long number(String field) {
    return parsed(field, Long::valueOf, "Choose one from the list.");
  }

  /** The id that was chosen; what can not be an id is none. */
  <T> @Nullable T id(String field, LongFunction<T> of) {
    Long number = number(field);
    return number != null && number > 0 ? of.apply(number) : null;
  }

  @Nullable Double decimal(String field) {
    return parsed(field, Form::plain, "Enter a number, as 47.6062.");
  }

  @Nullable LocalDate date(String field) {
    return parsed(field, LocalDate::parse, "Enter a date, as 2026-03-01.");
  }

  @Nullable LocalTime hour(String field) {
    return parsed(field, LocalTime::parse, "Enter a local time, as 22:00.");
  }

  /** A local time of the zone; one that the clocks skip is refused, of two the earlier is taken. */
  @Nullable Instant time(String field, ZoneId zone) {
    LocalDateTime local =
        parsed(field, LocalDateTime::parse, "Enter a date and time, as 2026-03-01 08:00.");
    if (local == null) {
      return null;
    }
    if (zone.getRules().getValidOffsets(local).isEmpty()) {
      refuse(field, "The clocks skip this time on that day. Choose another.");
      return null;
    }
    return local.atZone(zone).toInstant();
  }

  private static Double plain(String text) {
    return Decimals.find(text).stream()
        .filter(Double::isFinite)
        .boxed()
        .findFirst()
        .orElseThrow(() -> new NumberFormatException("no plain decimal"));
  }

  private <T> @Nullable T parsed(String field, Function<String, T> parse, String sentence) {
    String text = value(field).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (NumberFormatException | DateTimeException e) {
      refuse(field, sentence);
      return null;
    }
  }
}
