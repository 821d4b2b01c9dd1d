package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One series as a picture and as the table beside it. */
public record Chart(String title, List<Mark> marks) {
  /** The most charts of a report: technologies, status groups and offices, each twice over. */
  private static final int CHARTS_MAX = 80;

  /**
   * One posting's number.
   *
   * @param checks the checks whose findings name its cell
   */
  public record Mark(LocalDate on, String file, String cell, double value, List<Check> checks) {
    public Mark {
      checks = List.copyOf(checks);
    }
  }

  public Chart {
    marks = List.copyOf(marks);
  }

  static List<Chart> list(List<AtdSheet> sheets, List<Finding> findings) {
    Map<String, Set<Check>> blamed = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.severity() != Severity.NOTE) {
        for (String cell : finding.cells()) {
          blamed
              .computeIfAbsent(key(finding.file(), finding.sheet(), cell), k -> new HashSet<>())
              .add(finding.check());
        }
      }
    }
    List<Chart> charts = new ArrayList<>();
    for (Series series : Series.list(sheets).stream().limit(CHARTS_MAX).toList()) {
      List<Mark> marks = new ArrayList<>();
      for (Series.Point point : series.points()) {
        String cell = point.count().cell();
        Set<Check> checks =
            blamed.getOrDefault(key(point.sheet().file(), point.sheet().name(), cell), Set.of());
        marks.add(
            new Mark(
                point.at(),
                point.sheet().file(),
                cell,
                point.count().value(),
                checks.stream().sorted().toList()));
      }
      charts.add(new Chart(series.title(), marks));
    }
    return charts;
  }

  private static String key(String file, String sheet, String cell) {
    return file + "\n" + sheet + "\n" + cell;
  }
}
