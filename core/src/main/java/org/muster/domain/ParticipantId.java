package org.muster.domain;

/** Identity of Participant: a person enrolled. Positive, 64 bits, given by the store. */
public record ParticipantId(long value) implements Comparable<ParticipantId> {
  public ParticipantId {
    Refuse.unless(value > 0, "a participant id is positive");
  }

  @Override
  public int compareTo(ParticipantId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
