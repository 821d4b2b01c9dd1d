package org.muster.domain;

/** A batch of a vendor, how many devices are of it, and how many of them are with people. */
public record DeviceBatch(String vendor, String name, int deviceCount, int assignedCount) {}
