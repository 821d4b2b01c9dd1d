package org.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A1: categories add up to their total, and shares to the whole; A2 where these are offices. */
final class TotalCheck implements SheetCheck {
  private final double personsMax;

  TotalCheck(Thresholds thresholds) {
    this.personsMax = thresholds.get("rounding.persons.max");
  }

  @Override
  public List<Finding> check(AtdSheet sheet) {
    List<Finding> findings = new ArrayList<>();
    for (Table table : sheet.tables()) {
      for (Measure measure : List.of(Measure.COUNT, Measure.COST, Measure.SHARE)) {
        find(sheet, table, measure).ifPresent(findings::add);
      }
      if (table.kind().isCourt()) {
        findings.addAll(shares(sheet, table));
      }
    }
    return findings;
  }

  private Optional<Finding> find(AtdSheet sheet, Table table, Measure measure) {
    Optional<Num> total = table.findTotal(measure);
    List<Num> parts = table.lines().stream().flatMap(line -> line.find(measure).stream()).toList();
    if (total.isEmpty() || parts.isEmpty()) {
      return Optional.empty();
    }
    double sum = parts.stream().mapToDouble(Num::value).sum();
    double rounding = total.get().half() + parts.stream().mapToDouble(Num::half).sum();
    boolean counted = measure == Measure.COUNT && allWhole(parts, total.get());
    double off = Math.abs(sum - total.get().value());
    if (off <= (counted ? 0.001 : rounding + 0.001)) {
      return Optional.empty();
    }
    boolean small = measure == Measure.COUNT && off <= personsMax;
    String message =
        (parts.size() == 1 ? "The one line of" : "The " + parts.size() + " lines of")
            + " the table "
            + table.kind().words()
            + (parts.size() == 1 ? " adds up to " : " add up to ")
            + Words.amount(measure, sum)
            + " ("
            + Words.cells(parts.stream().map(Num::cell).toList())
            + "), but the total in "
            + total.get().cell()
            + " says "
            + Words.amount(measure, total.get().value())
            + (measure == Measure.SHARE
                ? ". "
                : ": " + Words.difference(total.get().value(), sum) + ". ")
            + (small
                ? "One person is counted in one place and not in the other."
                : "At least one of these numbers is wrong.");
    return Optional.of(
        Finding.in(
            sheet,
            // The nation is the sum of its offices: that is a check of its own.
            table.kind() == Kind.OFFICES ? Check.A2 : Check.A1,
            small ? Severity.NOTE : Severity.ERROR,
            table.cells(measure),
            message));
  }

  private static boolean allWhole(List<Num> parts, Num total) {
    return total.decimals() == 0 && parts.stream().allMatch(part -> part.decimals() == 0);
  }

  /** Each stated share is its count divided by the total. */
  private static List<Finding> shares(AtdSheet sheet, Table table) {
    List<Finding> findings = new ArrayList<>();
    double sum = table.lines().stream().mapToDouble(Line::countOrZero).sum();
    int decimals =
        table.lines().stream()
            .flatMap(line -> line.find(Measure.SHARE).stream())
            .mapToInt(Num::decimals)
            .max()
            .orElse(0);
    for (Line line : table.lines()) {
      Optional<Num> count = line.find(Measure.COUNT);
      Optional<Num> share = line.find(Measure.SHARE);
      if (count.isEmpty() || share.isEmpty() || sum == 0) {
        continue;
      }
      double stated = share.get().value();
      double scale = stated > 1.5 ? 100 : 1;
      double is = count.get().value() / sum * scale;
      double rounding = 0.51 * Math.pow(10, -decimals) + 0.000001 * scale;
      if (Math.abs(stated - is) > rounding) {
        findings.add(
            Finding.in(
                sheet,
                Check.A1,
                Severity.ERROR,
                List.of(count.get().cell(), share.get().cell()),
                "\""
                    + line.label()
                    + "\" is "
                    + Words.n(count.get().value())
                    + " of "
                    + Words.n(sum)
                    + ", which is "
                    + Words.amount(Measure.SHARE, is / scale)
                    + ", but "
                    + share.get().cell()
                    + " says "
                    + Words.amount(Measure.SHARE, stated / scale)
                    + ". The share does not belong to these counts."));
      }
    }
    return findings;
  }
}
