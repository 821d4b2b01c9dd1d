package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

/**
 * The last place that was new, and since when it is repeated. A device that sends a kept position
 * again states the same place and accuracy to the unit, whatever its clock says.
 */
final class Repeats {
  /** When the place was first said, of the unbroken run of fixes that say it. */
  private long at = NEVER;

  private int latitude;
  private int longitude;

  /** Not a number where none was stated; two that state none are alike. */
  private double accuracy;

  /** Marks, of the fixes that are good in themselves, those that repeat what is too old. */
  void mark(Marks marks) {
    Columns columns = marks.columns;
    int[] need = marks.need;
    for (int i = 0; i < need.length; i++) {
      if (need[i] != Marks.UNREAD) {
        if (columns.latitude[i] != latitude || !repeats(columns, i)) {
          at = columns.at[i];
          latitude = columns.latitude[i];
          longitude = columns.longitude[i];
          accuracy = columns.accuracy[i];
        } else if (columns.at[i] - at > marks.plans.repeatBelievedFor[marks.plan[i]]) {
          marks.unbelieve(i, Marks.STALE_REPEAT);
        }
      }
    }
  }

  private boolean repeats(Columns columns, int i) {
    return at != NEVER
        && columns.longitude[i] == longitude
        && Double.compare(columns.accuracy[i], accuracy) == 0;
  }

  void write(StateText.Writer text) {
    text.number(at);
    if (at != NEVER) {
      text.number(latitude).number(longitude).number(accuracy);
    }
  }

  void read(StateText.Reader text) {
    at = text.number();
    if (at != NEVER) {
      latitude = text.smallNumber();
      longitude = text.smallNumber();
      accuracy = text.measure();
    }
  }
}
