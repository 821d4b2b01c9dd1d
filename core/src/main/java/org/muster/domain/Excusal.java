package org.muster.domain;

import java.time.Instant;

/** A recorded permission that lifts a condition for an interval, with its reason and author. */
public record Excusal(
    ExcusalId id,
    ConditionId condition,
    Interval during,
    String reason,
    String author,
    Instant recordedAt) {}
