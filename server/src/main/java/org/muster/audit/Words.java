package org.muster.audit;

import java.util.List;
import java.util.Locale;

/** Numbers and lists as messages write them. */
final class Words {
  private static final int LISTED_MAX = 6;

  private Words() {}

  /** 1,234 or 1,234.56. */
  static String n(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }

  static String dollars(double value) {
    return String.format(Locale.ROOT, "%,.2f USD", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, Math.abs(share) < 0.1 ? "%.1f %%" : "%.0f %%", share * 100);
  }

  static String amount(Measure measure, double value) {
    return switch (measure) {
      case COUNT -> n(value);
      case COST -> dollars(value);
      case DAYS -> String.format(Locale.ROOT, "%,.2f days", value);
      case SHARE -> String.format(Locale.ROOT, "%.2f %%", value * 100);
    };
  }

  /** How much more or fewer the first is than the second. */
  static String difference(double stated, double other) {
    return n(Math.abs(stated - other)) + (stated > other ? " more" : " fewer");
  }

  static String listed(List<String> parts) {
    List<String> shown = parts.subList(0, Math.min(parts.size(), LISTED_MAX));
    int more = parts.size() - shown.size();
    return String.join("; ", shown) + (more > 0 ? "; and " + more + " more" : "");
  }

  /** The first and last cell, or all where there are few: for the text of a message. */
  static String cells(List<String> cells) {
    return cells.size() <= 3
        ? String.join(", ", cells)
        : cells.getFirst() + " to " + cells.getLast();
  }
}
