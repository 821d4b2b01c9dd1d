package org.muster.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.EnrolmentId;

/** An observation that came and is not in its track yet, and whose it is. */
record Arrival(long assignmentId, EnrolmentId enrolment, StoredObservation observation) {
  /** From when on each enrolment is to be judged for these. */
  static Map<EnrolmentId, Instant> earliest(List<Arrival> arrivals) {
    Map<EnrolmentId, Instant> earliest = new HashMap<>();
    arrivals.forEach(one -> one.noteIn(earliest));
    return earliest;
  }

  /** Notes when it was observed, where that is earlier than what is noted of its enrolment. */
  void noteIn(Map<EnrolmentId, Instant> earliest) {
    earliest.merge(enrolment, observation.observedAt(), (a, b) -> a.isBefore(b) ? a : b);
  }
}
