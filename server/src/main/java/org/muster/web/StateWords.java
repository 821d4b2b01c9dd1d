package org.muster.web;

import java.util.Locale;
import org.muster.domain.Evidence;
import org.muster.domain.State;
import org.springframework.stereotype.Component;

/** States, sides and marks as people read them; templates call it {@code @states}. */
@Component("states")
public class StateWords {
  /** The state with its cause. */
  public String of(State state) {
    return switch (state) {
      case State.Met() -> "Met";
      case State.MetLate() -> "Met, late";
      case State.NotMet() -> "Not met";
      case State.Unknown(State.Cause cause) -> "Unknown: " + of(cause);
      case State.Excused() -> "Excused";
      case State.NotBinding() -> "Not binding";
    };
  }

  public String of(State.Cause cause) {
    return switch (cause) {
      case NO_FIX -> "no position";
      case NO_CONTACT -> "no contact";
      case COARSE_FIX -> "position too coarse";
      case UNCONFIRMED -> "not confirmed";
      case DEVICE_OFF -> "device switched off";
      case SYSTEM_FAULT -> "system fault";
      case NO_RECORD -> "nothing recorded";
      case AWAITED -> "time not over";
      case CUT_SHORT -> "time cut short";
      case CONTRADICTED -> "record and device differ";
      case SUSPECTED -> "only suspected";
      case LOW_BATTERY -> "battery low";
    };
  }

  /** The class that a span is drawn with. */
  public String style(State state) {
    return "span-" + state.word().toLowerCase(Locale.ROOT);
  }

  public String of(Evidence.Side side) {
    return switch (side) {
      case CLEAR_INSIDE -> "Clear inside";
      case CLEAR_OUTSIDE -> "Clear outside";
      case STRADDLING -> "On the edge";
    };
  }

  public String of(Evidence.Mark mark) {
    return switch (mark) {
      case BELIEVED -> "Believed";
      case COARSE -> "Not believed: too coarse";
      case MOCK -> "Not believed: faked";
      case INVALID -> "Not believed: bad fix";
      case TOO_FAST -> "Not believed: impossible speed";
    };
  }

  /** A length as short as its size allows: "85 m", "1.4 km". */
  public String metres(double metres) {
    if (metres < 10) {
      return String.format(Locale.ROOT, "%.1f m", metres);
    }
    return metres < 1_000
        ? Math.round(metres) + " m"
        : String.format(Locale.ROOT, "%.1f km", metres / 1_000);
  }
}
