package org.muster.domain;

/** The interval in which a device stands for a participant, under an order in force. */
public record Assignment(
    AssignmentId id, DeviceId device, EnrolmentId enrolment, Interval during) {}
