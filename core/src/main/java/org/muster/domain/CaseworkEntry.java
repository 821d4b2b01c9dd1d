package org.muster.domain;

import java.time.Instant;

/** A change of an interval in casework: what was changed, how and why, and by whom. */
public record CaseworkEntry(
    Subject subject, long subjectId, String change, String author, Instant recordedAt) {

  /** What was changed. */
  public enum Subject {
    ENROLMENT("enrolment"),
    ORDER("order"),
    ASSIGNMENT("assignment"),
    TOKEN("token");

    private final String word;

    Subject(String word) {
      this.word = word;
    }

    /** The subject that the store calls by this word. */
    public static Subject of(String word) {
      for (Subject subject : values()) {
        if (subject.word.equals(word)) {
          return subject;
        }
      }
      throw new IllegalArgumentException("no subject of casework is called " + word);
    }

    public String word() {
      return word;
    }
  }
}
