package org.muster.store;

import org.muster.domain.EnrolmentId;

/** Observations were asked for whose key was destroyed: nobody can read them any more. */
public final class TrackDestroyed extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrackDestroyed(EnrolmentId enrolment) {
    super("the track of enrolment %s was destroyed".formatted(enrolment));
  }
}
