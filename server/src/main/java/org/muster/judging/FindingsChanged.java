package org.muster.judging;

import java.util.Set;
import org.muster.domain.EnrolmentId;

/**
 * Published after findings of these enrolments were recorded and committed. A listener must be
 * quick: it is only a hint, and what changed stands in the database.
 */
public record FindingsChanged(Set<EnrolmentId> enrolments) {
  public FindingsChanged {
    enrolments = Set.copyOf(enrolments);
  }
}
