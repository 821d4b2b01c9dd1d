package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** P5: a large total that stays exactly the same while the rest moves was not updated. */
final class UnmovedCheck implements SeriesCheck {
  private final double personsMin;

  UnmovedCheck(Thresholds thresholds) {
    this.personsMin = thresholds.get("unmoved.persons.min");
  }

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    List<Finding> findings = new ArrayList<>();
    for (Kind kind : List.of(Kind.TECHNOLOGY, Kind.STATUS, Kind.OFFICES)) {
      AtdSheet before = null;
      for (AtdSheet sheet : sheets) {
        if (sheet.yearEnd() || sheet.find(kind).isEmpty()) {
          continue;
        }
        if (before != null) {
          find(before, sheet, kind).ifPresent(findings::add);
        }
        before = sheet;
      }
    }
    return findings;
  }

  private Optional<Finding> find(AtdSheet before, AtdSheet sheet, Kind kind) {
    Table earlier = before.find(kind).orElseThrow();
    Table later = sheet.find(kind).orElseThrow();
    Optional<Num> was = earlier.findTotal(Measure.COUNT);
    Optional<Num> is = later.findTotal(Measure.COUNT);
    if (was.isEmpty()
        || is.isEmpty()
        || was.get().value() != is.get().value()
        || is.get().value() < personsMin) {
      return Optional.empty();
    }
    Optional<LocalDate> then = before.findSourceDate();
    Optional<LocalDate> now = sheet.findSourceDate();
    boolean moved = then.isPresent() && now.isPresent() && !then.equals(now);
    boolean partsMoved = !earlier.sums(Measure.COUNT).equals(later.sums(Measure.COUNT));
    if (before.isOfSameReport(sheet)
        || Comparing.isCopy(later, earlier)
        || (!moved && !partsMoved)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.in(
            sheet,
            Check.P5,
            Severity.SUSPECT,
            List.of(is.get().cell()),
            "The total of the table "
                + kind.words()
                + " is "
                + Words.n(is.get().value())
                + " ("
                + is.get().cell()
                + "), exactly as in "
                + before.told()
                + (partsMoved ? ", while its parts moved" : ", while the source report moved")
                + ". The total was probably not updated."));
  }
}
