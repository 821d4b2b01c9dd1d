package org.muster.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of a table: where it says "Count", what the labels to the left of it are, and which
 * columns to the right belong to it. Tables are found by their heads, wherever these stand.
 *
 * @param kind what the table is; null when neither head nor labels tell
 * @param technologyColumn where offices and technologies stand in two columns, else -1
 */
record Anchor(
    int row,
    int labelColumn,
    int technologyColumn,
    Map<Measure, Integer> columns,
    @Nullable Kind kind,
    Cell head) {
  private static final int LEFT_MAX = 8;
  private static final int RIGHT_MAX = 8;
  private static final int LABELS_MAX = 15;
  private static final Pattern COUNTS =
      Pattern.compile(
          "(active|total|participants?)*counts?|number|(active|numberof)?participants|population");

  static List<Anchor> list(Grid grid) {
    List<Anchor> anchors = new ArrayList<>();
    for (Cell cell : grid.list()) {
      if (measure(cell).filter(Measure.COUNT::equals).isPresent()) {
        find(grid, cell).ifPresent(anchors::add);
      }
    }
    return anchors;
  }

  static Optional<Measure> measure(Cell cell) {
    if (cell.number() != null || cell.text().length() > 60) {
      return Optional.empty();
    }
    String bare = Labels.bare(cell.text());
    if (COUNTS.matcher(bare).matches()) {
      return Optional.of(Measure.COUNT);
    }
    if (bare.contains("cost")) {
      return Optional.of(Measure.COST);
    }
    if (bare.contains("alip") || bare.contains("averagelength") || bare.contains("avglength")) {
      return Optional.of(Measure.DAYS);
    }
    return bare.equals("%") || bare.contains("percent") || bare.equals("share")
        ? Optional.of(Measure.SHARE)
        : Optional.empty();
  }

  private static Optional<Anchor> find(Grid grid, Cell count) {
    List<Cell> left =
        grid.row(count.row()).stream()
            .filter(cell -> cell.column() < count.column())
            .filter(cell -> count.column() - cell.column() <= LEFT_MAX)
            .filter(cell -> cell.isWords() && measure(cell).isEmpty())
            .toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    Cell nearest = left.getLast();
    int labels = nearest.column();
    int technologies = -1;
    if (left.size() > 1 && isOffice(left.get(left.size() - 2).text())) {
      technologies = labels;
      labels = left.get(left.size() - 2).column();
    }
    Map<Measure, Integer> columns = new EnumMap<>(Measure.class);
    columns.put(Measure.COUNT, count.column());
    for (Cell cell : grid.row(count.row())) {
      boolean right = cell.column() > count.column() && cell.column() - count.column() <= RIGHT_MAX;
      Optional<Measure> measure = measure(cell);
      if (right && measure.isEmpty()) {
        break;
      }
      if (right && columns.putIfAbsent(measure.get(), cell.column()) != null) {
        break;
      }
    }
    Cell head = grid.find(count.row(), labels).orElse(nearest);
    Kind kind = technologies >= 0 ? Kind.OFFICES : kind(grid, head);
    return Optional.of(new Anchor(count.row(), labels, technologies, columns, kind, head));
  }

  private static boolean isOffice(String head) {
    String bare = Labels.bare(head);
    return bare.startsWith("aor") || bare.contains("fieldoffice") || bare.startsWith("areaofresp");
  }

  private static @Nullable Kind kind(Grid grid, Cell head) {
    String bare = Labels.bare(head.text());
    if (isOffice(head.text())) {
      return Kind.OFFICES;
    }
    List<String> labels = new ArrayList<>();
    for (int row = head.row() + 1; row <= head.row() + LABELS_MAX; row++) {
      grid.find(row, head.column()).filter(Cell::isWords).ifPresent(c -> labels.add(c.text()));
    }
    boolean court = count(labels, label -> Labels.findCourt(label).isPresent()) >= 2;
    if (court && !bare.startsWith("technolog")) {
      return court(grid, head);
    }
    if (bare.equals("tech") || bare.startsWith("technolog")) {
      return Kind.TECHNOLOGY;
    }
    if (bare.contains("status")) {
      return Kind.STATUS;
    }
    long technologies = count(labels, label -> Labels.findTechnology(label).isPresent());
    long offices = count(labels, label -> Labels.findOffice(label).isPresent());
    if (offices >= 2) {
      return Kind.OFFICES;
    }
    if (technologies >= 2) {
      return Kind.TECHNOLOGY;
    }
    return count(labels, label -> Labels.findStatus(label).isPresent()) >= 2 ? Kind.STATUS : null;
  }

  private static long count(List<String> labels, Predicate<String> known) {
    return labels.stream().filter(known).count();
  }

  private static @Nullable Kind court(Grid grid, Cell head) {
    String words =
        (title(grid, head).map(Cell::text).orElse("") + " " + head.text()).toLowerCase(Locale.ROOT);
    if (words.contains("final")) {
      return Kind.HEARINGS_FINAL;
    }
    return words.contains("total") || words.contains("all hearings") ? Kind.HEARINGS_TOTAL : null;
  }

  /** The words above a head. */
  static Optional<Cell> title(Grid grid, Cell head) {
    for (int up = 1; up <= 3; up++) {
      for (int column = head.column(); column <= head.column() + 1; column++) {
        Optional<Cell> found = grid.find(head.row() - up, column).filter(Cell::isWords);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether another table begins below this one in the same columns. */
  boolean isAbove(Anchor other) {
    return other.row > row
        && other.labelColumn <= lastColumn()
        && other.lastColumn() >= labelColumn;
  }

  int countColumn() {
    return columns.getOrDefault(Measure.COUNT, labelColumn);
  }

  int lastColumn() {
    return columns.values().stream().mapToInt(Integer::intValue).max().orElse(labelColumn);
  }
}
