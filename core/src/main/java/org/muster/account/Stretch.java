package org.muster.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Evidence;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Plan;
import org.muster.domain.Recorded;
import org.muster.domain.Refuse;
import org.muster.domain.Span;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Timeline;
import org.muster.domain.Zone;
import org.muster.engine.Engine;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.engine.ZoneReadings;

/**
 * All that speaks of one condition in a stretch of time, so that it can be judged again, also with
 * a change. What the engine says is never told from memory: it is folded here anew.
 *
 * @param supervision what binds; of other conditions nothing is kept
 * @param opening how the stretch opens
 * @param observations in order of time
 */
public record Stretch(
    ConditionId condition,
    Supervision supervision,
    FoldState opening,
    Instant endsAt,
    List<Observation> observations) {
  public Stretch {
    supervision = only(condition, supervision);
    observations =
        observations.stream().sorted(Comparator.comparing(Observation::observedAt)).toList();
  }

  private static Supervision only(ConditionId condition, Supervision all) {
    List<Binding> bindings =
        all.bindings().stream().filter(binding -> binding.id().equals(condition)).toList();
    Refuse.unless(bindings.size() == 1, "the supervision binds no condition " + condition);
    return new Supervision(
        bindings,
        all.plans(),
        all.excusals().stream().filter(each -> each.condition().equals(condition)).toList(),
        all.incidents(),
        all.fittedAt(),
        all.recorded().stream().filter(each -> each.condition().equals(condition)).toList());
  }

  /** The same, had other things been observed. */
  public Stretch observing(List<? extends Observation> others) {
    return new Stretch(condition, supervision, opening, endsAt, List.copyOf(others));
  }

  /** The same, had other things been recorded, excused or in force. */
  public Stretch under(Supervision another) {
    return new Stretch(condition, another, opening, endsAt, observations);
  }

  public Binding binding() {
    return supervision.bindings().getFirst();
  }

  /** What the engine says of it: a timeline that may begin sooner, where that was pending. */
  public Timeline timeline() {
    Folded folded = folded();
    List<Span> spans = new ArrayList<>();
    spans.addAll(Objects.requireNonNull(folded.settled().get(condition)));
    spans.addAll(Objects.requireNonNull(folded.tail().get(condition)));
    return new Timeline(new Interval(spans.getFirst().startsAt(), spans.getLast().endsAt()), spans);
  }

  /** The findings of the stretch, also those that go on. */
  public List<Finding> findings() {
    Folded folded = folded();
    List<Finding> all = new ArrayList<>(folded.settledFindings());
    all.addAll(folded.openFindings());
    return List.copyOf(all);
  }

  private Folded folded() {
    return Engine.fold(supervision, opening, endsAt, observations);
  }

  /** Whether the engine still says of the whole span what it said. */
  boolean says(Span span) {
    Timeline now = timeline();
    return now.spans().stream()
        .filter(each -> each.interval().overlaps(span.interval()))
        .allMatch(each -> each.state().equals(span.state()));
  }

  /** The plan that judges an instant: that in force, or the next one to come. */
  PlanInForce planAt(Instant at) {
    List<PlanInForce> plans = supervision.plans();
    return plans.stream()
        .filter(plan -> plan.inForce().endsAt().isAfter(at))
        .findFirst()
        .orElseGet(plans::getLast);
  }

  Plan planOf(Instant at) {
    return planAt(at).plan();
  }

  /** The zone that it is about, or where it takes place. */
  Optional<Zone> zone() {
    return switch (binding().condition()) {
      case Condition.StayWithin within -> Optional.of(within.zone());
      case Condition.StayOutOf outOf -> Optional.of(outOf.zone());
      case Condition.Attend attend -> attend.place();
      case Condition.KeepContact() -> Optional.empty();
      case Condition.CareForDevice() -> Optional.empty();
      case Condition.CheckIn checkIn -> Optional.empty();
    };
  }

  /** Its fixes as they were read; none where no zone is in question. */
  public List<Evidence.Reading> readings() {
    return zone()
        .map(zone -> ZoneReadings.of(supervision, opening, observations, zone.area()))
        .orElse(List.of());
  }

  List<Recorded> recorded() {
    return supervision.recorded();
  }
}
