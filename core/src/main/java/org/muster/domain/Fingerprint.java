package org.muster.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An identity that follows from what is identified, wherever and whenever it is computed. */
final class Fingerprint {
  private Fingerprint() {}

  /** The first 128 bits of SHA-256 over the name in UTF-8, as 32 hexadecimal digits. */
  static String of(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
