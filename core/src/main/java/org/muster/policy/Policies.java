package org.muster.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Interval;
import org.muster.domain.Refuse;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Technology;

/** All policy sets over time. The one in force at the time of an event judges it. */
public record Policies(List<PolicySet> sets) {
  public Policies {
    sets = sets.stream().sorted(Comparator.comparing(PolicySet::effective)).toList();
    for (int i = 1; i < sets.size(); i++) {
      Refuse.unless(
          !sets.get(i - 1).effective().overlaps(sets.get(i).effective()),
          "policy sets do not overlap in time");
    }
  }

  /** Sets of which each ends, at the latest, when the next one begins. */
  public static Policies inTurn(List<PolicySet> sets) {
    List<PolicySet> sorted =
        sets.stream()
            .sorted(Comparator.comparing((PolicySet set) -> set.effective().startsAt()))
            .toList();
    List<PolicySet> cut = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      PolicySet set = sorted.get(i);
      if (i + 1 < sorted.size()) {
        Instant next = sorted.get(i + 1).effective().startsAt();
        Refuse.unless(
            set.effective().startsAt().isBefore(next), "no two policy sets begin at one instant");
        set = set.effective().endsAt().isAfter(next) ? set.until(next) : set;
      }
      cut.add(set);
    }
    return new Policies(cut);
  }

  /** The set in force at an instant. */
  public Optional<PolicySet> findAt(Instant at) {
    return sets.stream().filter(set -> set.effective().contains(at)).findFirst();
  }

  /** The set of that name. */
  public PolicySet get(String id) {
    return sets.stream()
        .filter(set -> set.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no policy set has the id " + id));
  }

  /** The plans in force for a technology within an interval, in order of time. */
  public List<PlanInForce> plansFor(Technology technology, Interval interval) {
    List<PlanInForce> plans = new ArrayList<>();
    for (PolicySet set : sets) {
      set.effective()
          .intersection(interval)
          .ifPresent(
              inForce -> plans.add(new PlanInForce(inForce, set.planFor(technology), set.id())));
    }
    return List.copyOf(plans);
  }
}
