package org.muster.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The legal instrument. What it asks never changes; a variation is another order that replaces it
 * from a time, and {@code during} then ends there.
 *
 * @param reason why this person is placed under it
 * @param lesserOptions which less intrusive options were considered, and why they do not do
 * @param reviewOn when the placement is to be reviewed
 * @param replaces the order that this one varies
 * @param during when it is in force
 */
public record Order(
    OrderId id,
    EnrolmentId enrolment,
    String issuer,
    String authority,
    String reason,
    String lesserOptions,
    LocalDate reviewOn,
    Optional<OrderId> replaces,
    Interval during,
    Instant recordedAt,
    String recordedBy) {}
