package org.muster.replay;

/** Where in a file something stands, counted from 1. Zero is unknown. */
record Place(int line, int column) {
  static final Place UNKNOWN = new Place(0, 0);

  static Place line(int line) {
    return new Place(line, 0);
  }

  /** As it stands within a sentence: " at line 12". */
  String inWords() {
    return line == 0 ? "" : " at line " + line;
  }

  @Override
  public String toString() {
    if (line == 0) {
      return "";
    }
    return column == 0 ? ", line " + line : ", line " + line + ", column " + column;
  }
}
