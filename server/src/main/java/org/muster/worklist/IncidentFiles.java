package org.muster.worklist;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.SystemIncident;
import org.muster.policy.SilenceRule;
import org.muster.store.Caseload;
import org.muster.store.Incidents;
import org.muster.store.RecordedIncident;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** System incidents, to be read: silence that is nobody's blame, and whom it covered. */
@Service
public class IncidentFiles {
  private static final Duration LISTED = Duration.ofDays(30);

  private final Incidents incidents;
  private final Caseload caseload;
  private final InstantSource clock;

  public IncidentFiles(Incidents incidents, Caseload caseload, InstantSource clock) {
    this.incidents = incidents;
    this.caseload = caseload;
    this.clock = clock;
  }

  /** The rule that says what an incident is. */
  public SilenceRule rule() {
    return SilenceRule.STARTER;
  }

  /** Those of the last 30 days, the latest first; what was withdrawn is said as such. */
  @Transactional(readOnly = true)
  public List<IncidentFile> list() {
    return incidents.listFrom(clock.instant().minus(LISTED)).stream()
        .map(recorded -> file(recorded, List.of(), List.of()))
        .sorted(
            Comparator.comparing((IncidentFile file) -> file.interval().startsAt())
                .reversed()
                .thenComparing(IncidentFile::id))
        .toList();
  }

  /** Those that go on, the latest first. */
  @Transactional(readOnly = true)
  public List<IncidentFile> listOpen() {
    return incidents.listOpen(clock.instant().minus(LISTED)).stream()
        .map(recorded -> file(recorded, List.of(), List.of()))
        .toList();
  }

  @Transactional(readOnly = true)
  public Optional<IncidentFile> find(String id) {
    List<RecordedIncident> versions = incidents.versions(id);
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    Map<EnrolmentId, Caseload.Person> people = caseload.people();
    List<IncidentFile.Line> lines =
        versions.getLast().incident().members().stream()
            .map(member -> line(people, member))
            .sorted(Comparator.comparing(IncidentFile.Line::name))
            .toList();
    return Optional.of(
        file(
            versions.getLast(),
            lines,
            versions.stream()
                .map(
                    one ->
                        new IncidentFile.Version(
                            one.version(),
                            one.change().word(),
                            one.incident().interval(),
                            one.incident().members().size(),
                            one.asOf()))
                .toList()));
  }

  private static IncidentFile.Line line(
      Map<EnrolmentId, Caseload.Person> people, SystemIncident.Member member) {
    Caseload.Person person =
        Optional.ofNullable(people.get(member.enrolment()))
            .orElseThrow(() -> new IllegalStateException("a member without enrolment"));
    return new IncidentFile.Line(
        member.enrolment(),
        person.name(),
        person.officer(),
        person.zone(),
        member.silent(),
        member.covered());
  }

  private static IncidentFile file(
      RecordedIncident recorded,
      List<IncidentFile.Line> members,
      List<IncidentFile.Version> versions) {
    SystemIncident incident = recorded.incident();
    return new IncidentFile(
        incident.id(),
        incident.scope(),
        incident.interval(),
        incident.watched(),
        incident.members().size(),
        recorded.isWithdrawn(),
        recorded.asOf(),
        recorded.clause(),
        members,
        versions);
  }
}
