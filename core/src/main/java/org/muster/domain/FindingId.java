package org.muster.domain;

import java.time.Instant;

/**
 * The same finding has the same identity wherever and whenever it is computed: the first 128 bits
 * of SHA-256 over condition, kind and start, as 32 hexadecimal digits.
 */
public record FindingId(String value) implements Comparable<FindingId> {
  public FindingId {
    Refuse.unless(value.matches("[0-9a-f]{32}"), "a finding id is 32 hexadecimal digits");
  }

  public static FindingId of(ConditionId condition, FindingKind kind, Instant startsAt) {
    String name = condition.value() + "|" + kind.word() + "|" + startsAt.toEpochMilli();
    return new FindingId(Fingerprint.of(name));
  }

  @Override
  public int compareTo(FindingId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
