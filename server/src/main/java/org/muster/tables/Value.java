package org.muster.tables;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cell or an input holds. */
public sealed interface Value {
  /** A word of a list, or a sentence. */
  record Word(String text) implements Value {}

  /** A number; equal numbers are equal however many zeros they end in. */
  record Amount(BigDecimal number) implements Value {
    public Amount {
      number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
  }

  /** An amount of time. */
  record Lasting(Duration duration) implements Value {}

  /** Yes or no. */
  record Truth(boolean yes) implements Value {}

  /** Several sentences in order. */
  record Words(List<String> texts) implements Value {
    public Words {
      texts = List.copyOf(texts);
    }
  }

  /** The cell says that there is none. */
  record Nothing() implements Value {}

  /** As a reader of tables sees it. */
  default String words() {
    return switch (this) {
      case Word(String text) -> text;
      case Amount(BigDecimal number) -> number.toPlainString();
      case Lasting(Duration duration) -> Durations.words(duration);
      case Truth(boolean yes) -> yes ? "yes" : "no";
      case Words(List<String> texts) -> texts.isEmpty() ? "none" : String.join(" | ", texts);
      case Nothing() -> "none";
    };
  }

  /** As the rule engine takes it. */
  default @Nullable Object plain() {
    return switch (this) {
      case Word(String text) -> text;
      case Amount(BigDecimal number) -> number;
      case Lasting(Duration duration) -> duration;
      case Truth(boolean yes) -> yes;
      case Words(List<String> texts) -> texts;
      case Nothing() -> null;
    };
  }

  /** What the rule engine gave; refuses a kind of value that tables here have not. */
  static Value of(@Nullable Object plain) {
    return switch (plain) {
      case null -> new Nothing();
      case String text -> new Word(text);
      case BigDecimal number -> new Amount(number);
      case Duration duration -> new Lasting(duration);
      case Boolean yes -> new Truth(yes);
      case List<?> several -> new Words(several.stream().map(String::valueOf).toList());
      default ->
          throw new IllegalArgumentException("no table holds a " + plain.getClass().getName());
    };
  }
}
