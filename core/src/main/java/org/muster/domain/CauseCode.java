package org.muster.domain;

/** Why a finding came about, as a person judged it. Only {@link #TRUE} says it was so. */
public enum CauseCode {
  TRUE("true", "True: it was as the finding says"),
  DEVICE_FAULT("device-fault", "Device fault"),
  SIGNAL("signal", "Signal: poor reception or position"),
  SCHEDULE_ERROR("schedule-error", "Schedule or zone was recorded wrongly"),
  APPROVED_ABSENCE("approved-absence", "Approved absence"),
  DATA_ERROR("data-error", "Data error");

  private final String word;
  private final String words;

  CauseCode(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /** Whether it lays the finding to the device, or to how it was heard or placed. */
  public boolean blamesDevice() {
    return this == DEVICE_FAULT || this == SIGNAL;
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
