package org.muster.ingest;

/** The broker is not reached, or does not give what is asked of it; it is tried again. */
final class SourceAway extends Exception {
  SourceAway(String words) {
    super(words, null, false, false);
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
