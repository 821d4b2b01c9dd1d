package org.muster.web;

import java.util.Locale;

/** What a member of staff may do. */
public enum Role {
  OPERATOR("Monitoring operator", "Watch live alerts, make first contact, hand over."),
  OFFICER(
      "Supervising officer",
      "Work a ranked list, look at the evidence, decide with a reason; place or end an order."),
  SUPERVISOR("Supervisor", "See the whole office, and what is overdue; decide what others cannot."),
  AUDITOR("Auditor", "Read everything that was said and decided. Changes nothing."),
  ADMINISTRATOR("Administrator", "Set up offices, devices and tokens.");

  private final String words;
  private final String task;

  Role(String words, String task) {
    this.words = words;
    this.task = task;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** What each comes to do. */
  public String task() {
    return task;
  }

  /** As Spring Security names it. */
  String authority() {
    return "ROLE_" + name();
  }

  /** The role of that name, in any case. */
  static Role get(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
