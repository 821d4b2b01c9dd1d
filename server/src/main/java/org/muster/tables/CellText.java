package org.muster.tables;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of FEEL that can be analysed exactly: values, comparisons with a value, ranges,
 * lists of these, and the "not" of such a list. What is more than that is no fault, but nothing is
 * said of it here.
 */
final class CellText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(\\d{1,30}(\\.\\d{1,30})?|\\.\\d{1,30})");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DURATION =
      Pattern.compile("(?:duration\\s*\\(\\s*\"([^\"]*)\"\\s*\\)|@\"([^\"]*)\")");
  private static final Pattern COMPARISON = Pattern.compile("<=|>=|<|>|=");

  private final String text;
  private int at;

  private CellText(String text) {
    this.text = text;
  }

  /** A piece of an ordered line, or one value. A missing end is without bound. */
  record Piece(@Nullable Value low, boolean lowIn, @Nullable Value high, boolean highIn) {
    static Piece of(Value value) {
      return new Piece(value, true, value, true);
    }
  }

  /** What an input cell asks: that the value is in one of the pieces, or, negated, in none. */
  record Asked(boolean negated, List<Piece> pieces) {
    /** That of a dash: everything. */
    static final Asked ANYTHING = new Asked(true, List.of());

    Asked {
      pieces = List.copyOf(pieces);
    }
  }

  /** What an input cell asks; empty when it is outside of what is analysed. */
  static Optional<Asked> findAsked(String cell) {
    CellText reading = new CellText(cell);
    if (cell.strip().equals("-")) {
      return Optional.of(Asked.ANYTHING);
    }
    boolean negated = reading.take("not") && reading.take("(");
    if (!negated) {
      reading.at = 0;
    }
    List<Piece> pieces = new ArrayList<>();
    do {
      Optional<Piece> piece = reading.piece();
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      pieces.add(piece.get());
    } while (reading.take(","));
    boolean closed = !negated || reading.take(")");
    return closed && reading.isAtEnd() ? Optional.of(new Asked(negated, pieces)) : Optional.empty();
  }

  /** The value that a cell writes out; empty when it does not. */
  static Optional<Value> findValue(String cell) {
    CellText reading = new CellText(cell);
    Optional<Value> value = reading.take("[") ? reading.list() : reading.value();
    return reading.isAtEnd() ? value : Optional.empty();
  }

  private Optional<Value> list() {
    List<String> texts = new ArrayList<>();
    if (take("]")) {
      return Optional.of(new Value.Words(texts));
    }
    do {
      Optional<Value> value = value();
      if (value.isEmpty() || !(value.get() instanceof Value.Word(String one))) {
        return Optional.empty();
      }
      texts.add(one);
    } while (take(","));
    return take("]") ? Optional.of(new Value.Words(texts)) : Optional.empty();
  }

  private Optional<Piece> piece() {
    Optional<String> operator = match(COMPARISON).map(Matcher::group);
    if (operator.isPresent()) {
      return value().flatMap(value -> compared(operator.get(), value));
    }
    int start = at;
    if (take("[") || take("(") || take("]")) {
      boolean lowIn = text.charAt(at - 1) == '[';
      Optional<Value> low = value();
      boolean between = take("..");
      Optional<Value> high = value();
      boolean highIn = take("]");
      if (low.isPresent() && between && high.isPresent() && (highIn || take(")") || take("["))) {
        return Optional.of(new Piece(low.get(), lowIn, high.get(), highIn));
      }
      at = start;
      return Optional.empty();
    }
    return value().map(Piece::of);
  }

  private static Optional<Piece> compared(String operator, Value value) {
    return switch (operator) {
      case "<" -> Optional.of(new Piece(null, false, value, false));
      case "<=" -> Optional.of(new Piece(null, false, value, true));
      case ">" -> Optional.of(new Piece(value, false, null, false));
      case ">=" -> Optional.of(new Piece(value, true, null, false));
      case "=" -> Optional.of(Piece.of(value));
      default -> Optional.empty();
    };
  }

  private Optional<Value> value() {
    Optional<Matcher> written = match(DURATION);
    if (written.isPresent()) {
      String iso = written.get().group(1) != null ? written.get().group(1) : written.get().group(2);
      return duration(iso).map(Value.Lasting::new);
    }
    Optional<Matcher> string = match(STRING);
    if (string.isPresent()) {
      String inside = string.get().group(1);
      // Other escapes of FEEL are rare, and left to the rule engine.
      String plain = inside.replace("\\\"", "\"");
      return plain.contains("\\") ? Optional.empty() : Optional.of(new Value.Word(plain));
    }
    Optional<Matcher> number = match(NUMBER);
    if (number.isPresent()) {
      return Optional.of(new Value.Amount(new BigDecimal(number.get().group())));
    }
    if (takeWord("true") || takeWord("false")) {
      return Optional.of(new Value.Truth(text.charAt(at - 2) == 'u'));
    }
    return takeWord("null") ? Optional.of(new Value.Nothing()) : Optional.empty();
  }

  private static Optional<Duration> duration(String iso) {
    try {
      return Optional.of(Duration.parse(iso));
    } catch (DateTimeException notOfTime) {
      return Optional.empty();
    }
  }

  private boolean takeWord(String word) {
    int end = at + word.length();
    boolean whole = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
    return whole && take(word);
  }

  private boolean take(String sign) {
    space();
    if (text.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  private Optional<Matcher> match(Pattern pattern) {
    space();
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher);
  }

  private boolean isAtEnd() {
    space();
    return at == text.length();
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
