package org.muster.worklist;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.FindingId;

/**
 * A finding that nobody has answered yet in its latest version.
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
    boolean overdue) {}
