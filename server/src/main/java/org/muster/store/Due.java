package org.muster.store;

import java.time.Instant;
import org.muster.domain.EnrolmentId;

/**
 * An enrolment for which what follows from an instant on may have changed.
 *
 * @param mark goes up with each marking, so that who worked on it can tell whether another came
 */
public record Due(EnrolmentId enrolment, Instant fromAt, long mark) {}
