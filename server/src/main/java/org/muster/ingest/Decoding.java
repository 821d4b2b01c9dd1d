package org.muster.ingest;

import java.util.List;
import org.muster.domain.Observation;

/** What was made of the bytes of a report. */
sealed interface Decoding {

  /**
   * Understood.
   *
   * @param devices what the report calls its device, the most exact name first
   */
  record Decoded(List<String> devices, List<Observation> observations) implements Decoding {
    Decoded(String device, List<Observation> observations) {
      this(List.of(device), observations);
    }
  }

  /** Not taken; the detail says to whoever sent it what is wrong and what to do. */
  record Rejected(Reason reason, String detail) implements Decoding {}

  /** Understood, and says nothing that is recorded. */
  record Ignored(String detail) implements Decoding {}
}
