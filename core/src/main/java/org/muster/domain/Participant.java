package org.muster.domain;

import java.util.Optional;

/**
 * A person enrolled.
 *
 * @param language ISO 639 code of the language that the person reads
 */
public record Participant(
    ParticipantId id,
    String givenName,
    String familyName,
    String language,
    Optional<String> phone) {

  /** As it is said: the given name first. */
  public String name() {
    return givenName + " " + familyName;
  }
}
