package org.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds two tables that should say the same against each other. */
final class Comparing {
  private Comparing() {}

  /** A number that two tables state differently. */
  record Difference(Table.Fact fact, Num one, Num other) {
    /** "GPS 188,934 (B9), then 4,449 (B9)". */
    String words(String joined) {
      return fact.words()
          + " "
          + Words.amount(fact.measure(), one.value())
          + " ("
          + one.cell()
          + ")"
          + joined
          + Words.amount(fact.measure(), other.value())
          + " ("
          + other.cell()
          + ")";
    }
  }

  /** What both state, and differently; rounding apart. */
  static List<Difference> differences(Table one, Table other) {
    Map<Table.Fact, Num> left = one.facts();
    Map<Table.Fact, Num> right = other.facts();
    List<Difference> differences = new ArrayList<>();
    left.forEach(
        (fact, number) -> {
          Num against = right.get(fact);
          if (against != null && !isSame(fact.measure(), number, against)) {
            differences.add(new Difference(fact, number, against));
          }
        });
    return differences;
  }

  /** What only the first states. */
  static List<String> onlyIn(Table one, Table other) {
    Map<Table.Fact, Num> right = other.facts();
    return one.facts().entrySet().stream()
        .filter(entry -> entry.getKey().measure() == Measure.COUNT)
        .filter(entry -> entry.getValue().value() != 0 && !right.containsKey(entry.getKey()))
        .map(entry -> entry.getKey().words())
        .toList();
  }

  static boolean isSame(Measure measure, Num one, Num other) {
    double off = Math.abs(one.value() - other.value());
    return switch (measure) {
      case COUNT -> off < 0.001;
      case COST -> off <= 0.011;
      case DAYS, SHARE -> off <= one.half() + other.half() + 1e-6 * Math.abs(one.value());
    };
  }

  /** Whether all counts are the same, of at least three categories that hold somebody. */
  static boolean isCopy(Table one, Table other) {
    if (one.lines().size() != other.lines().size()
        || one.findTotal().map(Line::countOrZero).orElse(0.0)
            != (double) other.findTotal().map(Line::countOrZero).orElse(0.0)) {
      return false;
    }
    Map<Table.Fact, Num> left = one.facts();
    Map<Table.Fact, Num> right = other.facts();
    if (!left.keySet().equals(right.keySet()) || one.lines().size() < 2) {
      return false;
    }
    long held =
        left.entrySet().stream()
            .filter(e -> e.getKey().measure() == Measure.COUNT && e.getValue().value() > 0)
            .count();
    return held >= 3 && differences(one, other).isEmpty();
  }

  static List<String> cells(List<Difference> differences) {
    return differences.stream().map(difference -> difference.one().cell()).toList();
  }

  /** The counts and costs; means and shares, which follow from them, only where nothing else is. */
  static String words(List<Difference> differences, String joined) {
    List<Difference> first =
        differences.stream()
            .filter(
                one ->
                    one.fact().measure() == Measure.COUNT || one.fact().measure() == Measure.COST)
            .toList();
    List<Difference> told = first.isEmpty() ? differences : first;
    int left = differences.size() - told.size();
    return Words.listed(told.stream().map(one -> one.words(joined)).toList())
        + (left > 0 ? "; and " + left + " means or shares" : "");
  }
}
