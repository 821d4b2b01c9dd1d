package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines below a table, and its title: of when they say that it is. */
final class Footnotes {
  private static final int FOOTNOTES_MAX = 6;
  private static final int BLANK_ROWS_MAX = 3;
  private static final int SERIAL_MIN = 36_526;
  private static final int SERIAL_MAX = 73_050;
  private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

  private final Grid grid;
  private final int column;
  private final List<Stated> dates = new ArrayList<>();
  private final List<Stated> otherDates = new ArrayList<>();

  Footnotes(Grid grid, int column) {
    this.grid = grid;
    this.column = column;
  }

  List<Stated> dates() {
    return dates;
  }

  /** Dates of a second source. */
  List<Stated> otherDates() {
    return otherDates;
  }

  /** From that row on, to the first that is blank. */
  void read(int from, int lastRow) {
    int taken = 0;
    for (int row = from; row <= lastRow && taken < FOOTNOTES_MAX; row++) {
      Optional<Cell> note = grid.find(row, column);
      if (note.isEmpty()) {
        if (taken > 0 || row > from + BLANK_ROWS_MAX) {
          return;
        }
        continue;
      }
      note(note.get());
      taken++;
    }
  }

  /** A text that may state a date. */
  void note(Cell cell) {
    String text = cell.text();
    Optional<LocalDate> date = DateText.find(text).or(() -> serial(cell));
    if (date.isPresent()) {
      Stated stated = new Stated(date.get(), cell.address(), text.strip());
      boolean other = text.matches("(?is).*\\b(OBP|unofficial|ECMS report)\\b.*");
      (other ? otherDates : dates).add(stated);
    }
  }

  /** A date as a spreadsheet keeps it, in the cell itself or the next one to the right. */
  private Optional<LocalDate> serial(Cell cell) {
    Optional<Cell> at = cell.number() != null ? Optional.of(cell) : Optional.empty();
    boolean dated = cell.text().matches("(?is).*\\b(as of|report|date)\\b.*");
    if (at.isEmpty() && dated) {
      at = grid.find(cell.row(), cell.column() + 1).filter(next -> next.number() != null);
    }
    return at.map(found -> found.findNumber().orElseThrow().intValue())
        .filter(serial -> serial >= SERIAL_MIN && serial <= SERIAL_MAX)
        .map(SERIAL_ZERO::plusDays);
  }
}
