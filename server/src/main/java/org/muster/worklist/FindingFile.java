package org.muster.worklist;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.muster.domain.AskedCondition;
import org.muster.domain.Decision;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.Order;
import org.muster.domain.RecallId;
import org.muster.policy.PolicySet;
import org.muster.policy.Response;

/**
 * Everything that is known about a finding.
 *
 * @param finding as it stands; while it goes on, with the evidence up to {@code asOf}
 * @param asOf up to when it was judged
 * @param alert the question it puts before a person; empty when it is answered or nothing is asked
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
    Instant asOf,
    Optional<OpenFinding> alert,
    List<Version> versions,
    List<Decision> decisions) {

  /**
   * One version, and what it changed.
   *
   * @param news what had become known, so that there is this version
   * @param newsCount how much that was, also what is not listed
   * @param recall the recall that withdrew it
   */
  public record Version(
      int number,
      String change,
      boolean late,
      Instant recordedAt,
      List<String> changes,
      List<News> news,
      int newsCount,
      Optional<RecallId> recall) {}

  /**
   * Something that became known.
   *
   * @param what it is, with its number
   * @param speaksFrom the earliest instant that it speaks of
   * @param knownAt when it was received or recorded
   */
  public record News(String what, Instant speaksFrom, Instant knownAt) {}

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

  /** The recall that withdrew it, while it does. */
  public Optional<RecallId> recall() {
    return latest().recall();
  }

  /** Whether its span has no end yet, so that its evidence still grows. */
  public boolean goesOn() {
    return finding.endsAt().isEmpty() && !withdrawn();
  }

  /** Whether somebody gave an answer that settles it. */
  public boolean answered() {
    return decisions.stream().anyMatch(decision -> decision.answer().settles());
  }

  /** Whether it waits for a person. */
  public boolean open() {
    return alert.isPresent();
  }

  /** Whether somebody had answered it before it changed, so that this is a correction. */
  public boolean correction() {
    return alert.flatMap(OpenFinding::correction).isPresent();
  }

  public Optional<Decision> lastDecision() {
    return decisions.stream().findFirst();
  }
}
