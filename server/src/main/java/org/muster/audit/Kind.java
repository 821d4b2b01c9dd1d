package org.muster.audit;

/** Which of the tables of an ATD sheet it is. */
enum Kind {
  TECHNOLOGY("by technology"),
  STATUS("by status"),
  OFFICES("by office and technology"),
  HEARINGS_TOTAL("of all hearings"),
  HEARINGS_FINAL("of final hearings");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** After "the table". */
  String words() {
    return words;
  }

  boolean isCourt() {
    return this == HEARINGS_TOTAL || this == HEARINGS_FINAL;
  }
}
