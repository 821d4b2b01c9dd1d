package org.muster.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What put a person in a state of the roll.
 *
 * @param policyId the policy set whose limits were used
 * @param quietClause the clause that set the quiet limit, and {@code lostClause} the lost limit
 * @param decisionId the decision that held the person to have absconded, made by {@code decidedBy}
 * @param faultOf the system incident that explains the silence
 * @param excusalId the excusal that lifts contact, recorded by {@code excusedBy}
 */
public record RollEvidence(
    Optional<Instant> lastHeardAt,
    Optional<Long> assignmentId,
    Optional<Long> orderId,
    Optional<Duration> quietLimit,
    Optional<String> quietClause,
    Optional<Duration> lostAfter,
    Optional<String> lostClause,
    Optional<String> policyId,
    Optional<Long> decisionId,
    Optional<String> decidedBy,
    Optional<String> faultOf,
    Optional<Long> excusalId,
    Optional<String> excusedBy,
    Optional<Instant> endedAt) {

  /** Nothing puts the person on the roll of this day. */
  public static final RollEvidence NONE =
      new RollEvidence(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same but for when the device was last heard. */
  public RollEvidence withoutLastHeard() {
    return new RollEvidence(
        Optional.empty(),
        assignmentId,
        orderId,
        quietLimit,
        quietClause,
        lostAfter,
        lostClause,
        policyId,
        decisionId,
        decidedBy,
        faultOf,
        excusalId,
        excusedBy,
        endedAt);
  }
}
