package org.muster.web;

import org.muster.domain.Plan;
import org.muster.policy.PlanParameter;
import org.springframework.stereotype.Component;

/** Values of a plan as people read them. */
@Component
class PlanWords {
  private final Moments moments;

  PlanWords(Moments moments) {
    this.moments = moments;
  }

  String value(PlanParameter parameter, Plan plan) {
    return switch (parameter) {
      case FRESHNESS -> moments.lasting(plan.freshness());
      case CONFIRMATIONS -> plan.confirmations() + " fixes in a row";
      case DWELL -> moments.lasting(plan.dwell());
      case ERROR_CIRCLE_FACTOR -> "× " + number(plan.errorCircleFactor());
      case UNSTATED_ACCURACY -> number(plan.unstatedAccuracyMetres()) + " m";
      case COARSE_ABOVE -> number(plan.coarseAboveMetres()) + " m";
      case SPEED_MAX -> number(plan.speedMetresPerSecondMax()) + " m/s";
      case QUIET_LIMIT -> moments.lasting(plan.quietLimit());
      case LOST_AFTER -> moments.lasting(plan.lostAfter());
      case UNVERIFIED_AFTER -> moments.lasting(plan.unverifiedAfter());
      case CHECK_IN_GRACE -> moments.lasting(plan.checkInGrace());
      case PRESENCE_MARGIN -> moments.lasting(plan.presenceMargin());
      case RECORD_WITHIN -> moments.lasting(plan.recordWithin());
      case OPEN_CONFIRMED_AFTER -> moments.lasting(plan.openConfirmedAfter());
      case BATTERY_LOW -> plan.batteryLowPercent() + " percent";
      case CHARGE_WITHIN -> moments.lasting(plan.chargeWithin());
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
