package org.muster.tables;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import org.muster.domain.Plan;
import org.muster.policy.PlanParameter;

/** A plan out of values that were looked up by parameter. */
final class PlanValues {
  private final Function<PlanParameter, Value> values;

  private PlanValues(Function<PlanParameter, Value> values) {
    this.values = values;
  }

  static Plan plan(Function<PlanParameter, Value> values) {
    return new PlanValues(values).plan();
  }

  private Plan plan() {
    return new Plan(
        duration(PlanParameter.FRESHNESS),
        count(PlanParameter.CONFIRMATIONS),
        duration(PlanParameter.DWELL),
        number(PlanParameter.ERROR_CIRCLE_FACTOR),
        number(PlanParameter.UNSTATED_ACCURACY),
        number(PlanParameter.COARSE_ABOVE),
        number(PlanParameter.SPEED_MAX),
        duration(PlanParameter.REPEAT_BELIEVED_FOR),
        number(PlanParameter.NETWORK_ACCURACY_MIN),
        number(PlanParameter.NETWORK_UNSTATED),
        number(PlanParameter.STANDS_WITHIN),
        number(PlanParameter.DRIFT_MAX),
        duration(PlanParameter.DRIFT_FOR),
        duration(PlanParameter.QUIET_LIMIT),
        duration(PlanParameter.LOST_AFTER),
        duration(PlanParameter.UNVERIFIED_AFTER),
        duration(PlanParameter.CHECK_IN_GRACE),
        duration(PlanParameter.PRESENCE_MARGIN),
        duration(PlanParameter.RECORD_WITHIN),
        duration(PlanParameter.OPEN_CONFIRMED_AFTER),
        count(PlanParameter.BATTERY_LOW),
        duration(PlanParameter.CHARGE_WITHIN));
  }

  private Duration duration(PlanParameter parameter) {
    if (values.apply(parameter) instanceof Value.Lasting(Duration duration)) {
      return duration;
    }
    throw new IllegalArgumentException(TableForm.word(parameter) + " is an amount of time");
  }

  private double number(PlanParameter parameter) {
    return exact(parameter).doubleValue();
  }

  private int count(PlanParameter parameter) {
    return whole(exact(parameter));
  }

  private BigDecimal exact(PlanParameter parameter) {
    if (values.apply(parameter) instanceof Value.Amount(BigDecimal number)) {
      return number;
    }
    throw new IllegalArgumentException(TableForm.word(parameter) + " is a number");
  }

  /** A number that has to be whole; refuses another. */
  static int whole(BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(number.toPlainString() + " is no whole number", e);
    }
  }
}
