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
    Map<Period, List<Version>> last = new HashMap<>();
    for (AtdSheet sheet : sheets) {
      for (Table table : sheet.tables()) {
        Optional<LocalDate> on = sheet.findPeriod(table);
        if (on.isPresent()) {
          Period period = new Period(table.kind(), on.get());
          take(
              period,
              new Version(sheet, table),
              last.computeIfAbsent(period, p -> new ArrayList<>()),
              findings);
        }
      }
    }
    return findings;
  }

  /** The last versions are those of one file, which can state one period on two sheets. */
  private static void take(
      Period period, Version version, List<Version> last, List<Finding> findings) {
    boolean sameFile =
        !last.isEmpty() && last.getLast().sheet().file().equals(version.sheet().file());
    if (last.isEmpty() || sameFile) {
      last.add(version);
      return;
    }
    Version before = last.getLast();
    if (period.kind().isCourt() && version.sheet().hasTwoCourtPeriods()) {
      heading(period.on(), before, version).ifPresent(findings::add);
      return;
    }
    if (last.stream().noneMatch(one -> changed(one, version).isEmpty())) {
      findings.addAll(compare(period.on(), before, version));
    }
    last.clear();
    last.add(version);
  }

  /** What is different, in words; empty when nothing is. */
  private static String changed(Version before, Version after) {
    List<Comparing.Difference> changed = Comparing.differences(before.table(), after.table());
    List<String> fresh = Comparing.onlyIn(after.table(), before.table());
    List<String> gone = Comparing.onlyIn(before.table(), after.table());
    List<String> parts = new ArrayList<>();
    if (!changed.isEmpty()) {
      parts.add(Comparing.words(changed, ", then "));
    }
    if (!fresh.isEmpty()) {
      parts.add("not there before: " + Words.listed(fresh));
    }
    if (!gone.isEmpty()) {
      parts.add("no longer there: " + Words.listed(gone));
    }
    return String.join("; ", parts);
  }

  /** The two tables of hearings state two periods: the older heading is the likelier mistake. */
  private static Optional<Finding> heading(LocalDate on, Version before, Version after) {
    List<Comparing.Difference> changed = Comparing.differences(after.table(), before.table());
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.in(
                after.sheet(),
                Check.P2,
                Severity.SUSPECT,
                Comparing.cells(changed),
                "The table "
                    + after.table().kind().words()
                    + " says that it counts to "
                    + on
                    + ", as "
                    + before.sheet().shortFile()
                    + " did, with other numbers: "
                    + Comparing.words(changed, ", before ")
                    + ". The other table of hearings on this sheet counts to another day, so the"
                    + " heading was probably not changed; if it is right, this is a revision that"
                    + " is not declared."));
  }

  private static List<Finding> compare(LocalDate on, Version before, Version after) {
    List<Comparing.Difference> changed = Comparing.differences(before.table(), after.table());
    List<Comparing.Difference> reverse = Comparing.differences(after.table(), before.table());
    String words = changed(before, after);
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
                + after.sheet().shortFile()
                + " "
                + of
                + ". The numbers here were replaced without saying so."),
        Finding.in(
            after.sheet(),
            Check.P2,
            Severity.SUSPECT,
            reverse.isEmpty() ? List.of(after.table().titleCell()) : Comparing.cells(reverse),
            "Against the earlier posting "
                + before.sheet().shortFile()
                + " "
                + of
                + ". One date has one set of numbers; this is a revision that is not declared."));
  }
}
