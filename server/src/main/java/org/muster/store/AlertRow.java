package org.muster.store;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingId;
import org.muster.domain.FindingKind;

/**
 * A finding that waits for a person, without its evidence.
 *
 * @param raisedAt when its first version was recorded
 * @param reopenedAt when what somebody had decided on changed; empty when nobody has decided yet
 */
public record AlertRow(
    FindingId finding,
    int version,
    RecordedFinding.Change change,
    EnrolmentId enrolment,
    ConditionId condition,
    FindingKind kind,
    Instant startsAt,
    Optional<Instant> endsAt,
    Instant knownAt,
    boolean late,
    Instant raisedAt,
    Optional<Instant> reopenedAt) {}
