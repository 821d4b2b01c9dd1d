package org.muster.policy;

/** The parameters of a plan, by name, so that each can cite the clause that set it. */
public enum PlanParameter {
  FRESHNESS("Freshness"),
  CONFIRMATIONS("Confirmations"),
  DWELL("Dwell"),
  ERROR_CIRCLE_FACTOR("Error circle factor"),
  UNSTATED_ACCURACY("Radius where accuracy is unstated"),
  COARSE_ABOVE("Coarse above"),
  SPEED_MAX("Highest plausible speed"),
  REPEAT_BELIEVED_FOR("Repeated place believed for"),
  NETWORK_ACCURACY_MIN("Least accuracy of a network position"),
  NETWORK_UNSTATED("Accuracy where a network position states none"),
  STANDS_WITHIN("Stands within"),
  DRIFT_MAX("Drifts at most"),
  DRIFT_FOR("Drift for less than"),
  QUIET_LIMIT("Quiet limit"),
  LOST_AFTER("Lost after"),
  UNVERIFIED_AFTER("Unverified after"),
  CHECK_IN_GRACE("Grace of a check-in"),
  PRESENCE_MARGIN("Margin of presence"),
  RECORD_WITHIN("Outcome recorded within"),
  OPEN_CONFIRMED_AFTER("Open confirmed after"),
  BATTERY_LOW("Battery low at"),
  CHARGE_WITHIN("Charge within");

  private final String words;

  PlanParameter(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
