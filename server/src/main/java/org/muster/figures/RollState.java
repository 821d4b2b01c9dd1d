package org.muster.figures;

/** Where a person stands on the roll of a day: exactly one of these. */
public enum RollState {
  IN_CONTACT("In contact", "The device was heard from within the quiet limit."),
  CONTACT_OVERDUE("Contact overdue", "The device was silent for longer than the quiet limit."),
  LOST(
      "Lost",
      "The device was silent for longer than policy allows before a person counts as lost."),
  ABSCONDED("Absconded", "A named person decided so, and the device was not heard from since."),
  NO_TECHNOLOGY("No technology", "No order in force asks for anything that needs a device."),
  ORDERED_NOT_INSTALLED(
      "Ordered, not installed",
      "An order asks for a device, and none is assigned, or it was never heard from."),
  SYSTEM_FAULT("System fault", "Many devices went quiet together; it says nothing about anybody."),
  IN_CUSTODY("In custody", "The person is recorded as being in custody."),
  EXCUSED("Excused", "A recorded permission lifts contact."),
  ENDED_TODAY("Ended today", "The enrolment ended on this day, with its outcome.");

  private final String words;
  private final String meaning;

  RollState(String words, String meaning) {
    this.words = words;
    this.meaning = meaning;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /**
   * The state that the facts put a person in. The questions are asked in one order and the last has
   * an answer for everybody, so that everybody is in exactly one state.
   */
  public static RollState of(RollQuestion facts) {
    if (facts.ended()) {
      return ENDED_TODAY;
    }
    if (facts.inCustody()) {
      return IN_CUSTODY;
    }
    if (facts.contactExcused()) {
      return EXCUSED;
    }
    if (!facts.deviceOrdered()) {
      return NO_TECHNOLOGY;
    }
    if (facts.silentFor().isEmpty()) {
      return ORDERED_NOT_INSTALLED;
    }
    if (facts.silentFor().get().compareTo(facts.quietLimit()) <= 0) {
      return IN_CONTACT;
    }
    if (facts.systemFault()) {
      return SYSTEM_FAULT;
    }
    if (facts.abscondedSinceHeard()) {
      return ABSCONDED;
    }
    return facts.silentFor().get().compareTo(facts.lostAfter()) > 0 ? LOST : CONTACT_OVERDUE;
  }
}
