package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.figures.RollState;
import org.muster.store.Findings;
import org.muster.store.Folds;
import org.muster.store.Incidents;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.RollEvidence;
import org.muster.store.RollRow;
import org.muster.store.RollRows;

/**
 * What stands at the end of a run, in words that can be compared: the system incidents, the spans
 * of each condition, the findings and the roll. How it came about is left out: versions, when
 * something was recorded, and what people decided on the way.
 */
final class Ending {
  private static final Set<String> SILENT =
      Set.of(RollState.ABSCONDED.name(), RollState.LOST.name(), RollState.CONTACT_OVERDUE.name());

  private static final String NOTHING = "nothing";

  private final World world;
  private final Office office;
  private final SortedMap<String, String> facts = new TreeMap<>();
  private final SortedSet<String> kinds = new TreeSet<>();

  private Ending(World world, Office office) {
    this.world = world;
    this.office = office;
  }

  static Ending of(World world, Office office, Acknowledged acknowledged) {
    Ending ending = new Ending(world, office);
    acknowledged
        .byMessage()
        .forEach(
            (number, kept) ->
                ending.facts.put("1 message %06d".formatted(number), "facts kept: " + kept));
    ending.incidents();
    for (Stay stay : world.stays()) {
      String key = "p" + stay.person() + " s" + stay.number();
      ending.spans(key, stay);
      ending.findings(key);
    }
    ending.roll();
    return ending;
  }

  private void incidents() {
    office
        .server
        .part(Incidents.class)
        .listFrom(Instant.EPOCH)
        .forEach(
            one -> {
              if (!one.isWithdrawn()) {
                kinds.add(one.incident().scope().kind().word());
                put("2 incident " + one.incident().id(), one.incident());
              }
            });
  }

  private void put(String what, Object is) {
    facts.put(what, is.toString());
  }

  /** Each span by its start, so that the first difference is the first in time. */
  private void spans(String key, Stay stay) {
    Interval counts = new Interval(stay.during().startsAt(), until(stay));
    SortedMap<Long, List<Span>> byCondition = new TreeMap<>();
    for (Folds.ConditionSpan one :
        office.server.part(Folds.class).spansFrom(office.enrolment(key), LocalDate.EPOCH)) {
      one.span()
          .interval()
          .intersection(counts)
          .ifPresent(
              within ->
                  join(
                      byCondition.computeIfAbsent(one.condition().value(), c -> new ArrayList<>()),
                      new Span(within, one.span().state())));
    }
    byCondition.forEach(
        (condition, spans) ->
            spans.forEach(
                span ->
                    put(
                        "3 span of %s, condition %04d, from %s"
                            .formatted(key, condition, span.startsAt()),
                        span.state() + " until " + span.endsAt())));
  }

  private Instant until(Stay stay) {
    return stay.endsBefore(world.endAt()) ? stay.during().endsAt() : world.endAt();
  }

  private static void join(List<Span> spans, Span next) {
    if (!spans.isEmpty()
        && spans.getLast().state().equals(next.state())
        && spans.getLast().endsAt().equals(next.startsAt())) {
      Span last = spans.removeLast();
      spans.add(new Span(new Interval(last.startsAt(), next.endsAt()), next.state()));
    } else if (!spans.isEmpty() || !(next.state() instanceof State.NotBinding)) {
      // Before a condition is asked for the first time nothing is said of it, or that it binds
      // nobody: which of the two depends on whether that day was judged again since.
      spans.add(next);
    }
  }

  private void findings(String key) {
    EnrolmentId enrolment = office.enrolment(key);
    office
        .server
        .part(Findings.class)
        .listFor(enrolment)
        .forEach(
            one -> {
              if (one.change() != Change.WITHDRAWN) {
                kinds.add(one.finding().kind().word());
                put("4 finding of %s, %s".formatted(key, name(one.finding())), said(one.finding()));
              }
            });
  }

  private static String name(Finding finding) {
    return "condition %04d, %s from %s"
        .formatted(finding.condition().value(), finding.kind().word(), finding.startsAt());
  }

  /** One that goes on gathers evidence without a version; of it counts what makes a version. */
  private static String said(Finding finding) {
    return finding.endsAt().isPresent()
        ? finding.toString()
        : "%s goes on, %s, %s"
            .formatted(finding.id(), finding.policyId(), finding.state() instanceof State.NotMet);
  }

  private void roll() {
    Instant from = World.START;
    for (LocalDate day = LocalDate.ofInstant(from, World.ZONES.getFirst());
        !day.isAfter(LocalDate.ofInstant(world.endAt(), World.ZONES.getLast()));
        day = day.plusDays(1)) {
      for (RollRow row : office.server.part(RollRows.class).list(day)) {
        String what = "5 roll of %s, enrolment %s".formatted(day, row.enrolment());
        kinds.add(row.state());
        facts.put(what + ", state", row.state());
        put(what + ", evidence", row.technology() + " " + row.office() + " " + evidence(row));
      }
    }
  }

  /** While a day is under way, being heard again is no news; a decision is somebody's own. */
  private RollEvidence evidence(RollRow row) {
    RollEvidence is = row.evidence();
    var zone = World.ZONES.get(office.offices.indexOf(row.office()));
    boolean over = !row.day().plusDays(1).atStartOfDay(zone).toInstant().isAfter(world.endAt());
    return new RollEvidence(
        over ? is.lastHeardAt() : Optional.empty(),
        is.assignmentId(),
        is.orderId(),
        is.quietLimit(),
        is.quietClause(),
        is.lostAfter(),
        is.lostClause(),
        is.policyId(),
        Optional.empty(),
        Optional.empty(),
        is.faultOf(),
        is.excusalId(),
        is.excusedBy(),
        is.endedAt());
  }

  /** The kinds of findings, the states of the roll, and the scopes of incidents that occur. */
  SortedSet<String> kinds() {
    return kinds;
  }

  int size() {
    return facts.size();
  }

  /** The first of what stands in one and not in the other, in words. */
  Optional<String> firstDifference(Ending other) {
    Set<String> names = new TreeSet<>(facts.keySet());
    names.addAll(other.facts.keySet());
    for (String name : names) {
      String here = facts.getOrDefault(name, NOTHING);
      String there = other.facts.getOrDefault(name, NOTHING);
      boolean silent = SILENT.contains(here) && SILENT.contains(there);
      boolean decided = silent && (here.equals(absconded()) || there.equals(absconded()));
      if (!here.equals(there) && !decided) {
        return Optional.of(
            "%s%n  without faults: %s%n  with faults:    %s"
                .formatted(name.substring(2), here, there));
      }
    }
    return Optional.empty();
  }

  private static String absconded() {
    return RollState.ABSCONDED.name();
  }
}
