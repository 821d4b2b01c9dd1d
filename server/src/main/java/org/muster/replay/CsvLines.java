package org.muster.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Separated values as in RFC 4180: quotes may hold separators and line ends. */
final class CsvLines {
  private final String text;
  private final char separator;
  private int at;
  private int line = 1;
  private int rowLine;

  CsvLines(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /** The line on which the last row began. */
  Place rowAt() {
    return Place.line(rowLine);
  }

  /** The next row that is not blank, or empty at the end. */
  Optional<List<String>> next() throws UnreadableTrack {
    while (at < text.length()) {
      rowLine = line;
      List<String> row = row();
      if (row.size() > 1 || !row.getFirst().isBlank()) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private List<String> row() throws UnreadableTrack {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : bare());
      if (at >= text.length()) {
        return fields;
      }
      char end = text.charAt(at++);
      if (end == separator) {
        continue;
      }
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      line++;
      return fields;
    }
  }

  private String bare() {
    int from = at;
    while (at < text.length() && !ends(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at).strip();
  }

  private String quoted() throws UnreadableTrack {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '\n') {
        line++;
      }
      if (next != '"') {
        field.append(next);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else if (at < text.length() && !ends(text.charAt(at))) {
        throw new UnreadableTrack(Place.line(line), "text follows a closing quote.");
      } else {
        return field.toString().strip();
      }
    }
    throw new UnreadableTrack(rowAt(), "a quote on this line is never closed.");
  }

  private boolean ends(char next) {
    return next == separator || next == '\n' || next == '\r';
  }
}
