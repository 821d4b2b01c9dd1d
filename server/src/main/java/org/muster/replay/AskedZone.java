package org.muster.replay;

import org.muster.domain.Condition;
import org.muster.domain.Schedule;

/** A zone condition as the command line asks it. */
public record AskedZone(Kind kind, String text) {

  /** Which side of the zone is asked for. */
  public enum Kind {
    STAY_WITHIN("StayWithin"),
    STAY_OUT_OF("StayOutOf");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** How the condition is named in what is printed. */
  public String label() {
    return kind.word + "(" + text + ")";
  }

  Condition condition(int number, Schedule schedule) throws UnreadableArgument {
    return switch (kind) {
      case STAY_WITHIN -> new Condition.StayWithin(ZoneText.read(text, number), schedule);
      case STAY_OUT_OF -> new Condition.StayOutOf(ZoneText.read(text, number), schedule);
    };
  }
}
