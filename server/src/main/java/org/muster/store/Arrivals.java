package org.muster.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.muster.domain.EnrolmentId;

/**
 * What came and is not in its track yet. {@link Settling} moves it there while others read, so it
 * is always read before rows and chunks, and what stands in both is taken once.
 */
interface Arrivals {
  /** Goes through all of it. */
  void forEach(Consumer<Arrival> each);

  /** The assignments of which something came, with when the earliest of it was observed. */
  Map<Long, Instant> firsts();

  /** What came of the assignment, in order of arrival; also what counts for nobody. */
  List<StoredObservation> ofAssignment(long assignment);

  /** What came of the enrolment, in no order; also what counts for nobody. */
  List<Arrival> ofEnrolment(EnrolmentId enrolment);

  /** Of it, what came after this observation. */
  List<Arrival> ofEnrolmentAfter(EnrolmentId enrolment, long id);

  /** What came of the device, whomever it stood for, in no order. */
  List<StoredObservation> ofDevice(long device);

  /** Nobody may read what is of the enrolment any more. */
  void forget(EnrolmentId enrolment);

  /** The last observation that came, and may have been moved since; 0 when there is none. */
  long lastId();

  /**
   * The last observation of the enrolment that may have been moved into a chunk: what came after it
   * stands here, or came later than this was asked.
   */
  long movedTo(EnrolmentId enrolment);
}
