package org.muster.figures;

import java.time.Duration;
import java.util.Optional;

/**
 * The facts about a person at the instant at which the roll is called.
 *
 * @param ended the enrolment ended on this day
 * @param inCustody a record says so
 * @param contactExcused an excusal of contact covers the instant
 * @param deviceOrdered an order in force asks for something that needs a device
 * @param silentFor how long ago the assigned device was last heard; empty where no device is
 *     assigned, or where it was never heard from
 * @param systemFault the silence is part of a system fault
 * @param abscondedSinceHeard a person decided so after the device was last heard
 */
public record RollQuestion(
    boolean ended,
    boolean inCustody,
    boolean contactExcused,
    boolean deviceOrdered,
    Optional<Duration> silentFor,
    boolean systemFault,
    boolean abscondedSinceHeard,
    Duration quietLimit,
    Duration lostAfter) {}
