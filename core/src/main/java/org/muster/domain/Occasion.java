package org.muster.domain;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What a participant is asked to attend. */
public enum Occasion {
  HEARING("Hearing"),
  APPOINTMENT("Appointment");

  public static final Duration LENGTH_MAX = Duration.ofDays(31);

  private final String word;

  Occasion(String word) {
    this.word = word;
  }

  /** The occasion that formats call by this word. */
  public static Optional<Occasion> find(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** The word that formats, the API and people use. */
  public String word() {
    return word;
  }
}
