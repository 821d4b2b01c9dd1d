package org.muster.audit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** P3: a table that states another period is not an earlier table again. */
final class CopyCheck implements SeriesCheck {
  private final double ageDaysMax;

  CopyCheck(Thresholds thresholds) {
    this.ageDaysMax = thresholds.get("source.age.days.max");
  }

  private record Posted(AtdSheet sheet, Table table, Optional<LocalDate> on) {}

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    List<Finding> findings = new ArrayList<>();
    Map<Kind, List<Posted>> earlier = new EnumMap<>(Kind.class);
    for (AtdSheet sheet : sheets) {
      for (Table table : sheet.tables()) {
        Optional<LocalDate> on = sheet.findPeriod(table);
        if (sheet.hasTwoCourtPeriods() && table.kind().isCourt()) {
          // One of its headings was not changed, so what it states says nothing of another's.
          continue;
        }
        Posted posted = new Posted(sheet, table, on);
        List<Posted> before = earlier.computeIfAbsent(table.kind(), k -> new ArrayList<>());
        before.stream()
            .filter(other -> isCopy(posted, other))
            .findFirst()
            .ifPresent(other -> findings.add(finding(posted, other)));
        before.add(posted);
      }
    }
    return findings;
  }

  /** The same numbers for another period, or for an old one while time went on. */
  private boolean isCopy(Posted later, Posted earlier) {
    if (later.sheet().yearEnd() || earlier.sheet().file().equals(later.sheet().file())) {
      return false;
    }
    boolean moved =
        later.on().isPresent() && earlier.on().isPresent() && !later.on().equals(earlier.on());
    boolean old =
        !later.table().kind().isCourt()
            && ChronoUnit.DAYS.between(earlier.sheet().at(), later.sheet().at()) > ageDaysMax;
    return (moved || old) && Comparing.isCopy(later.table(), earlier.table());
  }

  private static Finding finding(Posted later, Posted earlier) {
    String said =
        later.on().isPresent() && !later.on().equals(earlier.on())
            ? "states " + later.on().get()
            : "is posted again on " + later.sheet().at();
    return Finding.in(
        later.sheet(),
        Check.P3,
        Severity.SUSPECT,
        later.table().cells(Measure.COUNT),
        "The table "
            + later.table().kind().words()
            + " "
            + said
            + ", but all its numbers are those of "
            + earlier.sheet().shortFile()
            + earlier.on().map(on -> ", which states " + on).orElse("")
            + ". It is an old table under a newer heading.");
  }
}
