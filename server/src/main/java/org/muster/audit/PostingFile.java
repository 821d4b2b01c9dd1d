package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file, a workbook or tidy CSV, as what it states. */
final class PostingFile {
  private PostingFile() {}

  /** What was read; a file that cannot be read is told, and does not stop the others. */
  static Posting read(String name, byte[] bytes) {
    try {
      return name.toLowerCase(Locale.ROOT).endsWith(".csv")
          ? TidyCsv.read(name, bytes)
          : workbook(name, bytes);
    } catch (UnreadableFile e) {
      return Posting.unreadable(name, e.reason());
    } catch (RuntimeException e) {
      // Whatever nobody thought of: it is this file's, and the others are read all the same.
      return Posting.unreadable(name, "its content has a form that was not foreseen.");
    }
  }

  private static Posting workbook(String name, byte[] bytes) throws UnreadableFile {
    WorkbookFile book = WorkbookFile.read(bytes);
    List<Unread> unread = new ArrayList<>();
    List<AtdSheet> sheets = new ArrayList<>();
    String shortName = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    LocalDate postedOn =
        PostingDates.find(shortName, book.savedOn(), year(shortName, book)).orElse(null);
    for (Grid grid : book.grids()) {
      SheetReader reader = new SheetReader(name, grid);
      Optional<AtdSheet> sheet = reader.read(postedOn);
      if (sheet.isPresent()) {
        sheets.add(sheet.get());
        unread.addAll(reader.unread());
      } else if (WorkbookFile.isNamed(grid.name())) {
        unread.add(
            new Unread(name, grid.name(), List.of(), "no table that is known is on it.", false));
      }
    }
    for (String hidden : book.hidden()) {
      unread.add(new Unread(name, hidden, List.of(), "the sheet is hidden.", false));
    }
    if (sheets.isEmpty()) {
      return Posting.unreadable(
          name, "no sheet has a table of the programme: no heading of one was found.");
    }
    return new Posting(name, sheets, List.of(), unread);
  }

  /** The newest fiscal year that the name or the sheets state. */
  private static @Nullable Integer year(String name, WorkbookFile book) {
    Integer newest = DateText.findFiscalYear(name).orElse(null);
    for (Grid grid : book.grids()) {
      Integer year = DateText.findFiscalYear(grid.name()).orElse(null);
      if (newest == null || (year != null && year > newest)) {
        newest = year;
      }
    }
    return newest;
  }
}
