package org.muster.worklist;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.domain.AskedCondition;
import org.muster.domain.Decision;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.Order;
import org.muster.policy.PolicySet;
import org.muster.policy.Response;

/**
 * Everything that is known about a finding.
 *
 * @param finding the latest version of it
 * @param versions all versions, the last one first
 * @param decisions all decisions, the last one first
 */
public record FindingFile(
    Finding finding,
    EnrolmentId enrolment,
    String personName,
    String officer,
    String officeName,
    ZoneId zone,
    AskedCondition asked,
    Order order,
    PolicySet policy,
    Response response,
    Instant dueAt,
    List<Version> versions,
    List<Decision> decisions) {

  /** One version, and what it changed. */
  public record Version(
      int number, String change, boolean late, Instant recordedAt, List<String> changes) {}

  public FindingFile {
    versions = List.copyOf(versions);
    decisions = List.copyOf(decisions);
  }

  public Version latest() {
    return versions.getFirst();
  }

  public boolean withdrawn() {
    return latest().change().equals("withdrawn");
  }

  /** Whether it waits for a person. */
  public boolean open() {
    boolean decided = settling().anyMatch(d -> d.findingVersion() == latest().number());
    return !decided && !(withdrawn() && settling().findAny().isEmpty());
  }

  /** Whether somebody had answered an earlier version, so that this is a correction. */
  public boolean correction() {
    return open() && settling().findAny().isPresent();
  }

  private Stream<Decision> settling() {
    return decisions.stream().filter(decision -> decision.answer().settles());
  }

  public Optional<Decision> lastDecision() {
    return decisions.stream().findFirst();
  }
}
