package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A5, between the sheets of one workbook: what two of them state of one period is the same. */
final class WorkbookCheck implements SeriesCheck {
  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    Map<String, List<AtdSheet>> byFile = new LinkedHashMap<>();
    sheets.forEach(
        sheet -> byFile.computeIfAbsent(sheet.file(), k -> new ArrayList<>()).add(sheet));
    List<Finding> findings = new ArrayList<>();
    for (List<AtdSheet> book : byFile.values()) {
      for (int i = 0; i < book.size(); i++) {
        for (int k = i + 1; k < book.size(); k++) {
          findings.addAll(compare(book.get(i), book.get(k)));
        }
      }
    }
    return findings;
  }

  private static List<Finding> compare(AtdSheet one, AtdSheet other) {
    List<Finding> findings = new ArrayList<>();
    for (Table table : one.tables()) {
      Optional<Table> against = other.find(table.kind());
      Optional<LocalDate> period = one.findPeriod(table);
      if (against.isEmpty()
          || period.isEmpty()
          || !period.equals(other.findPeriod(against.get()))) {
        continue;
      }
      List<Comparing.Difference> differences = Comparing.differences(table, against.get());
      if (!differences.isEmpty()) {
        findings.add(
            Finding.in(
                one,
                Check.A5,
                Severity.ERROR,
                Comparing.cells(differences),
                "Two sheets of this workbook state the numbers "
                    + table.kind().words()
                    + " to "
                    + period.get()
                    + " differently, \""
                    + one.name().strip()
                    + "\" and \""
                    + other.name().strip()
                    + "\": "
                    + Comparing.words(differences, " against ")
                    + ". They cannot both be right."));
      }
    }
    return findings;
  }
}
