package org.muster.account;

import java.util.Optional;
import org.muster.policy.PlanParameter;

/** Which clause of which policy set a value. */
@FunctionalInterface
public interface Clauses {
  /** Empty where no clause of that policy is known to set it. */
  Optional<String> find(String policyId, PlanParameter parameter);
}
