package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of one posting in a tidy CSV file, gathered into its tables. */
final class TidySheet {
  private final String name;
  private final @Nullable LocalDate postedOn;
  private final @Nullable LocalDate sourceOn;
  private final @Nullable Integer fiscalYear;
  private final boolean yearEnd;
  private final String cell;
  private final Map<Kind, Map<String, Map<String, Line>>> tables = new LinkedHashMap<>();
  private final Map<Kind, Stated> throughs = new LinkedHashMap<>();

  TidySheet(
      String name,
      @Nullable LocalDate postedOn,
      @Nullable LocalDate sourceOn,
      @Nullable Integer fiscalYear,
      boolean yearEnd,
      String cell) {
    this.name = name;
    this.postedOn = postedOn;
    this.sourceOn = sourceOn;
    this.fiscalYear = fiscalYear;
    this.yearEnd = yearEnd;
    this.cell = cell;
  }

  /** Takes a number, unless its table has as many lines as are read. */
  boolean put(
      Kind kind,
      String office,
      String category,
      Measure measure,
      @Nullable Num value,
      String at,
      @Nullable LocalDate through) {
    String of = Labels.isTotal(office) ? "" : office;
    String key =
        Labels.key(kind == Kind.OFFICES && !of.isEmpty() ? Kind.TECHNOLOGY : kind, category);
    Map<String, Line> lines =
        tables
            .computeIfAbsent(kind, k -> new LinkedHashMap<>())
            .computeIfAbsent(of, o -> new LinkedHashMap<>());
    int all = tables.getOrDefault(kind, Map.of()).values().stream().mapToInt(Map::size).sum();
    if (!lines.containsKey(category) && all >= kind.linesMax()) {
      return false;
    }
    Line line = lines.getOrDefault(category, new Line(category, key, at, Map.of()));
    Map<Measure, Num> numbers =
        value == null ? line.numbers() : with(line.numbers(), measure, value);
    lines.put(category, new Line(category, key, line.cell(), numbers));
    if (through != null) {
      throughs.putIfAbsent(kind, new Stated(through, at, "through " + through));
    }
    return true;
  }

  private static Map<Measure, Num> with(Map<Measure, Num> numbers, Measure measure, Num value) {
    Map<Measure, Num> more = new EnumMap<>(Measure.class);
    more.putAll(numbers);
    more.put(measure, value);
    return more;
  }

  AtdSheet sheet(String file) {
    Stated source = sourceOn == null ? null : new Stated(sourceOn, cell, "source_on " + sourceOn);
    List<Table> read = new ArrayList<>();
    tables.forEach((kind, offices) -> read.add(table(kind, offices)));
    return new AtdSheet(file, name, read, fiscalYear, yearEnd, postedOn, source, List.of());
  }

  private Table table(Kind kind, Map<String, Map<String, Line>> byOffice) {
    List<Line> lines = new ArrayList<>();
    List<Office> offices = new ArrayList<>();
    Line total = null;
    for (Map.Entry<String, Map<String, Line>> entry : byOffice.entrySet()) {
      String name = entry.getKey();
      List<Line> categories = new ArrayList<>(entry.getValue().values());
      Line sum =
          categories.stream().filter(l -> l.key().equals(Labels.TOTAL)).findFirst().orElse(null);
      if (sum != null) {
        categories.remove(sum);
      }
      if (kind == Kind.OFFICES && !name.isEmpty()) {
        String key = Labels.key(kind, name);
        String at = sum == null ? categories.getFirst().cell() : sum.cell();
        Line line = new Line(name, key, at, sum == null ? Map.of() : sum.numbers());
        lines.add(line);
        offices.add(new Office(line, categories));
      } else {
        lines.addAll(categories);
        total = sum == null ? total : sum;
      }
    }
    return new Table(
        kind,
        kind.words(),
        cell,
        lines,
        offices,
        total,
        List.of(),
        List.of(),
        fiscalYear,
        throughs.get(kind));
  }
}
