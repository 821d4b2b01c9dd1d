package org.muster.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What the engine says of a span, with its evidence. A finding puts a question before a person; it
 * decides nothing.
 *
 * @param startsAt when the span starts
 * @param endsAt when it ended; empty while it goes on
 * @param knownAt the instant of the device's time at which the evidence was enough
 * @param state what the span is: {@code NotMet}, or {@code Unknown} with the cause that lasted
 *     longest
 */
public record Finding(
    FindingId id,
    ConditionId condition,
    OrderId order,
    FindingKind kind,
    State state,
    Instant startsAt,
    Optional<Instant> endsAt,
    Instant knownAt,
    String policyId,
    String engineVersion,
    Evidence evidence)
    implements Comparable<Finding> {
  public Finding {
    Refuse.unless(
        endsAt.isEmpty() || startsAt.isBefore(endsAt.get()), "a finding starts before it ends");
    Refuse.unless(!knownAt.isBefore(startsAt), "a finding is known no sooner than it starts");
  }

  @Override
  public int compareTo(Finding other) {
    int byStart = startsAt.compareTo(other.startsAt);
    return byStart != 0 ? byStart : id.compareTo(other.id);
  }
}
