package org.muster.account;

import java.time.Duration;
import org.muster.domain.Plan;
import org.muster.policy.PlanParameter;

/** The value of a parameter with its unit. */
public sealed interface Amount {

  record Lasting(Duration duration) implements Amount {}

  /** So many fixes in a row. */
  record Fixes(int count) implements Amount {}

  record Metres(double metres) implements Amount {}

  record MetresPerSecond(double speed) implements Amount {}

  record Times(double factor) implements Amount {}

  record Percent(int percent) implements Amount {}

  /** What the plan sets. */
  static Amount of(PlanParameter parameter, Plan plan) {
    return switch (parameter) {
      case FRESHNESS -> new Lasting(plan.freshness());
      case CONFIRMATIONS -> new Fixes(plan.confirmations());
      case DWELL -> new Lasting(plan.dwell());
      case ERROR_CIRCLE_FACTOR -> new Times(plan.errorCircleFactor());
      case UNSTATED_ACCURACY -> new Metres(plan.unstatedAccuracyMetres());
      case COARSE_ABOVE -> new Metres(plan.coarseAboveMetres());
      case SPEED_MAX -> new MetresPerSecond(plan.speedMetresPerSecondMax());
      case REPEAT_BELIEVED_FOR -> new Lasting(plan.repeatBelievedFor());
      case NETWORK_ACCURACY_MIN -> new Metres(plan.networkAccuracyMetresMin());
      case NETWORK_UNSTATED -> new Metres(plan.networkUnstatedMetres());
      case STANDS_WITHIN -> new Metres(plan.standsWithinMetres());
      case DRIFT_MAX -> new Metres(plan.driftMetresMax());
      case DRIFT_FOR -> new Lasting(plan.driftFor());
      case QUIET_LIMIT -> new Lasting(plan.quietLimit());
      case LOST_AFTER -> new Lasting(plan.lostAfter());
      case UNVERIFIED_AFTER -> new Lasting(plan.unverifiedAfter());
      case CHECK_IN_GRACE -> new Lasting(plan.checkInGrace());
      case PRESENCE_MARGIN -> new Lasting(plan.presenceMargin());
      case RECORD_WITHIN -> new Lasting(plan.recordWithin());
      case OPEN_CONFIRMED_AFTER -> new Lasting(plan.openConfirmedAfter());
      case BATTERY_LOW -> new Percent(plan.batteryLowPercent());
      case CHARGE_WITHIN -> new Lasting(plan.chargeWithin());
    };
  }
}
