package org.muster.ingest;

/** Why a report, or a line of one, was not taken. The word is what is counted and answered. */
enum Reason {
  NO_TOKEN("NoToken"),
  UNKNOWN_TOKEN("UnknownToken"),
  TOO_LARGE("TooLarge"),
  MALFORMED("Malformed"),
  UNKNOWN_KIND("UnknownKind"),
  ENCRYPTED("Encrypted"),
  MISSING_DEVICE("MissingDevice"),
  UNKNOWN_DEVICE("UnknownDevice"),
  MISSING_TIME("MissingTime"),
  TIME_TOO_OLD("TimeTooOld"),
  TIME_AHEAD("TimeAhead"),
  PLACE_OUT_OF_RANGE("PlaceOutOfRange"),
  VALUE_OUT_OF_RANGE("ValueOutOfRange"),
  /** No order asks for it at the time it speaks of. */
  NO_ASSIGNMENT("NoAssignment"),
  /** Understood, and says nothing about a device. */
  NOTHING_TO_RECORD("NothingToRecord"),
  /** Of a broker's message: tried again and again, the database refused what it says. */
  NOT_KEPT("NotKept");

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
