package org.muster.policy;

import java.time.Instant;
import java.util.Map;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Plan;
import org.muster.domain.Refuse;
import org.muster.domain.Technology;

/**
 * The values that policy sets, from when until when, with the clause of each. Immutable: a change
 * is another set that takes effect later.
 */
public record PolicySet(
    String id,
    String title,
    String authority,
    Interval effective,
    Map<Technology, Plan> plans,
    Map<PlanParameter, String> clauses,
    Map<FindingKind, Response> responses,
    DeviceRule devices) {
  public PolicySet {
    id = Refuse.blank(id, 100, "the policy's id");
    title = Refuse.blank(title, 200, "the policy's title");
    authority = Refuse.blank(authority, 200, "the policy's authority");
    plans = Map.copyOf(plans);
    clauses = Map.copyOf(clauses);
    responses = Map.copyOf(responses);
    Refuse.unless(
        plans.size() == Technology.values().length, "a policy has a plan for every technology");
    Refuse.unless(
        clauses.size() == PlanParameter.values().length,
        "a policy cites a clause for every parameter");
    Refuse.unless(
        responses.size() == FindingKind.values().length,
        "a policy has a response for every kind of finding");
  }

  /** The same, ending sooner. */
  public PolicySet until(Instant endsAt) {
    return new PolicySet(
        id,
        title,
        authority,
        new Interval(effective.startsAt(), endsAt),
        plans,
        clauses,
        responses,
        devices);
  }

  public Plan planFor(Technology technology) {
    return present(plans.get(technology));
  }

  public String clauseOf(PlanParameter parameter) {
    return present(clauses.get(parameter));
  }

  public Response responseTo(FindingKind kind) {
    return present(responses.get(kind));
  }

  private static <T> T present(@org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the constructor holds the tables complete");
    }
    return value;
  }
}
