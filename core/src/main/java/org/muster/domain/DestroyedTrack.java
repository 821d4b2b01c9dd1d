package org.muster.domain;

import java.time.Instant;

/** That the key of an enrolment's track was destroyed, and with it the track. */
public record DestroyedTrack(Instant at, String by, String because) {}
