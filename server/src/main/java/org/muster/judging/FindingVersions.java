package org.muster.judging;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.FindingId;
import org.muster.domain.State;
import org.muster.store.Findings;
import org.muster.store.Folds;
import org.muster.store.RecordedFinding;
import org.muster.store.RecordedFinding.Change;
import org.springframework.stereotype.Component;

/**
 * Compares what the engine says now with what it said before, and records the difference as new
 * versions: raised, amended, ended, withdrawn. Nothing is rewritten. What a finding that goes on
 * gathers meanwhile stands in the tail of the fold.
 */
@Component
class FindingVersions {
  /** Evidence that reaches us later than this after the time it speaks of is marked late. */
  static final Duration LATE_AFTER = Duration.ofMinutes(15);

  private final Findings findings;
  private final Folds folds;

  FindingVersions(Findings findings, Folds folds) {
    this.findings = findings;
    this.folds = folds;
  }

  /** Records what changed, given all findings from a day on. */
  void record(EnrolmentId enrolment, LocalDate fromDay, List<Finding> now, Instant asOf) {
    TreeMap<FindingId, RecordedFinding> before = new TreeMap<>();
    findings.listFor(enrolment).forEach(was -> before.put(was.finding().id(), was));
    for (Finding finding : now) {
      RecordedFinding was = before.remove(finding.id());
      if (was == null) {
        append(finding, 1, Change.RAISED, enrolment, asOf);
      } else if (was.change() == Change.WITHDRAWN) {
        append(finding, was.version() + 1, Change.RAISED, enrolment, asOf);
      } else if (differs(was.finding(), finding)) {
        append(finding, was.version() + 1, howChanged(was.finding(), finding), enrolment, asOf);
      }
    }
    Set<String> untouched = folds.findingIdsBefore(enrolment, fromDay);
    for (RecordedFinding was : before.values()) {
      if (was.change() != Change.WITHDRAWN && !untouched.contains(was.finding().id().value())) {
        append(was.finding(), was.version() + 1, Change.WITHDRAWN, enrolment, asOf);
      }
    }
  }

  /**
   * A finding that goes on gathers evidence with every fix; that alone is no news. It is one when
   * what the finding says changes, or when one that has ended is not the same to the letter.
   */
  private static boolean differs(Finding was, Finding is) {
    if (is.endsAt().isPresent() && was.endsAt().isPresent()) {
      return !is.equals(was);
    }
    return !is.endsAt().equals(was.endsAt()) || !saysTheSame(was, is);
  }

  private static boolean saysTheSame(Finding was, Finding is) {
    return is.startsAt().equals(was.startsAt())
        && is.policyId().equals(was.policyId())
        && is.kind() == was.kind()
        // A suspicion that was confirmed is news.
        && is.state() instanceof State.NotMet == was.state() instanceof State.NotMet;
  }

  private static Change howChanged(Finding was, Finding is) {
    return was.endsAt().isEmpty() && is.endsAt().isPresent() && saysTheSame(was, is)
        ? Change.ENDED
        : Change.AMENDED;
  }

  private void append(
      Finding finding, int version, Change change, EnrolmentId enrolment, Instant asOf) {
    // A version speaks of the time up to its end; an ordinary end is no late news.
    Instant speaksOf = finding.endsAt().orElse(finding.knownAt());
    Instant latest = speaksOf.isAfter(finding.knownAt()) ? speaksOf : finding.knownAt();
    boolean late = Duration.between(latest, asOf).compareTo(LATE_AFTER) > 0;
    findings.append(new RecordedFinding(finding, version, change, enrolment, late, asOf, asOf));
  }
}
