package org.muster.domain;

/** What a finding says. */
public enum FindingKind {
  /** Clear and confirmed outside a zone to stay within. {@code NotMet}. */
  OUTSIDE_ZONE("OutsideZone", "Outside a zone to stay within"),
  /** Clear and confirmed inside a zone to stay out of. {@code NotMet}. */
  INSIDE_ZONE("InsideZone", "Inside a zone to stay out of"),
  /** The device was not heard from for longer than the quiet limit. {@code Unknown}. */
  CONTACT_OVERDUE("ContactOverdue", "Contact overdue"),
  /** A zone condition could not be checked for too long. {@code Unknown}. */
  UNVERIFIED("Unverified", "Location could not be checked"),
  /** The strap or case was reported open. {@code NotMet}, also when it closed by itself. */
  DEVICE_OPENED("DeviceOpened", "Strap or case reported open");

  private final String word;
  private final String words;

  FindingKind(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /** The word that formats and the API use. */
  public String word() {
    return word;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
