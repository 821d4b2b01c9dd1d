package org.muster.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A finding told by a device of a recalled batch.
 *
 * @param uniqueId of the device
 * @param endsAt empty while it goes on; then it is not withdrawn
 * @param confirmed whether a person decided that it was true
 */
public record RecalledFinding(
    FindingId finding,
    FindingKind kind,
    EnrolmentId enrolment,
    String personName,
    String uniqueId,
    Instant startsAt,
    Optional<Instant> endsAt,
    boolean confirmed) {}
