package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One category from posting to posting. Year-end sheets, which are posted again, are not in it. */
record Series(Kind kind, String key, List<Point> points) {
  Series {
    points = List.copyOf(points);
  }

  /**
   * What one posting states of it.
   *
   * @param mean the mean length in days, where it is stated
   * @param everybody the total of its table, to judge how large the category is
   */
  record Point(AtdSheet sheet, Num count, @Nullable Num mean, double everybody) {
    LocalDate at() {
      return sheet.at();
    }

    Optional<Num> findMean() {
      return Optional.ofNullable(mean);
    }
  }

  /** As reports call it. */
  String title() {
    return switch (kind) {
      case TECHNOLOGY -> key.equals(Labels.TOTAL) ? "Everybody in the programme" : key;
      case STATUS -> "Status " + key;
      case OFFICES -> "Office " + key;
      case HEARINGS_TOTAL -> "All hearings, " + key;
      case HEARINGS_FINAL -> "Final hearings, " + key;
    };
  }

  /** All series of people, technologies first. */
  static List<Series> list(List<AtdSheet> sheets) {
    List<Series> all = new ArrayList<>();
    for (Kind kind : List.of(Kind.TECHNOLOGY, Kind.STATUS, Kind.OFFICES)) {
      Map<String, List<Point>> points = new LinkedHashMap<>();
      for (AtdSheet sheet : sheets) {
        if (!sheet.yearEnd()) {
          sheet.find(kind).ifPresent(table -> add(points, sheet, table));
        }
      }
      points.forEach((key, list) -> all.add(new Series(kind, key, list)));
    }
    return all;
  }

  private static void add(Map<String, List<Point>> points, AtdSheet sheet, Table table) {
    double everybody =
        table.findTotal().map(Line::countOrZero).orElse(0.0) > 0
            ? table.findTotal().map(Line::countOrZero).orElse(0.0)
            : table.lines().stream().mapToDouble(Line::countOrZero).sum();
    List<Line> lines = new ArrayList<>(table.lines());
    table.findTotal().ifPresent(lines::add);
    Map<String, Point> once = new LinkedHashMap<>();
    for (Line line : lines) {
      Optional<Num> count = line.find(Measure.COUNT);
      if (count.isPresent()) {
        Num mean = line.find(Measure.DAYS).orElse(null);
        once.merge(line.key(), new Point(sheet, count.get(), mean, everybody), Series::together);
      }
    }
    once.forEach((key, point) -> points.computeIfAbsent(key, k -> new ArrayList<>()).add(point));
  }

  /** Two lines that are read as one category. */
  private static Point together(Point one, Point other) {
    Num sum =
        new Num(
            one.count().value() + other.count().value(),
            Math.max(one.count().decimals(), other.count().decimals()),
            one.count().cell());
    return new Point(one.sheet(), sum, null, one.everybody());
  }
}
