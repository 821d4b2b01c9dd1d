package org.muster.store;

import java.util.Set;
import org.muster.domain.EnrolmentId;

/**
 * Published, on the journal's own thread, right after observations of these enrolments were
 * committed. A listener must be quick, and must not fail: what is due stands in the database, so
 * this is only a wake-up.
 */
public record Journalled(Set<EnrolmentId> enrolments) {
  public Journalled {
    enrolments = Set.copyOf(enrolments);
  }
}
