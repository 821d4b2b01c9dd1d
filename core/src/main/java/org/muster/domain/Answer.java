package org.muster.domain;

/** What a person answers to a finding. No machine gives one. */
public enum Answer {
  /** Looked at; nothing needs doing. */
  NO_ACTION("NoAction", "No action needed"),
  /** There was a permission or a good reason. */
  EXCUSED("Excused", "Excused"),
  /** The participant was reached, and what was said stands in the reason. */
  CONTACTED("Contacted", "Participant contacted"),
  /** The device, not the person. */
  DEVICE_FAULT("DeviceFault", "Device fault"),
  /** Not met, as the finding says: the only way to a breach. */
  CONFIRMED("Confirmed", "Confirmed as a breach"),
  /** Handed to somebody who may decide. */
  REFERRED("Referred", "Referred to somebody who may decide"),
  /** The whereabouts are unknown, and the person is held to have left supervision. */
  ABSCONDED("Absconded", "Held to have absconded");

  private final String word;
  private final String words;

  Answer(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /** The word that formats and the API use. */
  public String word() {
    return word;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** Whether the finding is settled by it. What is handed on stays open, so that it is not lost. */
  public boolean settles() {
    return this != REFERRED;
  }

  /** Whether it can be given for the cause; one that it contradicts says nothing. */
  public boolean allows(CauseCode cause) {
    return switch (this) {
      case CONFIRMED, ABSCONDED -> cause == CauseCode.TRUE;
      case EXCUSED ->
          cause == CauseCode.APPROVED_ABSENCE
              || cause == CauseCode.SCHEDULE_ERROR
              || cause == CauseCode.TRUE;
      case DEVICE_FAULT ->
          cause == CauseCode.DEVICE_FAULT
              || cause == CauseCode.SIGNAL
              || cause == CauseCode.DATA_ERROR;
      case NO_ACTION, CONTACTED, REFERRED -> true;
    };
  }

  /** Whether it says something adverse about the person. */
  public boolean isAdverse() {
    return this == CONFIRMED || this == ABSCONDED;
  }
}
