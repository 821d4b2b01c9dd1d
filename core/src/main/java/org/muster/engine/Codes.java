package org.muster.engine;

import java.util.List;
import org.muster.domain.State;
import org.muster.domain.Truth;

/** The states of a timeline as small numbers, for the walks. */
final class Codes {
  static final byte MET = 0;
  static final byte NOT_MET = 1;
  static final byte EXCUSED = 2;
  static final byte NOT_BINDING = 3;

  // From here on Unknown, by its cause.
  static final byte NO_FIX = 4;
  static final byte NO_CONTACT = 5;
  static final byte COARSE_FIX = 6;
  static final byte UNCONFIRMED = 7;
  static final byte DEVICE_OFF = 8;
  static final byte SYSTEM_FAULT = 9;

  /** The causes up to here are of silence and of place; a run of them is told apart by cause. */
  static final int SILENCE_COUNT = 10;

  static final byte NO_RECORD = 10;
  static final byte AWAITED = 11;
  static final byte CUT_SHORT = 12;
  static final byte CONTRADICTED = 13;
  static final byte SUSPECTED = 14;
  static final byte LOW_BATTERY = 15;

  static final byte MET_LATE = 16;

  private static final List<State> STATES =
      List.of(
          new State.Met(),
          new State.NotMet(),
          new State.Excused(),
          new State.NotBinding(),
          new State.Unknown(State.Cause.NO_FIX),
          new State.Unknown(State.Cause.NO_CONTACT),
          new State.Unknown(State.Cause.COARSE_FIX),
          new State.Unknown(State.Cause.UNCONFIRMED),
          new State.Unknown(State.Cause.DEVICE_OFF),
          new State.Unknown(State.Cause.SYSTEM_FAULT),
          new State.Unknown(State.Cause.NO_RECORD),
          new State.Unknown(State.Cause.AWAITED),
          new State.Unknown(State.Cause.CUT_SHORT),
          new State.Unknown(State.Cause.CONTRADICTED),
          new State.Unknown(State.Cause.SUSPECTED),
          new State.Unknown(State.Cause.LOW_BATTERY),
          new State.MetLate());

  private Codes() {}

  static State state(int code) {
    return STATES.get(code);
  }

  /** The state of a condition that asks for what the truth is of. */
  static byte of(Truth truth) {
    return switch (truth) {
      case Truth.Yes() -> MET;
      case Truth.No() -> NOT_MET;
      case Truth.Unknown(State.Cause cause) -> (byte) STATES.indexOf(new State.Unknown(cause));
    };
  }
}
