package org.muster.audit;

/** A file that cannot be read; the message says why, for the one who gave it. */
final class UnreadableFile extends Exception {
  private final String reason;

  UnreadableFile(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
