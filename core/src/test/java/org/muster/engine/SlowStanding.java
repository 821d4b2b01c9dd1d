package org.muster.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Plan;

/**
 * The rule of drift written down once more: it keeps every fix, and looks for the place where the
 * device stood from the first of them on, anew for each.
 */
final class SlowStanding {
  private static final double METRES_PER_DEGREE_AT_40_NORTH = 111_034.6;

  /** A fix with the plan that judges it. */
  private record Judged(Fix fix, Plan plan) {}

  private final List<Judged> before = new ArrayList<>();

  /** Whether the next of the fixes that would be believed is drift. */
  boolean drifts(Fix fix, Plan plan) {
    boolean drifts = false;
    if (plan.driftFor().isZero()) {
      before.clear();
    } else {
      drifts = drifts(new Judged(fix, plan));
      before.add(new Judged(fix, plan));
    }
    return drifts;
  }

  private boolean drifts(Judged now) {
    Fix place = null;
    Instant nearAt = Instant.MIN;
    int i = 0;
    while (i < before.size()) {
      if (place != null && isNear(place, before.get(i))) {
        nearAt = before.get(i).fix().observedAt();
        i++;
        continue;
      }
      // The fixes that stay round this one, before any that is back where it stood.
      Fix first = before.get(i).fix();
      int last = i + 1;
      boolean stood = false;
      while (last < before.size()
          && !stood
          && isNear(first, before.get(last))
          && (place == null || !isNear(place, before.get(last)))) {
        stood = hasStood(first, before.get(last));
        last++;
      }
      if (stood) {
        place = first;
        nearAt = before.get(last - 1).fix().observedAt();
      }
      i = last;
    }
    return place != null
        && !isNear(place, now)
        && metres(place, now.fix()) <= now.plan().driftMetresMax()
        && now.fix().observedAt().isBefore(nearAt.plus(now.plan().driftFor()));
  }

  private static boolean hasStood(Fix first, Judged last) {
    Duration stood = Duration.between(first.observedAt(), last.fix().observedAt());
    return stood.compareTo(last.plan().driftFor()) >= 0;
  }

  private static boolean isNear(Fix place, Judged other) {
    return metres(place, other.fix()) <= other.plan().standsWithinMetres();
  }

  /** All made-up places lie on one line to the north. */
  private static double metres(Fix one, Fix other) {
    int units = one.position().latitudeE7() - other.position().latitudeE7();
    return Math.abs(units) / 1e7 * METRES_PER_DEGREE_AT_40_NORTH;
  }
}
