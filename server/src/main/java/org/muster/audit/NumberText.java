package org.muster.audit;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people write them in cells: {@code 1,234}, {@code $ 12.50}, {@code 99.4%}. */
final class NumberText {
  private static final int LENGTH_MAX = 40;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\(?)-?\\$?(-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d*)?|\\.\\d+)(%?)(\\)?)\\*?");

  private NumberText() {}

  /** The number; a dash alone stands for zero, as accounting formats print it. */
  static Optional<BigDecimal> find(String text) {
    String bare = text.strip().replace(" ", "").replace("\u00a0", "");
    if (bare.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    if (bare.equals("-") || bare.equals("$-") || bare.equals("–")) {
      return Optional.of(BigDecimal.ZERO);
    }
    Matcher matcher = FORM.matcher(bare);
    if (!matcher.matches() || matcher.group(1).isEmpty() != matcher.group(4).isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(matcher.group(2).replace(",", "").replaceFirst("\\.$", ""));
    if (bare.startsWith("-") || !matcher.group(1).isEmpty()) {
      value = value.abs().negate();
    }
    return Optional.of(matcher.group(3).isEmpty() ? value : value.movePointLeft(2));
  }
}
