package org.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A4: a stated mean is the mean of its parts, weighted by their counts. */
final class MeanCheck implements SheetCheck {
  private static final double NOTE_SHARE = 0.002;
  private final double personsMax;

  MeanCheck(Thresholds thresholds) {
    this.personsMax = thresholds.get("rounding.persons.max");
  }

  @Override
  public List<Finding> check(AtdSheet sheet) {
    List<Finding> findings = new ArrayList<>();
    for (Table table : sheet.tables()) {
      find(sheet, "everybody " + table.kind().words(), table.total(), table.lines())
          .ifPresent(findings::add);
      for (Office office : table.offices()) {
        find(sheet, office.line().label(), office.line(), office.technologies())
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private Optional<Finding> find(
      AtdSheet sheet, String of, @Nullable Line whole, List<Line> parts) {
    Optional<Num> stated = Optional.ofNullable(whole).flatMap(line -> line.find(Measure.DAYS));
    if (whole == null || stated.isEmpty()) {
      return Optional.empty();
    }
    double people = 0;
    double days = 0;
    double rounding = stated.get().half();
    double half = 0;
    List<String> cells = new ArrayList<>(List.of(stated.get().cell()));
    for (Line part : parts) {
      double count = part.countOrZero();
      Optional<Num> mean = part.find(Measure.DAYS);
      if (count == 0) {
        continue;
      }
      if (mean.isEmpty()) {
        return Optional.empty();
      }
      people += count;
      days += count * mean.get().value();
      half = Math.max(half, mean.get().half());
      cells.add(mean.get().cell());
    }
    if (people == 0) {
      return Optional.empty();
    }
    double weighted = days / people;
    double off = Math.abs(weighted - stated.get().value());
    if (off <= rounding + half + 1e-6 * weighted) {
      return Optional.empty();
    }
    double missing = Math.abs(whole.countOrZero() - people);
    boolean oneMissing = missing > 0 && missing <= personsMax;
    boolean small = oneMissing || off <= NOTE_SHARE * weighted;
    return Optional.of(
        Finding.in(
            sheet,
            Check.A4,
            small ? Severity.NOTE : Severity.ERROR,
            cells,
            "For "
                + of
                + " the stated mean length is "
                + Words.amount(Measure.DAYS, stated.get().value())
                + " ("
                + stated.get().cell()
                + "), but its parts, weighted by their counts, give "
                + Words.amount(Measure.DAYS, weighted)
                + ". "
                + (oneMissing
                    ? "The person who is missing in the counts can explain it."
                    : small
                        ? "The difference is small; the parts may be counted a little otherwise."
                        : "The mean was made from other numbers than these.")));
  }
}
