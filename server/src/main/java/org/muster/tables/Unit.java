package org.muster.tables;

import java.util.Arrays;
import java.util.Optional;
import org.muster.policy.PlanParameter;

/** The unit of a value; time is written as a duration and needs no other unit. */
enum Unit {
  TIME("time"),
  METRES("m"),
  METRES_PER_SECOND("m/s"),
  PERCENT("%"),
  COUNT("count"),
  FACTOR("factor");

  private final String word;

  Unit(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** What a parameter of the plan is measured in. */
  static Unit of(PlanParameter parameter) {
    return switch (parameter) {
      case FRESHNESS,
          DWELL,
          REPEAT_BELIEVED_FOR,
          DRIFT_FOR,
          QUIET_LIMIT,
          LOST_AFTER,
          UNVERIFIED_AFTER,
          CHECK_IN_GRACE,
          PRESENCE_MARGIN,
          RECORD_WITHIN,
          OPEN_CONFIRMED_AFTER,
          CHARGE_WITHIN ->
          TIME;
      case UNSTATED_ACCURACY,
          COARSE_ABOVE,
          NETWORK_ACCURACY_MIN,
          NETWORK_UNSTATED,
          STANDS_WITHIN,
          DRIFT_MAX ->
          METRES;
      case SPEED_MAX -> METRES_PER_SECOND;
      case BATTERY_LOW -> PERCENT;
      case CONFIRMATIONS -> COUNT;
      case ERROR_CIRCLE_FACTOR -> FACTOR;
    };
  }

  /** What a parameter is measured in, by the word that a table uses of it. */
  static Optional<Unit> findOf(TableForm form, String parameter) {
    return switch (form) {
      case PLAN ->
          Arrays.stream(PlanParameter.values())
              .filter(one -> TableForm.word(one).equals(parameter))
              .findFirst()
              .map(Unit::of);
      case DEVICES -> Optional.of(parameter.equals("false alarms") ? COUNT : TIME);
      case RESPONSE, LEVEL, REVIEW, CONTACT -> Optional.empty();
    };
  }
}
