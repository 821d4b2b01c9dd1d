package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A5, in one sheet: its tables, titles and footnotes do not contradict each other. */
final class AgreementCheck implements SheetCheck {
  private static final List<Kind> POPULATION = List.of(Kind.TECHNOLOGY, Kind.STATUS, Kind.OFFICES);
  private final double personsMax;

  AgreementCheck(Thresholds thresholds) {
    this.personsMax = thresholds.get("rounding.persons.max");
  }

  @Override
  public List<Finding> check(AtdSheet sheet) {
    List<Finding> findings = new ArrayList<>();
    totals(sheet, Measure.COUNT).ifPresent(findings::add);
    totals(sheet, Measure.DAYS).ifPresent(findings::add);
    findings.addAll(dates(sheet));
    years(sheet).ifPresent(findings::add);
    findings.addAll(hearings(sheet));
    return findings;
  }

  private Optional<Finding> totals(AtdSheet sheet, Measure measure) {
    List<Num> totals = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Kind kind : POPULATION) {
      sheet
          .find(kind)
          .flatMap(Table::findTotal)
          .flatMap(line -> line.find(measure))
          .ifPresent(
              total -> {
                totals.add(total);
                words.add(
                    Words.amount(measure, total.value())
                        + " in the table "
                        + kind.words()
                        + " ("
                        + total.cell()
                        + ")");
              });
    }
    if (totals.stream().allMatch(t -> Comparing.isSame(measure, totals.getFirst(), t))) {
      return Optional.empty();
    }
    double low = totals.stream().mapToDouble(Num::value).min().orElse(0);
    double high = totals.stream().mapToDouble(Num::value).max().orElse(0);
    boolean small = measure == Measure.COUNT && high - low <= personsMax;
    return Optional.of(
        Finding.in(
            sheet,
            Check.A5,
            small ? Severity.NOTE : Severity.ERROR,
            totals.stream().map(Num::cell).toList(),
            "The sheet states its overall "
                + (measure == Measure.COUNT ? "number of people" : "mean length")
                + " differently: "
                + String.join(", ", words)
                + ". "
                + (small ? "They are one person apart." : "They cannot all be right.")));
  }

  /** What titles and footnotes state as the date of one and the same population. */
  private static List<Finding> dates(AtdSheet sheet) {
    List<Finding> findings = new ArrayList<>();
    Stated source = sheet.sourceOn();
    if (source == null) {
      return findings;
    }
    for (Kind kind : POPULATION) {
      for (Stated date : sheet.find(kind).map(Table::dates).orElse(List.of())) {
        if (date.date().equals(source.date())) {
          continue;
        }
        boolean possible = PostingDates.canBe(date.date(), sheet.fiscalYear(), sheet.postedOn());
        findings.add(
            Finding.in(
                sheet,
                Check.A5,
                possible ? Severity.SUSPECT : Severity.ERROR,
                List.of(date.cell(), source.cell()),
                "The table "
                    + kind.words()
                    + " states "
                    + date.date()
                    + " as its date ("
                    + date.cell()
                    + "), but the sheet's source report is of "
                    + source.date()
                    + " ("
                    + source.cell()
                    + "). "
                    + (possible
                        ? "One of the two dates is wrong, or the tables are not of one report."
                        : "The first cannot be: it lies outside the fiscal year that the sheet"
                            + " states, or after the posting.")));
      }
    }
    return findings;
  }

  private static Optional<Finding> years(AtdSheet sheet) {
    List<AtdSheet.Year> years = sheet.years();
    if (years.stream().map(AtdSheet.Year::year).distinct().count() < 2) {
      return Optional.empty();
    }
    List<String> cells =
        years.stream().map(AtdSheet.Year::cell).filter(cell -> !cell.isEmpty()).toList();
    List<String> words =
        years.stream()
            .map(y -> "FY" + y.year() + (y.cell().isEmpty() ? " in its name" : " in " + y.cell()))
            .toList();
    return Optional.of(
        Finding.in(
            sheet,
            Check.A5,
            Severity.SUSPECT,
            cells,
            "The sheet states more than one fiscal year: "
                + String.join(", ", words)
                + ". A heading was not changed, or a table is another year's."));
  }

  private static List<Finding> hearings(AtdSheet sheet) {
    List<Finding> findings = new ArrayList<>();
    for (Table table : sheet.tables()) {
      Stated heading = table.through();
      Optional<LocalDate> through = table.findThrough();
      if (heading != null && through.isPresent() && !through.get().equals(heading.date())) {
        List<String> cells = new ArrayList<>(List.of(heading.cell()));
        table.dates().forEach(stated -> cells.add(stated.cell()));
        findings.add(
            Finding.in(
                sheet,
                Check.A5,
                Severity.SUSPECT,
                cells,
                "The heading of the table "
                    + table.kind().words()
                    + " (\""
                    + heading.words()
                    + "\") counts to "
                    + heading.date()
                    + ", but its footnote says "
                    + through.get()
                    + ". One of the two periods is wrong."));
      }
    }
    Optional<Table> all = sheet.find(Kind.HEARINGS_TOTAL);
    Optional<Table> last = sheet.find(Kind.HEARINGS_FINAL);
    if (all.isPresent() && last.isPresent()) {
      findings.addAll(parts(sheet, all.get(), last.get()));
    }
    return findings;
  }

  /** Final hearings are some of all hearings. */
  private static List<Finding> parts(AtdSheet sheet, Table all, Table last) {
    List<Finding> findings = new ArrayList<>();
    Optional<LocalDate> allTo = all.findThrough();
    Optional<LocalDate> lastTo = last.findThrough();
    if (allTo.isPresent() && lastTo.isPresent() && !allTo.equals(lastTo)) {
      findings.add(
          Finding.in(
              sheet,
              Check.A5,
              Severity.NOTE,
              List.of(all.titleCell(), last.titleCell()),
              "All hearings are counted to "
                  + allTo.get()
                  + ", final hearings to "
                  + lastTo.get()
                  + ". Compare them with care; one heading may not have been changed."));
      return findings;
    }
    for (Comparing.Difference one : Comparing.differences(last, all)) {
      if (one.fact().measure() == Measure.COUNT && one.one().value() > one.other().value()) {
        findings.add(
            Finding.in(
                sheet,
                Check.A5,
                Severity.ERROR,
                List.of(one.one().cell(), one.other().cell()),
                "There are more final hearings than hearings: "
                    + one.words(" of ")
                    + ". Final hearings are some of all hearings."));
      }
    }
    return findings;
  }
}
