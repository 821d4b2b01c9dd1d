package org.muster.domain;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as people and devices write them: decimals, with an exponent where one is needed. */
public final class Decimals {
  private static final int LENGTH_MAX = 40;

  /** Narrower than what Java reads: no NaN, no hexadecimal, no letter for a type. */
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private Decimals() {}

  /** The number; empty when the text is none, or is too long to be one. May be infinite. */
  public static OptionalDouble find(String text) {
    String stripped = text.strip();
    return stripped.length() <= LENGTH_MAX && PLAIN.matcher(stripped).matches()
        ? OptionalDouble.of(Double.parseDouble(stripped))
        : OptionalDouble.empty();
  }
}
