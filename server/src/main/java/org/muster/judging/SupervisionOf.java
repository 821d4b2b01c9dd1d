package org.muster.judging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Supervision;
import org.muster.policy.Policies;
import org.muster.store.Bindings;
import org.muster.store.DutyRecords;
import org.muster.store.Incidents;
import org.muster.store.PolicySets;
import org.springframework.stereotype.Component;

/**
 * Everything that binds an enrolment, put together for the engine.
 *
 * <p>A condition is judged only while a device stands for the participant: the plan depends on its
 * technology, and where there is no device there is no plan, so nothing binds. Whoever has no
 * device is accounted for by the roll.
 */
@Component
public class SupervisionOf {
  private final Bindings bindings;
  private final PolicySets policySets;
  private final Incidents incidents;
  private final DutyRecords records;

  public SupervisionOf(
      Bindings bindings, PolicySets policySets, Incidents incidents, DutyRecords records) {
    this.bindings = bindings;
    this.policySets = policySets;
    this.incidents = incidents;
    this.records = records;
  }

  /** Of the enrolment, over all time. */
  public Supervision get(EnrolmentId enrolment) {
    return get(enrolment, policies());
  }

  /** The policy sets as they stand. */
  Policies policies() {
    return policySets.policies();
  }

  /** Of the enrolment, over all time, under these policies. */
  Supervision get(EnrolmentId enrolment, Policies policies) {
    List<Supervision.PlanInForce> plans = new ArrayList<>();
    List<Bindings.Assigned> assignments =
        bindings.listAssignments(enrolment).stream()
            .sorted(Comparator.comparing(Bindings.Assigned::interval))
            .toList();
    for (Bindings.Assigned assigned : assignments) {
      plans.addAll(policies.plansFor(assigned.technology(), assigned.interval()));
    }
    return new Supervision(
        bindings.list(enrolment),
        plans,
        bindings.listExcusals(enrolment),
        incidents.listCovering(enrolment),
        assignments.stream().map(assigned -> assigned.interval().startsAt()).toList(),
        records.listStanding(enrolment));
  }
}
