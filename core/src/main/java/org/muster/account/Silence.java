package org.muster.account;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.Observation;
import org.muster.domain.Span;
import org.muster.domain.State.Cause;
import org.muster.domain.Supervision.SystemIncident;

/** What is said of a device that did not say where it was, or nothing at all. */
final class Silence {
  private Silence() {}

  static void tell(Stretch stretch, Span span, Cause cause, Draft draft) {
    Optional<Observation> last = lastBy(stretch, span.startsAt());
    if (cause == Cause.DEVICE_OFF) {
      last.ifPresent(each -> draft.because(new Because.SwitchedOff(each.observedAt())));
    } else {
      draft.because(
          last.isPresent()
              ? new Because.LastHeard(last.get().observedAt())
              : new Because.NeverHeard());
    }
    if (cause == Cause.SYSTEM_FAULT) {
      for (SystemIncident incident : stretch.supervision().incidents()) {
        if (incident.interval().overlaps(span.interval())) {
          draft.because(new Because.SystemFault(incident.reference(), incident.interval()));
        }
      }
    }
  }

  /** The last observation up to an instant; of several at one instant, that which counts. */
  static Optional<Observation> lastBy(Stretch stretch, Instant at) {
    return stretch.observations().stream()
        .filter(each -> !each.observedAt().isAfter(at))
        .reduce((earlier, later) -> later);
  }
}
