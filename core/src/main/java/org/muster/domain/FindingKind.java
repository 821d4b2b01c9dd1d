package org.muster.domain;

/** What a finding says. */
public enum FindingKind {
  /** Clear and confirmed outside a zone to stay within. {@code NotMet}. */
  OUTSIDE_ZONE("OutsideZone", "Outside a zone to stay within"),
  /** Clear and confirmed inside a zone to stay out of. {@code NotMet}. */
  INSIDE_ZONE("InsideZone", "Inside a zone to stay out of"),
  /** The device was not heard from for longer than the quiet limit. {@code Unknown}. */
  CONTACT_OVERDUE("ContactOverdue", "Contact overdue"),
  /** A zone condition could not be checked for too long. {@code Unknown}. */
  UNVERIFIED("Unverified", "Location could not be checked"),
  /**
   * The strap or case was reported open. {@code NotMet} once it lasted as long as the plan asks,
   * {@code Unknown} when it closed sooner.
   */
  DEVICE_OPENED("DeviceOpened", "Strap or case reported open"),
  /** The battery was low for too long and not seen charging. {@code Unknown}. */
  BATTERY_LOW("BatteryLow", "Battery low"),
  /**
   * {@code NotMet}: no check-in came in its time or the grace after it, and one would have been
   * seen.
   */
  CHECK_IN_MISSED("CheckInMissed", "Check-in missed"),
  /** Whether there was a check-in cannot be said. {@code Unknown}. */
  CHECK_IN_UNVERIFIED("CheckInUnverified", "Check-in could not be checked"),
  /** Recorded as not attended. {@code NotMet}. */
  NOT_ATTENDED("NotAttended", "Hearing or appointment not attended"),
  /** Nobody recorded what came of it, or the device says otherwise. {@code Unknown}. */
  ATTENDANCE_UNVERIFIED("AttendanceUnverified", "Attendance could not be checked");

  private final String word;
  private final String words;

  FindingKind(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /**
   * Whether it rests on what a device told, or that it told nothing, alone. A check-in may be made
   * another way, and what came of a hearing is recorded by people.
   */
  public boolean isToldByDevice() {
    return switch (this) {
      case OUTSIDE_ZONE, INSIDE_ZONE, UNVERIFIED, CONTACT_OVERDUE, DEVICE_OPENED, BATTERY_LOW ->
          true;
      case CHECK_IN_MISSED, CHECK_IN_UNVERIFIED, NOT_ATTENDED, ATTENDANCE_UNVERIFIED -> false;
    };
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
