package org.muster.domain;

import java.time.Duration;

/**
 * The parameters that policy sets for a participant at a time. Each value is a choice of policy,
 * never of the program; the clause that set it stands in the policy set it came from.
 *
 * @param freshness how long a position is believed after it was observed
 * @param confirmations how many clear fixes in a row, against the condition, make {@code NotMet}
 * @param dwell how long those fixes must span, within the time that the condition binds
 * @param errorCircleFactor the stated accuracy is multiplied by this to get the radius that is
 *     believed; phones state the radius that holds 68 percent of fixes (Android {@code
 *     Location.getAccuracy}), and 2 of them hold about 95
 * @param unstatedAccuracyMetres the radius taken where a device states none
 * @param coarseAboveMetres a stated accuracy above this says nothing about a zone
 * @param speedMetresPerSecondMax a fix that implies more is marked and not believed until confirmed
 * @param repeatBelievedFor how long a place is believed that comes again to the unit, with the same
 *     stated accuracy: a receiver that stands does so for minutes, some hold their output while
 *     they stand (u-blox "static hold"), and a kept last position (Android {@code
 *     getLastKnownLocation}) does so for ever
 * @param networkAccuracyMetresMin a position from masts or Wi-Fi that states less is read as if it
 *     stated this
 * @param networkUnstatedMetres the accuracy taken where such a position states none: that of a mast
 * @param standsWithinMetres fixes that stay so near to one place for {@code driftFor} say that the
 *     device stands there
 * @param driftMetresMax a fix farther than this from where the device stands is never drift
 * @param driftFor how long a fix between those distances is drift, after the last one near the
 *     place; 0 where nothing is
 * @param quietLimit how long a device may be silent before contact is overdue
 * @param lostAfter how long it may be silent before the roll says lost
 * @param unverifiedAfter how long a zone condition may be {@code Unknown} before a person is told
 * @param checkInGrace how long after its time a check-in is late and not missed
 * @param presenceMargin how long before and after a hearing or an appointment a fix at its place
 *     speaks for having been there
 * @param recordWithin how long after it somebody has to record what came of it
 * @param openConfirmedAfter how long a strap or case has to be open to be more than suspected
 * @param batteryLowPercent a battery at this charge or below is low
 * @param chargeWithin how long it may be low before a person is told
 */
public record Plan(
    Duration freshness,
    int confirmations,
    Duration dwell,
    double errorCircleFactor,
    double unstatedAccuracyMetres,
    double coarseAboveMetres,
    double speedMetresPerSecondMax,
    Duration repeatBelievedFor,
    double networkAccuracyMetresMin,
    double networkUnstatedMetres,
    double standsWithinMetres,
    double driftMetresMax,
    Duration driftFor,
    Duration quietLimit,
    Duration lostAfter,
    Duration unverifiedAfter,
    Duration checkInGrace,
    Duration presenceMargin,
    Duration recordWithin,
    Duration openConfirmedAfter,
    int batteryLowPercent,
    Duration chargeWithin) {
  public static final int CONFIRMATIONS_MAX = 20;
  public static final Duration GRACE_MAX = Duration.ofDays(31);

  /** Whoever truly went is found within these, whatever policy says. */
  public static final int DRIFT_METRES_MAX = 1_000;

  public static final Duration DRIFT_FOR_MAX = Duration.ofHours(1);

  public Plan {
    Refuse.unless(positive(freshness), "freshness is a positive duration");
    Refuse.unless(
        confirmations >= 1 && confirmations <= CONFIRMATIONS_MAX, "confirmations are 1 to 20");
    Refuse.unless(!dwell.isNegative(), "dwell is not negative");
    Refuse.unless(
        errorCircleFactor >= 1 && errorCircleFactor <= 10, "the error circle factor is 1 to 10");
    Refuse.unless(
        unstatedAccuracyMetres > 0 && unstatedAccuracyMetres <= 10_000,
        "the radius for an unstated accuracy is above 0 and at most 10 km");
    Refuse.unless(coarseAboveMetres > 0, "the limit of coarse fixes is positive");
    Refuse.unless(speedMetresPerSecondMax > 0, "the highest speed is positive");
    Refuse.unless(
        !repeatBelievedFor.isNegative() && repeatBelievedFor.compareTo(GRACE_MAX) <= 0,
        "a repeated place is believed for 0 to 31 days");
    Refuse.unless(
        networkAccuracyMetresMin >= 0 && networkAccuracyMetresMin <= 10_000,
        "the least accuracy of a network position is 0 to 10 km");
    Refuse.unless(
        networkUnstatedMetres > 0 && networkUnstatedMetres <= 100_000,
        "the accuracy of a network position that states none is above 0 and at most 100 km");
    Refuse.unless(
        standsWithinMetres > 0 && standsWithinMetres <= driftMetresMax,
        "a device stands within more than 0 metres, and drifts no less far");
    Refuse.unless(
        driftMetresMax <= DRIFT_METRES_MAX, "a fix more than 1 km from where it stood is no drift");
    Refuse.unless(
        !driftFor.isNegative() && driftFor.compareTo(DRIFT_FOR_MAX) <= 0,
        "drift is drift for 0 to 60 minutes");
    Refuse.unless(positive(quietLimit), "the quiet limit is a positive duration");
    Refuse.unless(lostAfter.compareTo(quietLimit) >= 0, "lost comes no sooner than overdue");
    Refuse.unless(positive(unverifiedAfter), "unverified after is a positive duration");
    Refuse.unless(
        !checkInGrace.isNegative() && checkInGrace.compareTo(GRACE_MAX) <= 0,
        "the grace of a check-in is 0 to 31 days");
    Refuse.unless(
        !presenceMargin.isNegative() && presenceMargin.compareTo(GRACE_MAX) <= 0,
        "the margin of presence is 0 to 31 days");
    Refuse.unless(!recordWithin.isNegative(), "the time to record an outcome is not negative");
    Refuse.unless(!openConfirmedAfter.isNegative(), "the time to be open is not negative");
    Refuse.unless(
        batteryLowPercent >= 0 && batteryLowPercent <= 100, "a low battery is at 0 to 100 percent");
    Refuse.unless(!chargeWithin.isNegative(), "the time to charge is not negative");
  }

  /** Metres of the error circle that is believed of a fix. */
  public double radiusMetres(Observation.Fix fix) {
    boolean network = fix.source() == FixSource.NETWORK;
    double unstated = network ? networkUnstatedMetres : unstatedAccuracyMetres;
    double stated = fix.accuracyMetres().orElse(unstated);
    return errorCircleFactor * (network ? Math.max(stated, networkAccuracyMetresMin) : stated);
  }

  private static boolean positive(Duration duration) {
    return duration.isPositive();
  }
}
