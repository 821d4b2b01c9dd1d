package org.muster.domain;

import java.time.ZoneId;

/** An office of the programme, with the zone in which its people read times. */
public record Office(OfficeId id, String code, String name, ZoneId timeZone) {}
