package org.muster.ingest;

/**
 * Nothing more may be fetched: the token of the source lets nobody in. Says why, and what to do.
 */
final class SourceStopped extends Exception {
  SourceStopped(String words) {
    super(words, null, false, false);
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
