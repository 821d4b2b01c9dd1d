package org.muster.domain;

/** One thing an order asks. What it means in time and place is said here; how it is judged, not. */
public sealed interface Condition {

  /** Be inside the zone while the schedule binds. */
  record StayWithin(Zone zone, Schedule schedule) implements Condition {}

  /** Be outside the zone while the schedule binds. */
  record StayOutOf(Zone zone, Schedule schedule) implements Condition {}

  /**
   * Stay reachable: the device is heard from at least as often as the plan's quiet limit. Silence
   * is never {@code NotMet}: it is {@code Unknown}, and put before a person.
   */
  record KeepContact() implements Condition {}

  /** Keep the device on: an open strap or case is {@code NotMet} until it is seen closed. */
  record CareForDevice() implements Condition {}
}
