package org.muster.worklist;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import org.muster.domain.AskedCondition;
import org.muster.domain.ConditionId;
import org.muster.domain.Decision;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.Device;
import org.muster.domain.Enrolment;
import org.muster.domain.Excusal;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Order;
import org.muster.domain.Participant;
import org.muster.domain.RecallId;
import org.muster.domain.Technology;
import org.muster.domain.Timeline;

/**
 * Everything that is known about a person's stay, for a stretch of time.
 *
 * @param conditions what the order in force asks; of the last order when none is in force
 * @param conditions what the order asks that is in force, or was last
 * @param judged what any order asked within the stretch, also one that was replaced
 * @param technologies from when which technology stood for the participant
 * @param fixes the latest of the stretch, in order of time, at most {@link #FIXES_MAX}
 * @param fixCount how many fixes the stretch has, also those left out
 * @param destroyed that the track was destroyed: then there is nothing of it to show
 */
public record PersonFile(
    Participant participant,
    Enrolment enrolment,
    String officeName,
    ZoneId zone,
    List<Order> orders,
    Optional<Order> inForce,
    List<AskedCondition> conditions,
    List<AskedCondition> judged,
    Optional<Device> device,
    Optional<Instant> lastHeardAt,
    Optional<Observation.Battery> battery,
    Interval stretch,
    SortedMap<ConditionId, Timeline> timelines,
    List<Observation.Fix> fixes,
    long fixCount,
    Optional<DestroyedTrack> destroyed,
    List<Line> findings,
    List<Decision> decisions,
    List<Excusal> excusals,
    NavigableMap<Instant, Technology> technologies) {
  public static final int FIXES_MAX = 2_000;

  /** A finding with where it stands; open while it waits for a person. A recall withdrew it. */
  public record Line(
      Finding finding,
      int version,
      String change,
      boolean late,
      boolean open,
      Optional<Decision> decision,
      Optional<RecallId> recall) {}

  public PersonFile {
    orders = List.copyOf(orders);
    conditions = List.copyOf(conditions);
    judged = List.copyOf(judged);
    fixes = List.copyOf(fixes);
    findings = List.copyOf(findings);
    decisions = List.copyOf(decisions);
    excusals = List.copyOf(excusals);
  }

  /** The technology that stood for the participant at an instant; the next one before the first. */
  public Technology technologyAt(Instant at) {
    return Optional.ofNullable(technologies.floorEntry(at))
        .or(() -> Optional.ofNullable(technologies.firstEntry()))
        .map(Map.Entry::getValue)
        .orElse(Technology.PHONE);
  }

  public long openCount() {
    return findings.stream().filter(Line::open).count();
  }
}
