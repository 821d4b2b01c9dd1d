package org.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Why a finding says what it says: enough to check it by hand.
 *
 * @param readings the fixes that count, in order of time: those that confirmed, the farthest, the
 *     last, and the one that ended it; at most {@link #READINGS_MAX}
 * @param readingCount how many fixes there were in the span, also those not listed
 * @param zone the zone version that was judged against, when the condition has one
 * @param window the window of the schedule in which the span lies, or the time in which the
 *     check-in, the hearing or the appointment was due
 * @param plan the values that policy set
 * @param lastHeardAt when the device was last heard before the span, where that is the question
 * @param otherwise what would have made it otherwise
 */
public record Evidence(
    List<Reading> readings,
    long readingCount,
    Optional<ZoneVersion> zone,
    Optional<Interval> window,
    Plan plan,
    Optional<Instant> lastHeardAt,
    List<Otherwise> otherwise) {
  public static final int READINGS_MAX = 40;

  public Evidence {
    readings = List.copyOf(readings);
    otherwise = List.copyOf(otherwise);
    Refuse.unless(readings.size() <= READINGS_MAX, "evidence lists at most 40 readings");
  }

  /**
   * A fix as it was read against the zone.
   *
   * @param statedAccuracyMetres as the device stated it; empty when it stated none
   * @param radiusMetres the radius of the error circle that was used
   * @param radiusBy which rule set it
   * @param distanceMetres from the position to the nearest edge of the zone
   * @param inside whether the position itself lies inside
   */
  public record Reading(
      Instant observedAt,
      Position position,
      OptionalDouble statedAccuracyMetres,
      double radiusMetres,
      RadiusRule radiusBy,
      double distanceMetres,
      boolean inside,
      Side side,
      Mark mark) {}

  /** Where the error circle lies. */
  public enum Side {
    CLEAR_INSIDE,
    CLEAR_OUTSIDE,
    STRADDLING
  }

  /** Whether a fix is believed, and if not, by which rule. */
  public enum Mark {
    BELIEVED,
    /** The stated accuracy is above the plan's limit. */
    COARSE,
    /** The device says that the position is faked. */
    MOCK,
    /** The receiver says that the position is not good. */
    INVALID,
    /** The clock of the device was wrong: nobody knows when it was there. */
    WRONG_CLOCK,
    /** It implies an impossible speed, and no later fix confirmed it. */
    TOO_FAST,
    /**
     * It repeats the place and accuracy of a fix from too long before: nothing new was measured.
     */
    STALE_REPEAT,
    /** A little away from where the device stands, and not for long enough to say that it went. */
    DRIFT
  }

  /** What the radius of an error circle comes from, before the plan's factor. */
  public enum RadiusRule {
    /** The accuracy that the device stated. */
    STATED,
    /** It stated none: the plan's value. */
    UNSTATED,
    /** It stated less than the plan holds possible for a position from masts or Wi-Fi. */
    NETWORK_LEAST,
    /** It stated none for a position from masts or Wi-Fi: the plan's value for those. */
    NETWORK_UNSTATED
  }

  /** The smallest changes that would have made a finding or a span otherwise. */
  public sealed interface Otherwise {
    /** The fix had been at least so much nearer to the other side, or its circle so much wider. */
    record FixNearerBy(Instant observedAt, double metres) implements Otherwise {}

    /** A clear fix on the other side before this instant. */
    record ReturnedBefore(Instant at) implements Otherwise {}

    /** The device had been heard from before this instant. */
    record HeardBefore(Instant at) implements Otherwise {}

    /** A believed fix that is clear of the edge before this instant. */
    record LocatedBefore(Instant at) implements Otherwise {}

    /** Policy had asked for more than the fixes that there were. */
    record MoreConfirmations(int needed) implements Otherwise {}

    /** Policy had asked that it last longer than it did. */
    record LongerDwell(Duration longerThan) implements Otherwise {}

    /** A check-in before this instant. */
    record CheckedInBefore(Instant at) implements Otherwise {}

    /** The strap or case had been seen closed before this instant. */
    record ClosedBefore(Instant at) implements Otherwise {}

    /** The device had been seen charging, or charged, before this instant. */
    record ChargedBefore(Instant at) implements Otherwise {}

    /** Somebody had recorded otherwise what came of it. */
    record RecordedOtherwise() implements Otherwise {}

    /** An excusal had covered the interval. */
    record ExcusalRecorded() implements Otherwise {}

    /** A believed fix clear against the condition had come before this instant. */
    record AgainstBefore(Instant at) implements Otherwise {}

    /** These fixes, so many of the span's own, had not been there. */
    record WithoutFixes(Instant firstAt, Instant lastAt, int count) implements Otherwise {}

    /** The device had not been heard these times. */
    record NotHeard(Instant firstAt, Instant lastAt, int count) implements Otherwise {}

    /** These check-ins had not been made. */
    record WithoutCheckIns(Instant firstAt, Instant lastAt, int count) implements Otherwise {}

    /** The strap or case had been reported open before this instant. */
    record OpenedBefore(Instant at) implements Otherwise {}

    /** None of these excusals, any of which would do, had been recorded. */
    record WithoutExcusals(List<ExcusalId> excusals) implements Otherwise {
      public WithoutExcusals {
        excusals = List.copyOf(excusals);
      }
    }

    /** All that lacked had been there. */
    record Bound(List<Unbound> lacking) implements Otherwise {
      public Bound {
        lacking = List.copyOf(lacking);
      }
    }
  }
}
