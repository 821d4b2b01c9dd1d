package org.muster.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.muster.domain.Plan;
import org.muster.domain.Supervision.PlanInForce;

/**
 * The plans as flat arrays. An instant is judged by the plan in force at it; where none is in force
 * nothing binds, and what is observed there is read by the next plan to come.
 */
final class Plans {
  final int count;
  final long[] endsAt;
  final long[] freshness;
  final long[] repeatBelievedFor;
  final long[] driftFor;
  final long[] quietLimit;
  final long[] dwell;
  final long[] unverifiedAfter;
  final long[] checkInGrace;
  final long[] presenceMargin;
  final long[] recordWithin;
  final long[] openConfirmedAfter;
  final long[] chargeWithin;
  final int[] batteryLow;
  final int[] confirmations;
  final double[] errorCircleFactor;
  final double[] unstatedAccuracy;
  final double[] coarseAbove;
  final double[] speedMax;
  final double[] networkLeast;
  final double[] networkUnstated;

  /** Square metres; below 0 where there is no drift, so that nothing stands. */
  final double[] standsWithinSquared;

  final double[] driftMaxSquared;
  private final List<PlanInForce> plans;

  Plans(List<PlanInForce> plans) {
    this.plans = plans;
    count = plans.size();
    endsAt = plans.stream().mapToLong(p -> p.inForce().endsAt().toEpochMilli()).toArray();
    freshness = millis(Plan::freshness);
    repeatBelievedFor = millis(Plan::repeatBelievedFor);
    driftFor = millis(Plan::driftFor);
    quietLimit = millis(Plan::quietLimit);
    dwell = millis(Plan::dwell);
    unverifiedAfter = millis(Plan::unverifiedAfter);
    checkInGrace = millis(Plan::checkInGrace);
    presenceMargin = millis(Plan::presenceMargin);
    recordWithin = millis(Plan::recordWithin);
    openConfirmedAfter = millis(Plan::openConfirmedAfter);
    chargeWithin = millis(Plan::chargeWithin);
    batteryLow = plans.stream().mapToInt(p -> p.plan().batteryLowPercent()).toArray();
    confirmations = plans.stream().mapToInt(p -> p.plan().confirmations()).toArray();
    errorCircleFactor = plans.stream().mapToDouble(p -> p.plan().errorCircleFactor()).toArray();
    unstatedAccuracy = plans.stream().mapToDouble(p -> p.plan().unstatedAccuracyMetres()).toArray();
    coarseAbove = plans.stream().mapToDouble(p -> p.plan().coarseAboveMetres()).toArray();
    speedMax = plans.stream().mapToDouble(p -> p.plan().speedMetresPerSecondMax()).toArray();
    networkLeast = plans.stream().mapToDouble(p -> p.plan().networkAccuracyMetresMin()).toArray();
    networkUnstated = plans.stream().mapToDouble(p -> p.plan().networkUnstatedMetres()).toArray();
    standsWithinSquared = plans.stream().mapToDouble(p -> standsSquared(p.plan())).toArray();
    driftMaxSquared = plans.stream().mapToDouble(p -> squared(p.plan().driftMetresMax())).toArray();
  }

  private static double standsSquared(Plan plan) {
    return plan.driftFor().isZero() ? -1 : squared(plan.standsWithinMetres());
  }

  private static double squared(double metres) {
    return metres * metres;
  }

  private long[] millis(Function<Plan, Duration> parameter) {
    return plans.stream().mapToLong(p -> parameter.apply(p.plan()).toMillis()).toArray();
  }

  /** The index of the first plan that ends after the instant; the last one where none does. */
  int indexAt(long at) {
    return indexFrom(0, at);
  }

  /** As {@link #indexAt}, searching on from an earlier answer. */
  int indexFrom(int index, long at) {
    int found = index;
    while (found < count - 1 && endsAt[found] <= at) {
      found++;
    }
    return found;
  }

  Plan planAt(long at) {
    return plans.get(indexAt(at)).plan();
  }

  String policyAt(long at) {
    return plans.get(indexAt(at)).policyId();
  }
}
