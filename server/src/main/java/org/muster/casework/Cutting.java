package org.muster.casework;

import java.time.Instant;
import org.muster.domain.Assignment;
import org.muster.domain.CaseworkEntry.Subject;
import org.muster.store.Assignments;
import org.muster.store.CaseworkEntries;

/** Ends an assignment early, and says so. */
final class Cutting {
  private final Assignments assignments;
  private final CaseworkEntries entries;

  Cutting(Assignments assignments, CaseworkEntries entries) {
    this.assignments = assignments;
    this.entries = entries;
  }

  /** Leaves nothing of the assignment at or after the instant. */
  void cut(Assignment assignment, Instant endsAt, String because, String by) {
    if (!assignment.during().endsAt().isAfter(endsAt)) {
      return;
    }
    if (assignment.during().startsAt().isBefore(endsAt)) {
      assignments.cut(assignment, endsAt);
      entries.add(Subject.ASSIGNMENT, assignment.id().value(), "Cut: " + because, by);
    } else {
      assignments.withdraw(assignment);
      entries.add(
          Subject.ENROLMENT,
          assignment.enrolment().value(),
          "Assignment %s of device %s from %s taken back: %s"
              .formatted(
                  assignment.id(),
                  assignment.device(),
                  Said.at(assignment.during().startsAt()),
                  because),
          by);
    }
  }
}
