package org.muster.worklist;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.policy.DeviceRule;
import org.muster.policy.Policies;
import org.muster.policy.StarterPolicy;
import org.muster.store.Caseload;
import org.muster.store.DeviceSigns;
import org.muster.store.DeviceSigns.NeverHeard;
import org.muster.store.PolicySets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Devices that were ordered and never heard. It is the programme's own work that is late, and says
 * nothing about the participant: there is no finding of it.
 */
@Service
public class Installations {
  public static final int LISTED_MAX = 100;

  private final DeviceSigns signs;
  private final Caseload caseload;
  private final PolicySets policySets;
  private final InstantSource clock;

  public Installations(
      DeviceSigns signs, Caseload caseload, PolicySets policySets, InstantSource clock) {
    this.signs = signs;
    this.caseload = caseload;
    this.policySets = policySets;
    this.clock = clock;
  }

  /**
   * One device that is waited for.
   *
   * @param device the one that is put on; empty where none is assigned
   * @param since when it was put on, or else asked for
   * @param dueAt when it should have been heard
   */
  public record Waiting(
      EnrolmentId enrolment,
      String personName,
      String officer,
      String officeName,
      ZoneId zone,
      Optional<DeviceId> device,
      Optional<String> uniqueId,
      Instant since,
      Instant dueAt,
      Duration heardWithin,
      String clause,
      boolean overdue) {}

  /** Those that are overdue, the longest first; how many there are in all. */
  public record Overdue(List<Waiting> listed, int count) {}

  /** Whose device is overdue, of the same people as a worklist. */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public Overdue listOverdue(Whose whose) {
    Instant now = clock.instant();
    Policies policies = policySets.policies();
    List<NeverHeard> overdue =
        signs.listNeverHeard(whose.scope(), now).stream()
            .filter(one -> isOverdue(one, policies, now))
            .toList();
    return new Overdue(
        overdue.stream().limit(LISTED_MAX).map(one -> waiting(one, policies, now)).toList(),
        overdue.size());
  }

  /** The device that is waited for of one enrolment, overdue or not. */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public Optional<Waiting> find(EnrolmentId enrolment) {
    Instant now = clock.instant();
    Policies policies = policySets.policies();
    return signs.findNeverHeard(enrolment, now).map(one -> waiting(one, policies, now));
  }

  private static DeviceRule rule(NeverHeard one, Policies policies) {
    return policies.findAt(one.since()).orElse(StarterPolicy.SET).devices();
  }

  private static boolean isOverdue(NeverHeard one, Policies policies, Instant now) {
    return one.since().plus(rule(one, policies).heardWithin()).isBefore(now);
  }

  private Waiting waiting(NeverHeard one, Policies policies, Instant now) {
    Caseload.Person person =
        caseload
            .find(one.enrolment())
            .orElseThrow(() -> new IllegalStateException("a device without enrolment"));
    DeviceRule rule = rule(one, policies);
    return new Waiting(
        one.enrolment(),
        person.name(),
        person.officer(),
        person.officeName(),
        person.zone(),
        one.device(),
        one.uniqueId(),
        one.since(),
        one.since().plus(rule.heardWithin()),
        rule.heardWithin(),
        rule.heardClause(),
        isOverdue(one, policies, now));
  }
}
