package org.muster.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A6: required cells are there and can be true; labels are unique and known. */
final class PresenceCheck implements SheetCheck {
  @Override
  public List<Finding> check(AtdSheet sheet) {
    List<Finding> findings = new ArrayList<>();
    for (Table table : sheet.tables()) {
      if (table.findTotal(Measure.COUNT).isEmpty()) {
        findings.add(
            finding(
                sheet,
                Severity.NOTE,
                List.of(table.titleCell()),
                "The table "
                    + table.kind().words()
                    + " states no total, so its sum was not checked."));
      }
      lines(sheet, table, "", table.lines(), table.total(), findings);
      for (Office office : table.offices()) {
        String of = " of " + office.line().label();
        lines(sheet, table, of, office.technologies(), office.line(), findings);
      }
    }
    return findings;
  }

  private static void lines(
      AtdSheet sheet,
      Table table,
      String of,
      List<Line> lines,
      @org.jspecify.annotations.Nullable Line total,
      List<Finding> findings) {
    Map<String, Line> seen = new HashMap<>();
    boolean balanced = isBalanced(lines, total);
    for (Line line : lines) {
      Line before = seen.putIfAbsent(line.key(), line);
      if (before != null) {
        findings.add(twice(sheet, of, before, line));
      }
      boolean technology = table.kind() == Kind.OFFICES && !of.isEmpty();
      Kind kind = technology ? Kind.TECHNOLOGY : table.kind();
      if (Labels.find(kind, line.label()).isEmpty()) {
        findings.add(
            finding(
                sheet,
                Severity.NOTE,
                List.of(line.cell()),
                "The label \""
                    + line.label()
                    + "\" in the table "
                    + table.kind().words()
                    + " is none that is known; it was read as a category of its own."));
      }
      number(sheet, of, line, balanced).ifPresent(findings::add);
    }
  }

  private static boolean isBalanced(
      List<Line> lines, @org.jspecify.annotations.Nullable Line total) {
    double sum = lines.stream().mapToDouble(Line::countOrZero).sum();
    return total != null && Math.abs(total.countOrZero() - sum) < 0.5;
  }

  private static Optional<Finding> number(AtdSheet sheet, String of, Line line, boolean balanced) {
    Optional<Num> count = line.find(Measure.COUNT);
    if (count.isEmpty()) {
      return Optional.of(
          finding(
              sheet,
              balanced ? Severity.NOTE : Severity.SUSPECT,
              List.of(line.cell()),
              "The line \""
                  + line.label()
                  + "\""
                  + of
                  + " has no count. "
                  + (balanced
                      ? "The sums are right without it, so it stands for nobody."
                      : "The sums are not right without it, so a number is missing.")));
    }
    double value = count.get().value();
    if (value < 0 || value != Math.rint(value)) {
      return Optional.of(
          finding(
              sheet,
              Severity.ERROR,
              List.of(count.get().cell()),
              "The count of \""
                  + line.label()
                  + "\""
                  + of
                  + " is "
                  + Words.n(value)
                  + ". A count of people is a whole number of zero or more."));
    }
    return Optional.empty();
  }

  private static Finding twice(AtdSheet sheet, String of, Line before, Line line) {
    boolean same = Labels.bare(before.label()).equals(Labels.bare(line.label()));
    return finding(
        sheet,
        same ? Severity.SUSPECT : Severity.NOTE,
        List.of(before.cell(), line.cell()),
        same
            ? "The label \""
                + line.label()
                + "\""
                + of
                + " stands twice in one table. Two numbers"
                + " for one category cannot be told apart."
            : "\""
                + before.label()
                + "\" and \""
                + line.label()
                + "\""
                + of
                + " were read as one"
                + " category and added.");
  }

  private static Finding finding(
      AtdSheet sheet, Severity severity, List<String> cells, String message) {
    return Finding.in(sheet, Check.A6, severity, cells, message);
  }
}
