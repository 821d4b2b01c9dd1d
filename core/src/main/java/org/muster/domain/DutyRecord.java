package org.muster.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What a named person wrote down of a check-in, a hearing or an appointment, and on what it rests.
 * It is never changed: a correction is a later one.
 *
 * @param says empty when it only takes back the record that it corrects
 * @param corrects the record in whose place it stands
 * @param stands whether no later record stands in its place
 */
public record DutyRecord(
    RecordId id,
    ConditionId condition,
    Optional<Recorded> says,
    String reason,
    Optional<RecordId> corrects,
    boolean stands,
    String recordedBy,
    Instant recordedAt) {}
