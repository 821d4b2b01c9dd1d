package org.muster.tables;

import java.util.List;

/**
 * What a column of a known decision holds.
 *
 * @param words the words that there are, for a column of words; empty where the table itself names
 *     them or any sentence will do
 * @param required whether a table has to have the column
 */
record ColumnForm(String name, Kind kind, List<String> words, boolean required) {
  /** What kind of value. */
  enum Kind {
    /** A word out of a list. */
    WORD("a word in quotes", "string"),
    /** A whole number from 0 on. */
    WHOLE("a whole number from 0 on", "number"),
    /** A whole number from 1 on: the first, the second. */
    ORDINAL("a whole number from 1 on", "number"),
    /** An amount of time, not negative. */
    DURATION("an amount of time, as duration(\"PT4H\")", "days and time duration"),
    /** A list of sentences. */
    SENTENCES("a list of sentences, as [\"Call the participant.\"]", "Any"),
    /** A number or an amount of time; another column says which unit. */
    MEASURE("a number, or an amount of time as duration(\"PT30M\")", "Any"),
    /** Hours of the day. */
    HOURS("hours of the day, as \"18:00-21:00\"", "string");

    private final String words;
    private final String typeRef;

    Kind(String words, String typeRef) {
      this.words = words;
      this.typeRef = typeRef;
    }

    String words() {
      return words;
    }

    boolean isWhole() {
      return this == WHOLE || this == ORDINAL;
    }

    /** The least that a number or an amount of time of this kind can be. */
    int lowest() {
      return this == ORDINAL ? 1 : 0;
    }

    /** The type by which FEEL calls it. */
    String typeRef() {
      return typeRef;
    }
  }

  ColumnForm {
    words = List.copyOf(words);
  }

  static ColumnForm of(String name, Kind kind) {
    return new ColumnForm(name, kind, List.of(), true);
  }

  static ColumnForm word(String name, List<String> words) {
    return new ColumnForm(name, Kind.WORD, words, true);
  }

  ColumnForm optional() {
    return new ColumnForm(name, kind, words, false);
  }
}
