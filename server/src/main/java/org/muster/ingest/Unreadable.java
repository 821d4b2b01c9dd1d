package org.muster.ingest;

/** How the reading of one field ends the reading of a report; becomes a {@code Rejected}. */
final class Unreadable extends Exception {
  private final Reason reason;

  Unreadable(Reason reason, String detail) {
    // Hostile input is common and cheap to send: no stack trace is taken of it.
    super(detail, null, false, false);
    this.reason = reason;
  }

  Decoding.Rejected rejected() {
    return new Decoding.Rejected(reason, String.valueOf(getMessage()));
  }
}
