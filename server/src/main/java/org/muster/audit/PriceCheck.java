package org.muster.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A3: the daily cost of a technology is its count times the price of a device. Contracts change: a
 * price that is new to us, in whole cents, and that several postings agree on, is only noted.
 */
final class PriceCheck implements SeriesCheck {
  private static final int AGREEING_MIN = 3;
  private static final int COUNT_MIN = 20;
  private final Thresholds thresholds;

  PriceCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  private record Priced(AtdSheet sheet, Line line, Num count, Num cost, boolean wholeDollars) {
    /** What the cost is at a price, to within its rounding. */
    boolean agrees(double price) {
      double half = wholeDollars ? 0.501 : Math.max(0.0051, cost.half());
      return Math.abs(cost.value() - count.value() * price) <= half;
    }

    double perDevice() {
      return cost.value() / count.value();
    }

    /** The price in whole cents that the cost is made of, if it is of one. */
    Optional<Double> findCents() {
      double cents = Math.rint(perDevice() * 100) / 100;
      return count.value() >= COUNT_MIN && agrees(cents) ? Optional.of(cents) : Optional.empty();
    }
  }

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    Map<String, List<Priced>> byTechnology = new LinkedHashMap<>();
    for (AtdSheet sheet : sheets) {
      for (Priced priced : priced(sheet)) {
        byTechnology.computeIfAbsent(priced.line().key(), k -> new ArrayList<>()).add(priced);
      }
    }
    List<Finding> findings = new ArrayList<>();
    byTechnology.forEach(
        (technology, all) ->
            all.forEach(one -> find(technology, one, all).ifPresent(findings::add)));
    return findings;
  }

  private static List<Priced> priced(AtdSheet sheet) {
    List<Priced> all = new ArrayList<>();
    sheet
        .find(Kind.TECHNOLOGY)
        .ifPresent(
            table -> {
              boolean whole =
                  table.lines().stream()
                      .flatMap(line -> line.find(Measure.COST).stream())
                      .allMatch(cost -> cost.decimals() == 0);
              for (Line line : table.lines()) {
                Optional<Num> count = line.find(Measure.COUNT);
                Optional<Num> cost = line.find(Measure.COST);
                if (count.isPresent() && cost.isPresent()) {
                  all.add(new Priced(sheet, line, count.get(), cost.get(), whole));
                }
              }
            });
    return all;
  }

  private Optional<Finding> find(String technology, Priced one, List<Priced> all) {
    Optional<Double> known = thresholds.findPrice(technology);
    if (one.count().value() == 0) {
      return one.cost().value() == 0
          ? Optional.empty()
          : Optional.of(
              finding(
                  one,
                  Severity.ERROR,
                  "Nobody is on "
                      + technology
                      + ", but it costs "
                      + Words.dollars(one.cost().value())
                      + " a day."));
    }
    if (known.isEmpty() || one.agrees(known.get())) {
      return Optional.empty();
    }
    double should = one.count().value() * known.get();
    String message =
        technology
            + ": "
            + Words.n(one.count().value())
            + " people cost "
            + Words.dollars(one.cost().value())
            + " a day, which is "
            + String.format(java.util.Locale.ROOT, "%.4f", one.perDevice())
            + " USD each; at the known price of "
            + String.format(java.util.Locale.ROOT, "%.2f", known.get())
            + " USD it would be "
            + Words.dollars(should)
            + ". ";
    Optional<Double> cents = one.findCents();
    boolean ofAnother = cents.isPresent() && isPriceOfAnother(one.sheet(), technology, cents.get());
    long agreeing =
        cents.isEmpty()
            ? 0
            : all.stream()
                .filter(other -> other.agrees(cents.get()))
                .map(other -> other.count().value())
                .distinct()
                .count();
    if (agreeing >= AGREEING_MIN) {
      return Optional.of(
          finding(
              one,
              Severity.NOTE,
              message + "Several postings agree on that price, so the contract may have another."));
    }
    boolean otherContract = cents.isPresent() && !ofAnother && noneIsKnown(one.sheet());
    return Optional.of(
        finding(
            one,
            otherContract
                ? Severity.NOTE
                : cents.isPresent() && !ofAnother ? Severity.SUSPECT : Severity.ERROR,
            message
                + (ofAnother
                    ? "That is the price of another technology."
                    : otherContract
                        ? "No price of this table is one that is known; it may be another contract."
                        : "The cost does not belong to this count.")));
  }

  private boolean isPriceOfAnother(AtdSheet sheet, String technology, double price) {
    return sheet.find(Kind.TECHNOLOGY).stream()
        .flatMap(table -> table.lines().stream())
        .filter(line -> !line.key().equals(technology))
        .anyMatch(line -> thresholds.findPrice(line.key()).filter(p -> p == price).isPresent());
  }

  private boolean noneIsKnown(AtdSheet sheet) {
    return priced(sheet).stream()
        .filter(other -> other.cost().value() > 0)
        .noneMatch(
            other -> thresholds.findPrice(other.line().key()).filter(other::agrees).isPresent());
  }

  private static Finding finding(Priced one, Severity severity, String message) {
    return Finding.in(
        one.sheet(), Check.A3, severity, List.of(one.count().cell(), one.cost().cell()), message);
  }
}
