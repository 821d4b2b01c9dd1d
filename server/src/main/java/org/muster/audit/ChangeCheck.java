package org.muster.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** P4: no category changes more than its own history makes plausible; swaps are named as such. */
final class ChangeCheck implements SeriesCheck {
  private final Thresholds thresholds;

  ChangeCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    Map<AtdSheet, List<Jump>> passing = new LinkedHashMap<>();
    Map<AtdSheet, List<Jump>> lasting = new LinkedHashMap<>();
    for (Series series : Series.list(sheets)) {
      JumpSearch search = new JumpSearch(series, thresholds);
      search
          .passing()
          .forEach(j -> passing.computeIfAbsent(j.after().sheet(), s -> new ArrayList<>()).add(j));
      search
          .lasting()
          .forEach(j -> lasting.computeIfAbsent(j.after().sheet(), s -> new ArrayList<>()).add(j));
    }
    SwapSearch swaps = new SwapSearch(thresholds);
    Map<AtdSheet, List<Swap>> swapped = swaps.list(sheets, passing.keySet());
    List<Finding> findings = new ArrayList<>();
    for (AtdSheet sheet : sheets) {
      Set<String> told = new HashSet<>();
      for (Swap swap : swapped.getOrDefault(sheet, List.of())) {
        findings.add(swap.finding());
        told.add(swap.kind() + swap.fell());
        told.add(swap.kind() + swap.gained());
      }
      for (Jump jump : passing.getOrDefault(sheet, List.of())) {
        if (!told.contains(jump.series().kind() + jump.series().key())) {
          findings.add(finding(jump, Severity.SUSPECT));
        }
      }
      for (Jump jump : lasting.getOrDefault(sheet, List.of())) {
        if (!told.contains(jump.series().kind() + jump.series().key())) {
          findings.add(finding(jump, Severity.NOTE));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Jump jump, Severity severity) {
    double factor = jump.after().count().value() / Math.max(1, jump.before().count().value());
    String size =
        factor >= 1
            ? String.format(java.util.Locale.ROOT, "%.1f times as many", factor)
            : String.format(java.util.Locale.ROOT, "%.0f %% of what it was", factor * 100);
    return Finding.in(
        jump.after().sheet(),
        Check.P4,
        severity,
        List.of(jump.after().count().cell()),
        jump.words()
            + ", "
            + size
            + "; "
            + jump.limit().words()
            + ". "
            + (severity == Severity.NOTE
                ? "Later postings stay there, so it may be a true change; somebody should say why."
                : "A change of that size needs an explanation; the number may be another's."));
  }

  /** The jump of a category in a sheet, if it has one. */
  static Optional<Jump> find(List<Jump> jumps, Kind kind, String key) {
    return jumps.stream()
        .filter(jump -> jump.series().kind() == kind && jump.series().key().equals(key))
        .findFirst();
  }
}
