package org.muster.tables;

import java.util.ArrayList;
import java.util.List;

/** Lines of a CSV file as spreadsheets write them (RFC 4180): quotes around what needs them. */
final class CsvLines {
  static final int LINES_MAX = 2_000;

  private CsvLines() {}

  /** A line with the number it has in the file. */
  record Line(int number, List<String> cells) {}

  /** The lines that hold something; refuses too many of them, and quotes that do not end. */
  static List<Line> read(String text) {
    List<Line> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int number = 1;
    int began = 1;
    String all = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (int i = 0; i <= all.length(); i++) {
      char c = i < all.length() ? all.charAt(i) : '\n';
      if (quoted && i == all.length()) {
        throw new IllegalArgumentException("the quotes of line " + began + " do not end");
      }
      if (quoted) {
        if (c != '"') {
          cell.append(c);
          number += c == '\n' ? 1 : 0;
        } else if (i + 1 < all.length() && all.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == ',' || c == '\n') {
        cells.add(cell.toString().strip());
        cell.setLength(0);
        if (c == '\n') {
          if (cells.stream().anyMatch(one -> !one.isEmpty())) {
            lines.add(new Line(began, List.copyOf(cells)));
          }
          if (lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("there are more than 2,000 lines");
          }
          cells.clear();
          began = ++number;
        }
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    return lines;
  }
}
