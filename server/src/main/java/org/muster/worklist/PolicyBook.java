package org.muster.worklist;

import java.time.Instant;
import java.util.List;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.muster.store.PolicySets;
import org.springframework.stereotype.Service;

/** The policy sets, to be read. */
@Service
public class PolicyBook {
  private final PolicySets policySets;

  public PolicyBook(PolicySets policySets) {
    this.policySets = policySets;
  }

  /** The set in force at an instant; before the first one, the starter's. */
  public PolicySet inForceAt(Instant at) {
    return policySets.policies().findAt(at).orElse(StarterPolicy.SET);
  }

  /** All sets over time. */
  public List<PolicySet> list() {
    return policySets.policies().sets();
  }
}
