package org.muster.replay;

/** Text of a file as it can stand in a message: short, and without control characters. */
final class Quote {
  private static final int LENGTH_MAX = 60;

  private Quote() {}

  static String of(String text) {
    String cut = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", "�") + '"';
  }
}
