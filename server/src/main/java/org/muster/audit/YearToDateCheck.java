package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** P6: counts of a fiscal year to date grow with the year. */
final class YearToDateCheck implements SeriesCheck {
  private record Year(Kind kind, int fiscalYear) {}

  private record Stand(AtdSheet sheet, Table table, LocalDate to) {}

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    Map<Year, List<Stand>> years = new LinkedHashMap<>();
    for (AtdSheet sheet : sheets) {
      for (Table table : sheet.tables()) {
        Integer year = table.fiscalYear();
        Optional<LocalDate> to = table.findThrough();
        if (table.kind().isCourt() && year != null && to.isPresent()) {
          Year key = new Year(table.kind(), year);
          years.computeIfAbsent(key, k -> new ArrayList<>()).add(new Stand(sheet, table, to.get()));
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (List<Stand> stands : years.values()) {
      stands.sort(Comparator.comparing(Stand::to));
      for (int i = 1; i < stands.size(); i++) {
        find(stands.get(i - 1), stands.get(i)).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> find(Stand before, Stand after) {
    if (!before.to().isBefore(after.to())) {
      return Optional.empty();
    }
    List<Comparing.Difference> fallen =
        Comparing.differences(after.table(), before.table()).stream()
            .filter(one -> one.fact().measure() == Measure.COUNT)
            .filter(one -> one.one().value() < one.other().value())
            .toList();
    if (fallen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.in(
            after.sheet(),
            Check.P6,
            Severity.ERROR,
            Comparing.cells(fallen),
            "Counted to "
                + after.to()
                + " the table "
                + after.table().kind().words()
                + " has less than "
                + before.sheet().shortFile()
                + " counted to "
                + before.to()
                + ": "
                + Comparing.words(fallen, ", before that ")
                + ". A count of the year to date cannot fall."));
  }
}
