package org.muster.domain;

/**
 * A tracker or phone.
 *
 * @param uniqueId what it calls itself in its reports
 */
public record Device(DeviceId id, String uniqueId, Technology technology, String vendor) {}
