package org.muster.worklist;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingKind;
import org.muster.policy.Policies;
import org.muster.policy.Response;
import org.muster.store.AlertRow;
import org.muster.store.Alerts;
import org.muster.store.Caseload;
import org.muster.store.PolicySets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The open findings, put before people: grouped by person, ranked, with due times. */
@Service
public class Worklist {
  public static final int PEOPLE_PER_PAGE = 50;

  private final Alerts alerts;
  private final Caseload caseload;
  private final PolicySets policySets;
  private final InstantSource clock;

  public Worklist(Alerts alerts, Caseload caseload, PolicySets policySets, InstantSource clock) {
    this.alerts = alerts;
    this.caseload = caseload;
    this.policySets = policySets;
    this.clock = clock;
  }

  /** An office that a list can be limited to. */
  public record Office(String code, String name) {}

  public List<Office> offices() {
    return caseload.offices().stream().map(o -> new Office(o.code(), o.name())).toList();
  }

  /**
   * A page of the list. Count and list are read from one state of the database, so they balance.
   */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public WorklistPage page(Whose whose, int page) {
    Instant now = clock.instant();
    Policies policies = policySets.policies();
    Alerts.Count count = alerts.count(whose.scope());
    List<AlertedPerson> people =
        grouped(alerts.listOpen(whose.scope()), caseload.people(), policies, now);
    int pageCount = Math.max(1, (people.size() + PEOPLE_PER_PAGE - 1) / PEOPLE_PER_PAGE);
    int shown = Math.clamp(page, 1, pageCount);
    return new WorklistPage(
        people.stream().skip((long) (shown - 1) * PEOPLE_PER_PAGE).limit(PEOPLE_PER_PAGE).toList(),
        people.size(),
        people.stream().filter(AlertedPerson::overdue).count(),
        count.raised(),
        count.decided(),
        count.withdrawn(),
        count.open(),
        shown,
        pageCount,
        now,
        alerts.findOldestAsOf(whose.scope(), now));
  }

  static List<AlertedPerson> grouped(
      List<AlertRow> rows,
      Map<EnrolmentId, Caseload.Person> people,
      Policies policies,
      Instant now) {
    SortedMap<EnrolmentId, Map<FindingKind, List<AlertRow>>> byPerson = new TreeMap<>();
    for (AlertRow row : rows) {
      byPerson
          .computeIfAbsent(row.enrolment(), id -> new EnumMap<>(FindingKind.class))
          .computeIfAbsent(row.kind(), kind -> new ArrayList<>())
          .add(row);
    }
    List<AlertedPerson> result = new ArrayList<>();
    byPerson.forEach(
        (enrolment, kinds) -> {
          Caseload.Person person =
              Optional.ofNullable(people.get(enrolment))
                  .orElseThrow(() -> new IllegalStateException("a finding without enrolment"));
          List<Alert> folded = new ArrayList<>();
          kinds.forEach((kind, list) -> folded.add(folded(kind, list, policies, now)));
          result.add(
              new AlertedPerson(
                  enrolment,
                  person.name(),
                  person.officer(),
                  person.officeName(),
                  person.zone(),
                  folded));
        });
    result.sort(AlertedPerson.MOST_PRESSING_FIRST);
    return result;
  }

  private static Alert folded(
      FindingKind kind, List<AlertRow> rows, Policies policies, Instant now) {
    List<OpenFinding> findings =
        rows.stream()
            .map(row -> OpenFinding.of(row, policies, now))
            .sorted(
                Comparator.comparing(OpenFinding::dueAt)
                    .thenComparing(OpenFinding::startsAt)
                    .thenComparing(OpenFinding::id))
            .toList();
    AlertRow latest = rows.getLast();
    Response response = OpenFinding.responseTo(kind, latest.startsAt(), policies);
    return new Alert(kind, response.severity(), findings);
  }
}
