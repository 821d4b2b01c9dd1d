package org.muster.domain;

import java.util.Optional;

/**
 * One unbroken stay in the programme.
 *
 * @param officer account name of the supervising officer
 * @param outcome how it ended; empty while it goes on
 */
public record Enrolment(
    EnrolmentId id,
    ParticipantId participant,
    OfficeId office,
    String officer,
    Interval during,
    Optional<Outcome> outcome) {}
