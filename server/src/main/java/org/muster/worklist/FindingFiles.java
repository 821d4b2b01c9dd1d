package org.muster.worklist;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.muster.domain.AskedCondition;
import org.muster.domain.Finding;
import org.muster.domain.FindingId;
import org.muster.domain.Order;
import org.muster.policy.Policies;
import org.muster.store.Alerts;
import org.muster.store.Caseload;
import org.muster.store.Conditions;
import org.muster.store.Decisions;
import org.muster.store.Findings;
import org.muster.store.Folds;
import org.muster.store.News;
import org.muster.store.Orders;
import org.muster.store.PolicySets;
import org.muster.store.RecordedFinding;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what is known about a finding. */
@Service
public class FindingFiles {
  private final Findings findings;
  private final Decisions decisions;
  private final Conditions conditions;
  private final Orders orders;
  private final Caseload caseload;
  private final PolicySets policySets;
  private final Alerts alerts;
  private final Folds folds;
  private final InstantSource clock;

  public FindingFiles(
      Findings findings,
      Decisions decisions,
      Conditions conditions,
      Orders orders,
      Caseload caseload,
      PolicySets policySets,
      Alerts alerts,
      Folds folds,
      InstantSource clock) {
    this.findings = findings;
    this.decisions = decisions;
    this.conditions = conditions;
    this.orders = orders;
    this.caseload = caseload;
    this.policySets = policySets;
    this.alerts = alerts;
    this.folds = folds;
    this.clock = clock;
  }

  /**
   * The file of a finding, if there is one of that id. All of it is read from one state of the
   * database, so that what goes on and how it ended are never mixed.
   */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public Optional<FindingFile> find(FindingId id) {
    List<RecordedFinding> versions = findings.versions(id);
    return versions.isEmpty() ? Optional.empty() : Optional.of(file(versions));
  }

  private FindingFile file(List<RecordedFinding> versions) {
    RecordedFinding latest = versions.getLast();
    Optional<Folds.Tail> tail = folds.findTail(latest.enrolment());
    Finding finding = tail.flatMap(now -> asItGoesOn(latest, now)).orElse(latest.finding());
    AskedCondition asked = present(conditions.find(finding.condition()), "condition");
    Order order = present(orders.find(finding.order()), "order");
    Caseload.Person person = present(caseload.find(latest.enrolment()), "enrolment");
    Policies policies = policySets.policies();
    return new FindingFile(
        finding,
        latest.enrolment(),
        person.name(),
        person.officer(),
        person.officeName(),
        person.zone(),
        asked,
        order,
        policies.get(finding.policyId()),
        OpenFinding.responseTo(finding.kind(), finding.startsAt(), policies),
        tail.map(Folds.Tail::asOf).orElse(latest.asOf()),
        alerts.findOpen(finding.id()).map(row -> OpenFinding.of(row, policies, clock.instant())),
        described(versions),
        decisions.listFor(finding.id()).reversed());
  }

  /** Versions are recorded when a finding says something else; its evidence grows meanwhile. */
  private static Optional<Finding> asItGoesOn(RecordedFinding latest, Folds.Tail tail) {
    return tail.findings().stream()
        .filter(finding -> finding.id().equals(latest.finding().id()))
        .findFirst();
  }

  private static <T> T present(Optional<T> found, String what) {
    return found.orElseThrow(() -> new NoSuchElementException("a finding without " + what));
  }

  private static List<FindingFile.Version> described(List<RecordedFinding> versions) {
    List<FindingFile.Version> result = new ArrayList<>();
    for (int i = versions.size() - 1; i >= 0; i--) {
      RecordedFinding version = versions.get(i);
      result.add(
          new FindingFile.Version(
              version.version(),
              version.change().word(),
              version.late(),
              version.recordedAt(),
              i == 0 ? List.of() : changes(versions.get(i - 1), version),
              version.because().news().stream().map(FindingFiles::news).toList(),
              version.because().count(),
              version.recall()));
    }
    return result;
  }

  private static FindingFile.News news(News one) {
    String what =
        switch (one.kind()) {
          case REPORT -> "Report ";
          case ENROLMENT -> "Enrolment ";
          case ORDER -> "Order ";
          case EXCUSAL -> "Excusal ";
          case ASSIGNMENT -> "Assignment ";
          case RECORD -> "Record ";
          case INCIDENT -> "Incident ";
          case RECALL -> "Recall ";
          case RECALL_UNDONE -> "The undoing of recall ";
        };
    return new FindingFile.News(what + one.id(), one.speaksFrom(), one.knownAt());
  }

  /** What is different, in words; the instants themselves stand in the versions. */
  static List<String> changes(RecordedFinding was, RecordedFinding is) {
    if (is.isRecalled()) {
      return List.of("It was told by a device of a batch that was recalled.");
    }
    if (is.change() == RecordedFinding.Change.WITHDRAWN) {
      return List.of("What is known now no longer says it.");
    }
    Finding before = was.finding();
    Finding after = is.finding();
    List<String> changes = new ArrayList<>();
    if (was.change() == RecordedFinding.Change.WITHDRAWN) {
      changes.add(
          was.isRecalled()
              ? "No recall speaks of it any more."
              : "What is known now says it again.");
    }
    if (before.endsAt().isEmpty() && after.endsAt().isPresent()) {
      changes.add("It ended.");
    } else if (before.endsAt().isPresent() && after.endsAt().isEmpty()) {
      changes.add("It goes on after all.");
    } else if (!before.endsAt().equals(after.endsAt())) {
      changes.add("Its end moved.");
    }
    if (before.evidence().readingCount() != after.evidence().readingCount()) {
      changes.add(
          after.evidence().readingCount()
              + " fixes instead of "
              + before.evidence().readingCount()
              + ".");
    }
    if (!before.policyId().equals(after.policyId())) {
      changes.add("Another policy set was in force.");
    }
    if (!Objects.equals(before.state(), after.state())) {
      changes.add("The cause changed.");
    }
    return changes.isEmpty() ? List.of("Its evidence changed.") : changes;
  }
}
