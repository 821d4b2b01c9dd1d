package org.muster.worklist;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.muster.domain.FindingKind;
import org.muster.policy.Severity;

/** The open findings of one kind for one person, folded to one line. */
public record Alert(FindingKind kind, Severity severity, List<OpenFinding> findings) {
  static final Comparator<Alert> MOST_PRESSING_FIRST =
      Comparator.comparing(Alert::severity).thenComparing(Alert::dueAt).thenComparing(Alert::kind);

  public Alert {
    findings = List.copyOf(findings);
  }

  /** How many findings stand behind the line. */
  public int count() {
    return findings.size();
  }

  /** How many of the findings behind the line go on now. */
  public long goingOnCount() {
    return findings.stream().filter(finding -> finding.endsAt().isEmpty()).count();
  }

  /** The one that is due first; the others are folded behind it. */
  public OpenFinding first() {
    return findings.getFirst();
  }

  public Instant dueAt() {
    return first().dueAt();
  }

  public boolean overdue() {
    return first().overdue();
  }
}
