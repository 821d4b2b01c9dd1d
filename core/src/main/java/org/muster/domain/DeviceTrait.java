package org.muster.domain;

import java.time.Instant;

/** What staff recorded of a device beside its id; the latest of a kind stands. */
public record DeviceTrait(Kind kind, String said, String recordedBy, Instant recordedAt) {

  /** What it is about. */
  public enum Kind {
    BATCH("Batch"),
    FIRMWARE("Firmware");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As people read it. */
    public String words() {
      return words;
    }
  }
}
