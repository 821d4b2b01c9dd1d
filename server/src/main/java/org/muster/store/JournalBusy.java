package org.muster.store;

/** The journal can not take a report now; nothing is acknowledged, so send it again later. */
public final class JournalBusy extends Exception {
  JournalBusy(String message) {
    super(message);
  }

  JournalBusy(String message, Throwable cause) {
    super(message, cause);
  }
}
