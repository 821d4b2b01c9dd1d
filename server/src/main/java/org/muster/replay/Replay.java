package org.muster.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.account.Account;
import org.muster.account.Accounts;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.OrderId;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.engine.Engine;
import org.muster.engine.Judgement;
import org.muster.policy.PlanParameter;
import org.muster.policy.StarterPolicy;

/**
 * What is asked of a track: zone conditions, numbered in their order, and after them always {@code
 * KeepContact}.
 *
 * @param until where the judged period ends; else {@code freshness} after the last observation
 */
public record Replay(
    List<AskedZone> zones, Schedule schedule, Plan plan, String policyId, Optional<Instant> until) {
  private static final OrderId ORDER = new OrderId(1);

  public Replay {
    zones = List.copyOf(zones);
    until = until.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Runs the engine over the observations, which are one person's. */
  public Replayed run(List<Observation> observations) throws UnreadableArgument {
    Interval period = period(observations);
    // In force beyond the period, so that what goes on at its end is not ended by it.
    Interval inForce = Interval.from(period.startsAt());
    List<Supervision.Binding> bindings = new ArrayList<>();
    SortedMap<ConditionId, String> labels = new TreeMap<>();
    for (AskedZone zone : zones) {
      ConditionId id = new ConditionId(bindings.size() + 1);
      labels.put(id, zone.label());
      Condition condition = zone.condition(bindings.size() + 1, schedule);
      bindings.add(new Supervision.Binding(id, ORDER, condition, inForce));
    }
    ConditionId contact = new ConditionId(bindings.size() + 1);
    labels.put(contact, "KeepContact");
    bindings.add(new Supervision.Binding(contact, ORDER, new Condition.KeepContact(), inForce));
    Supervision supervision =
        new Supervision(
            bindings,
            List.of(new Supervision.PlanInForce(inForce, plan, policyId)),
            List.of(),
            List.of());
    List<Observation> judged =
        observations.stream().filter(each -> period.contains(each.observedAt())).toList();
    Judgement judgement = Engine.judge(supervision, period, judged);
    return new Replayed(
        period,
        labels,
        judgement.timelines(),
        judgement.findings(),
        judged.size(),
        judgement.findings().stream().map(each -> account(each, bindings)).toList());
  }

  private static Account account(Finding finding, List<Supervision.Binding> bindings) {
    // The conditions are numbered from 1 in the order in which they were asked.
    Condition condition = bindings.get((int) finding.condition().value() - 1).condition();
    return Accounts.of(finding, condition, Replay::clause);
  }

  /** A value that was changed on the command line is set by no clause. */
  private static Optional<String> clause(String policyId, PlanParameter parameter) {
    return policyId.equals(StarterPolicy.SET.id())
        ? Optional.of(StarterPolicy.SET.clauseOf(parameter))
        : Optional.empty();
  }

  private Interval period(List<Observation> observations) throws UnreadableArgument {
    Instant first = observations.getFirst().observedAt();
    Instant last = first;
    for (Observation each : observations) {
      first = each.observedAt().isBefore(first) ? each.observedAt() : first;
      last = each.observedAt().isAfter(last) ? each.observedAt() : last;
    }
    Instant end = until.orElse(last.plus(plan.freshness()));
    if (!end.isAfter(first)) {
      throw new UnreadableArgument(
          "--until "
              + end
              + " does not come after the first observation, which is at "
              + first
              + ".");
    }
    return new Interval(first, end);
  }
}
