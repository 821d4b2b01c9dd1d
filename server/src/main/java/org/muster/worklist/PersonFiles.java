package org.muster.worklist;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.domain.Assignment;
import org.muster.domain.Decision;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.Device;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Order;
import org.muster.domain.Technology;
import org.muster.store.AlertRow;
import org.muster.store.Alerts;
import org.muster.store.Assignments;
import org.muster.store.Caseload;
import org.muster.store.Conditions;
import org.muster.store.Decisions;
import org.muster.store.Devices;
import org.muster.store.Enrolments;
import org.muster.store.Excusals;
import org.muster.store.Findings;
import org.muster.store.Orders;
import org.muster.store.Participants;
import org.muster.store.RecordedFinding;
import org.muster.store.Timelines;
import org.muster.store.Tracks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what is known about a person. */
@Service
public class PersonFiles {
  private final Enrolments enrolments;
  private final Participants participants;
  private final Caseload caseload;
  private final Orders orders;
  private final Conditions conditions;
  private final Assignments assignments;
  private final Devices devices;
  private final Excusals excusals;
  private final Tracks tracks;
  private final Timelines timelines;
  private final Findings findings;
  private final Decisions decisions;
  private final Alerts alerts;
  private final InstantSource clock;

  // The file is put together from every store that knows a part of it; each is one parameter.
  public PersonFiles(
      Enrolments enrolments,
      Participants participants,
      Caseload caseload,
      Orders orders,
      Conditions conditions,
      Assignments assignments,
      Devices devices,
      Excusals excusals,
      Tracks tracks,
      Timelines timelines,
      Findings findings,
      Decisions decisions,
      Alerts alerts,
      InstantSource clock) {
    this.enrolments = enrolments;
    this.participants = participants;
    this.caseload = caseload;
    this.orders = orders;
    this.conditions = conditions;
    this.assignments = assignments;
    this.devices = devices;
    this.excusals = excusals;
    this.tracks = tracks;
    this.timelines = timelines;
    this.findings = findings;
    this.decisions = decisions;
    this.alerts = alerts;
    this.clock = clock;
  }

  /** The file of a stay over the last so many days of it, if there is one of that id. */
  @Transactional(readOnly = true)
  public Optional<PersonFile> find(EnrolmentId id, int days) {
    return enrolments.find(id).map(enrolment -> file(enrolment, days));
  }

  private PersonFile file(Enrolment enrolment, int days) {
    EnrolmentId id = enrolment.id();
    Instant now = clock.instant();
    Instant until = enrolment.during().endsAt().isBefore(now) ? enrolment.during().endsAt() : now;
    Interval stretch = new Interval(until.minus(Duration.ofDays(days)), until);
    Caseload.Person person = caseload.find(id).orElseThrow();
    List<Order> all = orders.list(id);
    Optional<Order> inForce =
        all.stream().filter(order -> order.during().contains(until)).findFirst();
    Optional<Order> shown = inForce.or(() -> all.reversed().stream().findFirst());
    Optional<DestroyedTrack> destroyed = tracks.findDestroyed(id);
    List<Observation> observed = destroyed.isPresent() ? List.of() : tracks.list(id, stretch);
    List<Observation.Fix> fixes =
        observed.stream()
            .filter(Observation.Fix.class::isInstance)
            .map(Observation.Fix.class::cast)
            .toList();
    return new PersonFile(
        participants.get(enrolment.participant()),
        enrolment,
        person.officeName(),
        person.zone(),
        all.reversed(),
        inForce,
        shown.map(order -> conditions.list(order.id())).orElse(List.of()),
        all.stream()
            .filter(order -> order.during().overlaps(stretch))
            .flatMap(order -> conditions.list(order.id()).stream())
            .toList(),
        deviceAt(id, until),
        tracks.findLastHeardAt(id),
        lastBattery(observed),
        stretch,
        timelines.within(id, stretch),
        fixes.subList(Math.max(0, fixes.size() - PersonFile.FIXES_MAX), fixes.size()),
        fixes.size(),
        destroyed,
        lines(id),
        decisions.listFor(id).reversed(),
        excusals.list(id),
        technologies(id));
  }

  private NavigableMap<Instant, Technology> technologies(EnrolmentId id) {
    NavigableMap<Instant, Technology> technologies = new TreeMap<>();
    for (Assignment assignment : assignments.list(id)) {
      devices
          .find(assignment.device())
          .ifPresent(
              device -> technologies.put(assignment.during().startsAt(), device.technology()));
    }
    return technologies;
  }

  private Optional<Device> deviceAt(EnrolmentId id, Instant at) {
    return assignments.list(id).stream()
        .filter(assignment -> assignment.during().contains(at))
        .max(Comparator.comparing(Assignment::during))
        .flatMap(assignment -> devices.find(assignment.device()));
  }

  private static Optional<Observation.Battery> lastBattery(List<Observation> observed) {
    return observed.reversed().stream()
        .filter(Observation.Battery.class::isInstance)
        .map(Observation.Battery.class::cast)
        .filter(battery -> battery.levelPercent().isPresent())
        .findFirst();
  }

  private List<PersonFile.Line> lines(EnrolmentId id) {
    Map<FindingId, Decision> last = new HashMap<>();
    decisions.listFor(id).forEach(decision -> last.put(decision.finding(), decision));
    Set<FindingId> open =
        alerts.listOpen(id).stream().map(AlertRow::finding).collect(Collectors.toSet());
    return findings.listFor(id).reversed().stream().map(one -> line(one, open, last)).toList();
  }

  private static PersonFile.Line line(
      RecordedFinding one, Set<FindingId> open, Map<FindingId, Decision> last) {
    return new PersonFile.Line(
        one.finding(),
        one.version(),
        one.change().word(),
        one.late(),
        open.contains(one.finding().id()),
        Optional.ofNullable(last.get(one.finding().id())),
        one.recall());
  }
}
