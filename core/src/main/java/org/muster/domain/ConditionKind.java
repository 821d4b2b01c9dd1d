package org.muster.domain;

import java.util.Arrays;
import java.util.Optional;

/** What a condition asks, by name. */
public enum ConditionKind {
  STAY_WITHIN("StayWithin", "Stay within a zone"),
  STAY_OUT_OF("StayOutOf", "Stay out of a zone"),
  KEEP_CONTACT("KeepContact", "Keep contact"),
  CARE_FOR_DEVICE("CareForDevice", "Care for the device"),
  CHECK_IN("CheckIn", "Check in"),
  ATTEND("Attend", "Attend a hearing or an appointment");

  private final String word;
  private final String words;

  ConditionKind(String word, String words) {
    this.word = word;
    this.words = words;
  }

  public static ConditionKind of(Condition condition) {
    return switch (condition) {
      case Condition.StayWithin within -> STAY_WITHIN;
      case Condition.StayOutOf outOf -> STAY_OUT_OF;
      case Condition.KeepContact() -> KEEP_CONTACT;
      case Condition.CareForDevice() -> CARE_FOR_DEVICE;
      case Condition.CheckIn checkIn -> CHECK_IN;
      case Condition.Attend attend -> ATTEND;
    };
  }

  /** The kind that formats call by this word. */
  public static Optional<ConditionKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** The word that formats and the API use. */
  public String word() {
    return word;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** Whether it may name a place. */
  public boolean mayHaveZone() {
    return needsZone() || this == ATTEND;
  }

  /** Whether it may follow a schedule. */
  public boolean mayHaveSchedule() {
    return needsZone() || this == CHECK_IN;
  }

  /** Whether it is about a place. */
  public boolean needsZone() {
    return this == STAY_WITHIN || this == STAY_OUT_OF;
  }
}
