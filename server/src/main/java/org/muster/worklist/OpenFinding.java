package org.muster.worklist;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.FindingId;
import org.muster.domain.FindingKind;
import org.muster.policy.Policies;
import org.muster.policy.Response;
import org.muster.policy.StarterPolicy;
import org.muster.store.AlertRow;
import org.muster.store.RecordedFinding.Change;

/**
 * A finding that waits for a person.
 *
 * @param correction what happened to it after somebody had answered; empty for a first question
 * @param late the evidence reached us long after the time it speaks of
 */
public record OpenFinding(
    FindingId id,
    Instant startsAt,
    Optional<Instant> endsAt,
    boolean late,
    Optional<String> correction,
    Instant dueAt,
    boolean overdue) {

  static OpenFinding of(AlertRow row, Policies policies, Instant now) {
    // The time to answer runs from when the question stood before people, not from the event.
    Instant askedAt = row.reopenedAt().orElse(row.raisedAt());
    Instant dueAt = askedAt.plus(responseTo(row.kind(), row.startsAt(), policies).dueWithin());
    return new OpenFinding(
        row.finding(),
        row.startsAt(),
        row.endsAt(),
        row.late(),
        row.reopenedAt().map(at -> correction(row)),
        dueAt,
        dueAt.isBefore(now));
  }

  private static String correction(AlertRow row) {
    return row.change() == Change.WITHDRAWN
        ? "Withdrawn after it was decided"
        : "Amended after it was decided";
  }

  /** What policy in force at the finding's start asks for; before any policy, the starter's. */
  static Response responseTo(FindingKind kind, Instant startsAt, Policies policies) {
    return policies.findAt(startsAt).orElse(StarterPolicy.SET).responseTo(kind);
  }
}
