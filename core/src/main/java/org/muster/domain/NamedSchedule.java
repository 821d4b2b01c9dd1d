package org.muster.domain;

import java.time.Instant;

/** A schedule as it is kept: one version of it, with its name and who set it. */
public record NamedSchedule(
    ScheduleVersion id, String name, Schedule hours, String author, Instant recordedAt) {}
