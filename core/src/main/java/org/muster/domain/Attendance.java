package org.muster.domain;

import java.util.Arrays;
import java.util.Optional;

/** What came of a hearing or an appointment, as somebody recorded it. */
public enum Attendance {
  ATTENDED("Attended", "Attended"),
  FAILED("Failed", "Did not attend"),
  EXCUSED("Excused", "Excused"),
  /** Put off: there was nothing to attend. */
  ADJOURNED("Adjourned", "Adjourned");

  private final String word;
  private final String words;

  Attendance(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /** The outcome that formats call by this word. */
  public static Optional<Attendance> find(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** The word that formats and the API use. */
  public String word() {
    return word;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
