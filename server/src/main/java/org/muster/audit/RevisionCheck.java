package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** P2: what is stated of one date stays, or the change is said. */
final class RevisionCheck implements SeriesCheck {
  private record Period(Kind kind, LocalDate on) {}

  private record Version(AtdSheet sheet, Table table) {}

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    List<Finding> findings = new ArrayList<>();
    Map<Period, Version> last = new HashMap<>();
    for (AtdSheet sheet : sheets) {
      for (Table table : sheet.tables()) {
        Optional<LocalDate> on =
            table.kind().isCourt() ? table.findThrough() : sheet.findSourceDate();
        if (on.isEmpty()) {
          continue;
        }
        Version before = last.put(new Period(table.kind(), on.get()), new Version(sheet, table));
        if (before != null && !before.sheet().file().equals(sheet.file())) {
          findings.addAll(compare(on.get(), before, new Version(sheet, table)));
        }
      }
    }
    return findings;
  }

  private static List<Finding> compare(LocalDate on, Version before, Version after) {
    List<Comparing.Difference> changed = Comparing.differences(before.table(), after.table());
    List<Comparing.Difference> reverse = Comparing.differences(after.table(), before.table());
    List<String> fresh = Comparing.onlyIn(after.table(), before.table());
    List<String> gone = Comparing.onlyIn(before.table(), after.table());
    if (changed.isEmpty() && fresh.isEmpty() && gone.isEmpty()) {
      return List.of();
    }
    String words =
        (changed.isEmpty() ? "" : Comparing.words(changed, ", then "))
            + (fresh.isEmpty() ? "" : "; not there before: " + Words.listed(fresh))
            + (gone.isEmpty() ? "" : "; no longer there: " + Words.listed(gone));
    String of =
        "the table " + after.table().kind().words() + " to " + on + " has other numbers: " + words;
    List<String> cells = Comparing.cells(changed);
    return List.of(
        Finding.in(
            before.sheet(),
            Check.P2,
            Severity.SUSPECT,
            cells.isEmpty() ? List.of(before.table().titleCell()) : cells,
            "In the later posting "
                + after.sheet().file()
                + " "
                + of
                + ". The numbers here were replaced without saying so."),
        Finding.in(
            after.sheet(),
            Check.P2,
            Severity.SUSPECT,
            reverse.isEmpty() ? List.of(after.table().titleCell()) : Comparing.cells(reverse),
            "Against the earlier posting "
                + before.sheet().file()
                + " "
                + of
                + ". One date has one set of numbers; this is a revision that is not declared."));
  }
}
