package org.muster.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;

/** One version of one person's row of the roll of a day. */
public record RollRow(
    LocalDate day,
    EnrolmentId enrolment,
    int version,
    String state,
    Optional<Technology> technology,
    OfficeId office,
    RollEvidence evidence,
    Instant asOf) {

  /** The state of a version that takes its row off the roll: the person does not belong there. */
  public static final String TAKEN_OFF = "TAKEN_OFF";

  public boolean isTakenOff() {
    return state.equals(TAKEN_OFF);
  }
}
