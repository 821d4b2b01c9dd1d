package org.muster.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

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
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return new FindingId(HexFormat.of().formatHex(hash, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
