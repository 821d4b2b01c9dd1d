package org.muster.policy;

/** How soon a person has to look. */
public enum Severity {
  URGENT("Urgent"),
  HIGH("High"),
  ROUTINE("Routine");

  private final String words;

  Severity(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
