package org.muster.audit;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One cell with something in it. A formula counts as the value that was stored beside it; it is
 * never evaluated.
 *
 * @param row counted from one, as spreadsheets do
 * @param column counted from zero
 */
record Cell(int row, int column, String text, @Nullable BigDecimal number) {
  /** As spreadsheets name it: B12. */
  String address() {
    StringBuilder letters = new StringBuilder();
    for (int left = column + 1; left > 0; left = (left - 1) / 26) {
      letters.insert(0, (char) ('A' + (left - 1) % 26));
    }
    return letters.append(row).toString();
  }

  Optional<BigDecimal> findNumber() {
    return number != null ? Optional.of(number) : NumberText.find(text);
  }

  /** Words, and not a number that is written as text. */
  boolean isWords() {
    return number == null && !text.isBlank() && NumberText.find(text).isEmpty();
  }
}
