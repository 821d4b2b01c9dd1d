package org.muster.domain;

import java.time.Instant;

/** A finding that a person laid to a device or its signal, by the last answer that there is. */
public record FalseAlarm(
    DeviceId device,
    FindingId finding,
    FindingKind kind,
    EnrolmentId enrolment,
    Instant startsAt,
    CauseCode cause,
    String reason,
    String decidedBy,
    Instant decidedAt) {}
