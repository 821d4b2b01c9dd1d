package org.muster.ingest;

/** Words of others in our sentences. */
final class Texts {
  private static final int QUOTE_LENGTH_MAX = 60;

  private Texts() {}

  /** What was sent, short and on one line, to be quoted. */
  static String brief(String text) {
    return brief(text, QUOTE_LENGTH_MAX);
  }

  /** The same, of another length. */
  static String brief(String text, int lengthMax) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= lengthMax ? line : line.substring(0, lengthMax) + "…";
  }
}
