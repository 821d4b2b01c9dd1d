package org.muster.domain;

/** What a condition is in during a span. Unknown is a truth of its own and keeps its cause. */
public sealed interface State {

  /** Believed evidence says that the condition was met. */
  record Met() implements State {}

  /** Met, after its time and within the grace that policy gives. Late is not missed. */
  record MetLate() implements State {}

  /** Believed and confirmed evidence says that it was not. Missing data never does. */
  record NotMet() implements State {}

  /** The evidence does not say. It is neither for the person nor against. */
  record Unknown(Cause cause) implements State {}

  /** A recorded permission lifts the condition. */
  record Excused() implements State {}

  /** The order or its schedule does not ask for it now. */
  record NotBinding() implements State {}

  /** Why the evidence does not say. */
  enum Cause {
    /** Heard from, but without a position. */
    NO_FIX("NoFix"),
    /** Not heard from. */
    NO_CONTACT("NoContact"),
    /** A position whose error circle is too wide to say inside or outside. */
    COARSE_FIX("CoarseFix"),
    /** Clear fixes against the condition, too few or for too short a time to be believed. */
    UNCONFIRMED("Unconfirmed"),
    /** The device announced that it switches off. */
    DEVICE_OFF("DeviceOff"),
    /** Many devices went quiet together, or the way to report was known to be down. */
    SYSTEM_FAULT("SystemFault"),
    /** Nobody recorded what came of it. */
    NO_RECORD("NoRecord"),
    /** Its time, or the grace after it, is not over. */
    AWAITED("Awaited"),
    /** Its time was cut short by an excusal, the order or a change of device. */
    CUT_SHORT("CutShort"),
    /** What was recorded and what the device says do not fit each other. */
    CONTRADICTED("Contradicted"),
    /** The strap or case was reported open, for too short a time to be believed. */
    SUSPECTED("Suspected"),
    /** The device reports that its battery runs low, and was not seen charging in time. */
    LOW_BATTERY("LowBattery");

    private final String word;

    Cause(String word) {
      this.word = word;
    }

    /** The word that formats and the API use. */
    public String word() {
      return word;
    }
  }

  /** The word that formats and the API use. */
  default String word() {
    return switch (this) {
      case Met() -> "Met";
      case MetLate() -> "MetLate";
      case NotMet() -> "NotMet";
      case Unknown(Cause cause) -> "Unknown";
      case Excused() -> "Excused";
      case NotBinding() -> "NotBinding";
    };
  }
}
