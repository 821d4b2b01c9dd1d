package org.muster.casework;

import java.util.List;
import java.util.Optional;

/** What can be written down. */
public enum Statement {
  CHECKED_IN_BY_PHONE("CheckedInByPhone", "Checked in by phone call"),
  CHECKED_IN_AT_OFFICE("CheckedInAtOffice", "Checked in at the office"),
  NOT_CHECKED_IN("NotCheckedIn", "No check-in by call or at the office"),
  ATTENDED("Attended", "Attended"),
  FAILED("Failed", "Did not attend"),
  EXCUSED("Excused", "Excused from attending"),
  ADJOURNED("Adjourned", "Adjourned");

  private final String word;
  private final String words;

  Statement(String word, String words) {
    this.word = word;
    this.words = words;
  }

  public static Optional<Statement> find(String word) {
    return List.of(values()).stream().filter(said -> said.word.equals(word)).findFirst();
  }

  /** The word that formats and the API use. */
  public String word() {
    return word;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** Whether it is said of a check-in; else it is of a hearing or an appointment. */
  public boolean isOfCheckIn() {
    return this == CHECKED_IN_BY_PHONE || this == CHECKED_IN_AT_OFFICE || this == NOT_CHECKED_IN;
  }
}
