package org.muster.audit;

/** A file that cannot be read; the message says why, for the one who gave it. */
final class UnreadableFile extends Exception {
  UnreadableFile(String message) {
    super(message);
  }
}
