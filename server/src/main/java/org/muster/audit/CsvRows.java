package org.muster.audit;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as in RFC 4180; a quoted field may hold commas and line ends. */
final class CsvRows {
  static final int ROWS_MAX = 500_000;
  static final int FIELDS_MAX = 64;

  private CsvRows() {}

  /**
   * A row with something in it.
   *
   * @param line the line of the file on which it begins, counted from one
   */
  record CsvRow(int line, List<String> fields) {
    String get(int column) {
      return column >= 0 && column < fields.size() ? fields.get(column).strip() : "";
    }
  }

  static List<CsvRow> read(String text) throws UnreadableFile {
    List<CsvRow> rows = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    int line = 1;
    int begun = 1;
    for (int i = 0; i <= text.length(); i++) {
      char next = i < text.length() ? text.charAt(i) : '\n';
      if (quoted && i == text.length()) {
        throw new UnreadableFile("the quote on line " + begun + " is never closed.");
      }
      if (next == '"') {
        boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (doubled) {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (quoted || (next != ',' && next != '\n')) {
        if (next != '\r' || quoted) {
          field.append(next);
        }
      } else {
        fields.add(field.toString());
        field.setLength(0);
        if (next == '\n') {
          if (fields.stream().anyMatch(one -> !one.isBlank())) {
            rows.add(new CsvRow(begun, List.copyOf(fields)));
          }
          fields.clear();
          begun = line + 1;
        }
      }
      line += next == '\n' ? 1 : 0;
      if (rows.size() > ROWS_MAX || fields.size() > FIELDS_MAX) {
        throw new UnreadableFile(
            "the file has more than " + ROWS_MAX + " rows or " + FIELDS_MAX + " columns.");
      }
    }
    return rows;
  }
}
