package org.muster.engine;

import java.util.List;
import org.muster.domain.State;

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
  static final int COUNT = 10;

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
          new State.Unknown(State.Cause.SYSTEM_FAULT));

  private Codes() {}

  static State state(int code) {
    return STATES.get(code);
  }
}
