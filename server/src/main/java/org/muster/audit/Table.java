package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table, by meaning.
 *
 * @param lines its categories; for {@link Kind#OFFICES} the offices
 * @param offices for {@link Kind#OFFICES} the offices with their technologies, else empty
 * @param dates what its title and footnotes state as its date
 * @param otherDates dates of a second source that only a part of it comes from
 * @param through for hearings, the last day of the period that the heading states
 */
record Table(
    Kind kind,
    String title,
    String titleCell,
    List<Line> lines,
    List<Office> offices,
    @Nullable Line total,
    List<Stated> dates,
    List<Stated> otherDates,
    @Nullable Integer fiscalYear,
    @Nullable Stated through) {
  Table {
    lines = List.copyOf(lines);
    offices = List.copyOf(offices);
    dates = List.copyOf(dates);
    otherDates = List.copyOf(otherDates);
  }

  Optional<Line> findTotal() {
    return Optional.ofNullable(total);
  }

  /** What its total says of the measure. */
  Optional<Num> findTotal(Measure measure) {
    return findTotal().flatMap(line -> line.find(measure));
  }

  /** What each category says of the measure; lines that are read as one category are added. */
  Map<String, Double> sums(Measure measure) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (Line line : lines) {
      line.find(measure).ifPresent(n -> sums.merge(line.key(), n.value(), Double::sum));
    }
    return sums;
  }

  /** The cells of a measure, line by line. */
  List<String> cells(Measure measure) {
    List<String> cells = new ArrayList<>();
    lines.forEach(line -> line.find(measure).ifPresent(n -> cells.add(n.cell())));
    findTotal(measure).ifPresent(n -> cells.add(n.cell()));
    return cells;
  }

  /** Every number by what it says, so that two tables can be held against each other. */
  Map<Fact, Num> facts() {
    Map<Fact, Num> facts = new LinkedHashMap<>();
    put(facts, "", lines);
    findTotal().ifPresent(line -> put(facts, "", List.of(line)));
    offices.forEach(office -> put(facts, office.line().key(), office.technologies()));
    return facts;
  }

  private static void put(Map<Fact, Num> facts, String office, List<Line> lines) {
    for (Line line : lines) {
      line.numbers().forEach((m, n) -> facts.put(new Fact(office, line.key(), m), n));
    }
  }

  /** Until when the hearings are counted: a footnote that ends a month, else the heading. */
  Optional<LocalDate> findThrough() {
    return dates.stream()
        .map(Stated::date)
        .filter(date -> date.getDayOfMonth() == date.lengthOfMonth())
        .findFirst()
        .or(() -> Optional.ofNullable(through).map(Stated::date));
  }

  /** One number's meaning. */
  record Fact(String office, String key, Measure measure) {
    String words() {
      String of = office.isEmpty() ? key : key + " in " + office;
      return switch (measure) {
        case COUNT -> of;
        case COST -> "cost of " + of;
        case DAYS -> "mean length of " + of;
        case SHARE -> "share of " + of;
      };
    }
  }
}
