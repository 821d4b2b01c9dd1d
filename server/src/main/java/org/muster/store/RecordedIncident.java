package org.muster.store;

import java.time.Instant;
import org.muster.domain.SystemIncident;

/**
 * One version of a system incident as it was recorded.
 *
 * @param clause of the policy that says what an incident is
 */
public record RecordedIncident(
    SystemIncident incident,
    int version,
    RecordedFinding.Change change,
    String clause,
    Instant asOf) {

  public boolean isWithdrawn() {
    return change == RecordedFinding.Change.WITHDRAWN;
  }
}
