package org.muster.audit;

import java.util.Locale;

/** How sure a finding is. */
public enum Severity {
  /** Arithmetically impossible: at least one of the numbers is wrong. */
  ERROR,
  /** Implausible: somebody should say why it is so. */
  SUSPECT,
  /** Worth knowing; nothing says that a number is wrong. */
  NOTE;

  /** As reports write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
