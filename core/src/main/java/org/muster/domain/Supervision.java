package org.muster.domain;

import java.time.Instant;
import java.util.List;

/**
 * Everything that binds one enrolment, over all time: conditions by the order in force, the plan in
 * force, excusals, and the incidents in which silence is nobody's fault.
 *
 * <p>An interval of {@code bindings} is when the order that asks the condition is in force. Plans
 * do not overlap; where none is in force, nothing binds. {@code fittedAt} is when a device was put
 * on the participant: what an earlier device said of its strap or case ends there. {@code recorded}
 * is what people recorded of the conditions, without what was corrected.
 */
public record Supervision(
    List<Binding> bindings,
    List<PlanInForce> plans,
    List<Excusal> excusals,
    List<SystemIncident> incidents,
    List<Instant> fittedAt,
    List<Recorded> recorded) {
  public Supervision {
    bindings = bindings.stream().sorted().toList();
    plans = List.copyOf(plans);
    excusals = List.copyOf(excusals);
    incidents = List.copyOf(incidents);
    fittedAt = fittedAt.stream().sorted().distinct().toList();
    recorded = List.copyOf(recorded);
    for (int i = 1; i < bindings.size(); i++) {
      Refuse.unless(
          !bindings.get(i - 1).id().equals(bindings.get(i).id()), "a condition is bound once");
    }
    for (int i = 1; i < plans.size(); i++) {
      Refuse.unless(
          !plans.get(i).inForce().startsAt().isBefore(plans.get(i - 1).inForce().endsAt()),
          "plans come in order of time and do not overlap");
    }
    List<ConditionId> attended =
        recorded.stream()
            .filter(each -> each instanceof Recorded.Attended)
            .map(Recorded::condition)
            .toList();
    Refuse.unless(
        attended.size() == attended.stream().distinct().count(),
        "one outcome of a hearing or an appointment stands");
  }

  /** Nothing was recorded by people. */
  public Supervision(
      List<Binding> bindings,
      List<PlanInForce> plans,
      List<Excusal> excusals,
      List<SystemIncident> incidents,
      List<Instant> fittedAt) {
    this(bindings, plans, excusals, incidents, fittedAt, List.of());
  }

  /** One device all the time. */
  public Supervision(
      List<Binding> bindings,
      List<PlanInForce> plans,
      List<Excusal> excusals,
      List<SystemIncident> incidents) {
    this(bindings, plans, excusals, incidents, List.of());
  }

  /** A condition while the order that asks it is in force. */
  public record Binding(ConditionId id, OrderId order, Condition condition, Interval inForce)
      implements Comparable<Binding> {
    @Override
    public int compareTo(Binding other) {
      return id.compareTo(other.id);
    }
  }

  /** A plan from when until when, and the policy set it came from. */
  public record PlanInForce(Interval inForce, Plan plan, String policyId) {}

  /** A recorded permission that lifts one condition for an interval. */
  public record Excusal(ExcusalId id, ConditionId condition, Interval interval) {}

  /** An interval in which silence of this enrolment's device is part of a system fault. */
  public record SystemIncident(Interval interval, String reference) {}
}
