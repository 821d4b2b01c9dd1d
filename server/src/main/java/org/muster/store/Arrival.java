package org.muster.store;

import org.muster.domain.EnrolmentId;

/** An observation that came and is not in its track yet, and whose it is. */
record Arrival(long assignmentId, EnrolmentId enrolment, StoredObservation observation) {}
