package org.muster.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.casework.Problem;
import org.muster.domain.Interval;
import org.muster.policy.PolicySet;
import org.muster.signing.PolicyShelf.Checked;
import org.muster.tables.Defect;
import org.muster.tables.Deriving;
import org.muster.tables.PackageCheck;
import org.muster.tables.PolicyPackage;

/**
 * What has to hold before a package is asked for or signed, and the sentences where it does not.
 */
final class SigningRules {
  /** A set is known to everybody before it binds. */
  static final Duration AHEAD_MIN = Duration.ofMinutes(1);

  private static final int PROBLEMS_MAX = 50;

  private SigningRules() {}

  /** What stands against this package binding from then on. */
  static List<Problem> against(Checked checked, Instant bindsFrom) {
    PolicyPackage policy = checked.policy();
    PackageCheck check = checked.check();
    if (check.hasErrors()) {
      return List.of(
          new Problem(
              "",
              "Its check finds errors, or an example fails. Mend them and bring it in again: what"
                  + " is wrong can not be signed."));
    }
    if (policy.header().from().filter(bindsFrom::isBefore).isPresent()) {
      return List.of(
          new Problem(
              "bindsFrom", "The package itself says that it begins later. Choose a later time."));
    }
    if (policy.header().until().filter(until -> !bindsFrom.isBefore(until)).isPresent()) {
      return List.of(new Problem("bindsFrom", "The package itself says that it has ended then."));
    }
    try {
      derive(policy, "not-recorded", bindsFrom);
      return List.of();
    } catch (Deriving.NotBinding e) {
      return List.of(new Problem("", String.valueOf(e.getMessage())));
    }
  }

  static PolicySet derive(PolicyPackage policy, String id, Instant bindsFrom)
      throws Deriving.NotBinding {
    Instant until = policy.header().until().orElse(Interval.FOREVER);
    return Deriving.set(policy, id, new Interval(bindsFrom, until));
  }

  static Optional<Problem> late(Instant bindsFrom, Instant now) {
    return bindsFrom.isBefore(now.plus(AHEAD_MIN))
        ? Optional.of(
            new Problem(
                "bindsFrom",
                "A policy binds from a time that is to come, a minute from now at the soonest: what"
                    + " has happened is judged by what was in force."))
        : Optional.empty();
  }

  static List<Problem> problems(String field, List<Defect> defects) {
    return defects.stream()
        .limit(PROBLEMS_MAX)
        .map(one -> new Problem(field, one.place() + ": " + one.sentence()))
        .toList();
  }
}
