package org.muster.account;

import java.util.Optional;
import org.muster.policy.PlanParameter;

/** A value that policy set, and the clause that set it. */
public record Given(
    PlanParameter parameter, Amount amount, String policyId, Optional<String> clause) {}
