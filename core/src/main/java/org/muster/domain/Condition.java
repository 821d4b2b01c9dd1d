package org.muster.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /**
   * Keep the device on and charged: an open strap or case is {@code NotMet} once it has lasted as
   * long as the plan asks, until it is seen closed. A low battery is never {@code NotMet}.
   */
  record CareForDevice() implements Condition {}

  /**
   * Check in when it is due, by one of the channels. Late, within the plan's grace, is not missed.
   */
  record CheckIn(Due due, List<Channel> by) implements Condition {
    public CheckIn {
      by = by.stream().sorted().distinct().toList();
      Refuse.unless(!by.isEmpty(), "a check-in names the channels by which it can be made");
    }
  }

  /** When a check-in is due. */
  sealed interface Due {}

  /** Once in each window of the schedule. */
  record InWindows(Schedule.Weekly schedule) implements Due {}

  /** No later than so long after the one before. */
  record Every(Duration cadence) implements Due {
    public static final Duration CADENCE_MIN = Duration.ofMinutes(15);
    public static final Duration CADENCE_MAX = Duration.ofDays(366);

    public Every {
      Refuse.unless(
          cadence.compareTo(CADENCE_MIN) >= 0 && cadence.compareTo(CADENCE_MAX) <= 0,
          "check-ins are at least 15 minutes and at most 366 days apart");
    }
  }

  /**
   * Be at a hearing or an appointment. What came of it is recorded by a person; where no record is,
   * it is {@code Unknown}.
   *
   * @param during from when until when it takes place
   * @param place where it takes place, when fixes may be compared with it
   */
  record Attend(Occasion occasion, Interval during, Optional<Zone> place) implements Condition {
    public Attend {
      Refuse.unless(
          during.duration().compareTo(Occasion.LENGTH_MAX) <= 0,
          "a hearing or an appointment is over within 31 days");
    }
  }
}
