package org.muster.audit;

/** Which of the tables of an ATD sheet it is. */
enum Kind {
  TECHNOLOGY("by technology"),
  STATUS("by status"),
  OFFICES("by office and technology"),
  HEARINGS_TOTAL("of all hearings"),
  HEARINGS_FINAL("of final hearings");

  /** More lines than any published table of offices, each with its technologies. */
  private static final int OFFICE_LINES_MAX = 2_000;

  private static final int LINES_MAX = 200;
  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** After "the table". */
  String words() {
    return words;
  }

  /** A table is read so far; what stands below is told as not read. */
  int linesMax() {
    return this == OFFICES ? OFFICE_LINES_MAX : LINES_MAX;
  }

  boolean isCourt() {
    return this == HEARINGS_TOTAL || this == HEARINGS_FINAL;
  }
}
