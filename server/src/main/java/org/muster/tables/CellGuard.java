package org.muster.tables;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets no cell reach the rule engine that could do more than compare: FEEL has functions of its
 * own, loops, and a way to call Java.
 */
final class CellGuard {
  static final int INPUT_LENGTH_MAX = 500;
  static final int NESTING_MAX = 20;
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_?][\\p{L}\\p{N}_]*");
  private static final Set<String> WORDS =
      Set.of(
          "?",
          "not",
          "and",
          "or",
          "in",
          "between",
          "true",
          "false",
          "null",
          "duration",
          "abs",
          "floor",
          "ceiling",
          "modulo",
          "min",
          "max",
          "contains",
          "starts",
          "ends",
          "with",
          "string",
          "length");

  private CellGuard() {}

  /** Why a cell is not let through, if so. */
  static Optional<String> objection(String cell, List<String> columns) {
    if (cell.length() > INPUT_LENGTH_MAX && CellText.findValue(cell).isEmpty()) {
      return Optional.of("The cell has more than %,d characters.".formatted(INPUT_LENGTH_MAX));
    }
    int depth = 0;
    String bare = STRING.matcher(cell).replaceAll("");
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (depth > NESTING_MAX || c == '{' || c == '}') {
        return Optional.of("The cell nests deeper, or holds more, than a comparison.");
      }
    }
    Matcher word = WORD.matcher(bare);
    while (word.find()) {
      if (!WORDS.contains(word.group()) && !columns.contains(word.group())) {
        return Optional.of(
            "\"%s\" is no word of a cell. Put texts in quotes, as \"%s\"."
                .formatted(word.group(), word.group()));
      }
    }
    return Optional.empty();
  }
}
