package org.muster.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A2: an office is the sum of its technologies, and the offices are the nation. */
final class OfficeCheck implements SheetCheck {
  private final double personsMax;

  OfficeCheck(Thresholds thresholds) {
    this.personsMax = thresholds.get("rounding.persons.max");
  }

  @Override
  public List<Finding> check(AtdSheet sheet) {
    List<Finding> findings = new ArrayList<>();
    Optional<Table> offices = sheet.find(Kind.OFFICES);
    if (offices.isEmpty()) {
      return findings;
    }
    for (Office office : offices.get().offices()) {
      office(sheet, office).ifPresent(findings::add);
    }
    for (Kind kind : List.of(Kind.TECHNOLOGY, Kind.STATUS)) {
      sheet
          .find(kind)
          .flatMap(table -> total(sheet, table, offices.get()))
          .ifPresent(findings::add);
    }
    boolean whole =
        offices.get().offices().stream().noneMatch(office -> office.technologies().isEmpty());
    sheet
        .find(Kind.TECHNOLOGY)
        .filter(nation -> whole)
        .ifPresent(nation -> findings.addAll(nation(sheet, nation, offices.get())));
    return findings;
  }

  private Optional<Finding> office(AtdSheet sheet, Office office) {
    Optional<Num> stated = office.line().find(Measure.COUNT);
    if (stated.isEmpty() || office.technologies().isEmpty()) {
      return Optional.empty();
    }
    double sum = office.technologies().stream().mapToDouble(Line::countOrZero).sum();
    if (sum == stated.get().value()) {
      return Optional.empty();
    }
    List<String> cells = new ArrayList<>(List.of(stated.get().cell()));
    office
        .technologies()
        .forEach(line -> line.find(Measure.COUNT).ifPresent(n -> cells.add(n.cell())));
    boolean small = Math.abs(sum - stated.get().value()) <= personsMax;
    return Optional.of(
        finding(
            sheet,
            small,
            cells,
            office.line().label()
                + " has "
                + Words.n(stated.get().value())
                + " people in "
                + stated.get().cell()
                + ", but its technologies add up to "
                + Words.n(sum)
                + ": the office says "
                + Words.difference(stated.get().value(), sum)
                + ". "));
  }

  /** What another table states of everybody is the sum of the offices, too. */
  private Optional<Finding> total(AtdSheet sheet, Table nation, Table offices) {
    Optional<Num> stated = nation.findTotal(Measure.COUNT);
    List<Num> counts =
        offices.lines().stream().flatMap(line -> line.find(Measure.COUNT).stream()).toList();
    double sum = counts.stream().mapToDouble(Num::value).sum();
    if (stated.isEmpty() || counts.isEmpty() || sum == stated.get().value()) {
      return Optional.empty();
    }
    List<String> cells = new ArrayList<>(List.of(stated.get().cell()));
    counts.forEach(count -> cells.add(count.cell()));
    return Optional.of(
        finding(
            sheet,
            Math.abs(sum - stated.get().value()) <= personsMax,
            cells,
            "The table "
                + nation.kind().words()
                + " has "
                + Words.n(stated.get().value())
                + " people in all ("
                + stated.get().cell()
                + "), but the "
                + counts.size()
                + " offices add up to "
                + Words.n(sum)
                + ": the nation has "
                + Words.difference(stated.get().value(), sum)
                + " than its offices. "));
  }

  private List<Finding> nation(AtdSheet sheet, Table nation, Table offices) {
    Map<String, Double> national = nation.sums(Measure.COUNT);
    Map<String, Double> sums = new LinkedHashMap<>();
    Map<String, List<String>> cells = new LinkedHashMap<>();
    for (Office office : offices.offices()) {
      for (Line line : office.technologies()) {
        sums.merge(line.key(), line.countOrZero(), Double::sum);
        line.find(Measure.COUNT)
            .ifPresent(
                n -> cells.computeIfAbsent(line.key(), k -> new ArrayList<>()).add(n.cell()));
      }
    }
    Set<String> technologies = new LinkedHashSet<>(national.keySet());
    technologies.addAll(sums.keySet());
    List<Finding> findings = new ArrayList<>();
    for (String technology : technologies) {
      double stated = national.getOrDefault(technology, 0.0);
      double sum = sums.getOrDefault(technology, 0.0);
      if (stated == sum) {
        continue;
      }
      List<String> at = new ArrayList<>();
      nation.lines().stream()
          .filter(line -> line.key().equals(technology))
          .forEach(line -> at.add(line.find(Measure.COUNT).map(Num::cell).orElse(line.cell())));
      at.addAll(cells.getOrDefault(technology, List.of()));
      findings.add(
          finding(
              sheet,
              Math.abs(stated - sum) <= personsMax,
              at,
              "For "
                  + technology
                  + " the table by technology says "
                  + Words.n(stated)
                  + ", but the offices add up to "
                  + Words.n(sum)
                  + ": the nation has "
                  + Words.difference(stated, sum)
                  + " than its offices. "));
    }
    return findings;
  }

  private static Finding finding(
      AtdSheet sheet, boolean small, List<String> cells, String message) {
    return Finding.in(
        sheet,
        Check.A2,
        small ? Severity.NOTE : Severity.ERROR,
        cells,
        message
            + (small
                ? "One person is counted in one place and not in the other."
                : "At least one of these numbers is wrong."));
  }
}
