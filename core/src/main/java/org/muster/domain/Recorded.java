package org.muster.domain;

import java.time.Instant;

/**
 * What a named person, or a source such as a court's list, recorded of a condition. A correction is
 * a later record in its place; the engine is given what stands.
 */
public sealed interface Recorded {
  ConditionId condition();

  /** The participant checked in, by a call or at the office. */
  record CheckedIn(ConditionId condition, Instant at, Channel by) implements Recorded {
    public CheckedIn {
      Refuse.unless(by.isRecordedByPeople(), "what an app reports is not recorded by people");
    }
  }

  /** No check-in by call or at the office came in the time that holds the instant. */
  record NotCheckedIn(ConditionId condition, Instant at) implements Recorded {}

  /** What came of the hearing or appointment. */
  record Attended(ConditionId condition, Attendance outcome) implements Recorded {}
}
