package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sheet's tables by meaning, and exactly what of it was not understood. */
final class SheetReader {
  private static final int CELLS_TOLD_MAX = 12;
  private static final int HEADING_ROWS_MAX = 12;
  private static final int TABLES_MAX = 50;

  private final String file;
  private final Grid grid;
  private final List<Unread> unread = new ArrayList<>();

  SheetReader(String file, Grid grid) {
    this.file = file;
    this.grid = grid;
  }

  List<Unread> unread() {
    return unread;
  }

  /** The sheet, or nothing when it has no table that is known. */
  Optional<AtdSheet> read(@Nullable LocalDate postedOn) {
    List<AtdSheet.Year> years = years();
    Integer year = years.isEmpty() ? null : years.getFirst().year();
    List<Anchor> anchors = new ArrayList<>(Anchor.list(grid));
    anchors.sort(Comparator.comparing(anchor -> anchor.kind() == Kind.OFFICES));
    Set<String> technologies = new HashSet<>();
    List<Table> tables = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Anchor anchor : anchors) {
      Kind kind = anchor.kind();
      if (kind == null || tables.size() >= TABLES_MAX) {
        unread.add(
            unread(
                List.of(anchor.head()),
                "the table headed \"" + anchor.head().text() + "\" is none that is known."));
        continue;
      }
      TableReader reader =
          new TableReader(grid, anchor, kind, lastRow(anchor, anchors), technologies);
      Table table = reader.read(year);
      if (table.lines().isEmpty()) {
        unread.add(
            unread(
                List.of(anchor.head()),
                "the table headed \"" + anchor.head().text() + "\" has no lines."));
        continue;
      }
      used.addAll(reader.used());
      if (kind == Kind.TECHNOLOGY) {
        table.lines().forEach(line -> technologies.add(Labels.bare(line.label())));
      }
      if (!reader.wordsForNumbers().isEmpty()) {
        unread.add(
            unread(
                reader.wordsForNumbers(),
                "there are words where a number should be: "
                    + quoted(reader.wordsForNumbers())
                    + "."));
      }
      if (!reader.withoutLabel().isEmpty()) {
        unread.add(unread(reader.withoutLabel(), "there are numbers on lines without a label."));
      }
      tables.add(table);
    }
    if (tables.isEmpty()) {
      return Optional.empty();
    }
    leftOver(used);
    tables.stream()
        .filter(table -> !table.kind().isCourt())
        .forEach(
            table ->
                DateText.findFiscalYear(table.title())
                    .ifPresent(y -> years.add(new AtdSheet.Year(y, table.titleCell()))));
    boolean yearEnd = DateText.isYearEnd(grid.name());
    Stated source = sourceDate(tables, year, postedOn);
    return Optional.of(
        new AtdSheet(file, grid.name(), tables, year, yearEnd, postedOn, source, years));
  }

  /** The fiscal years that the sheet's name and heading state; the name's first. */
  private List<AtdSheet.Year> years() {
    List<AtdSheet.Year> years = new ArrayList<>();
    DateText.findFiscalYear(grid.name()).ifPresent(y -> years.add(new AtdSheet.Year(y, "")));
    for (Cell cell : grid.list()) {
      String lower = cell.text().toLowerCase(java.util.Locale.ROOT);
      if (cell.row() <= HEADING_ROWS_MAX && lower.contains("alternatives to detention")) {
        DateText.findFiscalYear(lower)
            .ifPresent(y -> years.add(new AtdSheet.Year(y, cell.address())));
      }
    }
    return years;
  }

  /** The first stated date that can be true; where none can, the first. */
  private static @Nullable Stated sourceDate(
      List<Table> tables, @Nullable Integer year, @Nullable LocalDate postedOn) {
    List<Stated> dates = new ArrayList<>();
    for (Kind kind : List.of(Kind.TECHNOLOGY, Kind.STATUS, Kind.OFFICES)) {
      tables.stream().filter(t -> t.kind() == kind).forEach(t -> dates.addAll(t.dates()));
    }
    return dates.stream()
        .filter(stated -> PostingDates.canBe(stated.date(), year, postedOn))
        .findFirst()
        .orElse(dates.isEmpty() ? null : dates.getFirst());
  }

  private int lastRow(Anchor anchor, List<Anchor> all) {
    int last = grid.lastRow();
    for (Anchor other : all) {
      if (anchor.isAbove(other)) {
        int title = Anchor.title(grid, other.head()).map(Cell::row).orElse(other.row());
        last = Math.min(last, title - 1);
      }
    }
    return last;
  }

  /** Numbers that belong to no table that was read are told, not dropped. */
  private void leftOver(Set<String> used) {
    List<Cell> left =
        grid.list().stream()
            .filter(cell -> cell.number() != null && !used.contains(cell.address()))
            .toList();
    if (!left.isEmpty()) {
      unread.add(unread(left, left.size() + " numbers stand outside every table that is known."));
    }
  }

  private Unread unread(List<Cell> cells, String reason) {
    List<String> told = cells.stream().limit(CELLS_TOLD_MAX).map(Cell::address).toList();
    return new Unread(file, grid.name(), told, reason, false);
  }

  private static String quoted(List<Cell> cells) {
    return String.join(
        ", ", cells.stream().limit(3).map(cell -> "\"" + cell.text() + "\"").toList());
  }
}
