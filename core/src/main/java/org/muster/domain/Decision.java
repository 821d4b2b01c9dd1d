package org.muster.domain;

import java.time.Instant;

/**
 * A named person's reasoned answer to one version of a finding. It is never changed: who thinks
 * otherwise decides again.
 */
public record Decision(
    FindingId finding,
    int findingVersion,
    Answer answer,
    CauseCode cause,
    String reason,
    String decidedBy,
    Instant decidedAt) {
  public static final int REASON_LENGTH_MAX = 4_000;

  public Decision {
    reason = Refuse.blank(reason, REASON_LENGTH_MAX, "the reason");
    decidedBy = Refuse.blank(decidedBy, 100, "the name of who decides");
    Refuse.unless(findingVersion > 0, "a decision names the version of the finding");
    Refuse.unless(answer.allows(cause), "an answer does not contradict its cause");
  }
}
