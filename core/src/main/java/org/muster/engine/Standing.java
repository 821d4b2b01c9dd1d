package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

/**
 * Where the device stands: a place round which its fixes stayed for long enough. Fixes that leave
 * it for a little way and a little while are drift: high houses and roofs throw a receiver's fixes
 * many times farther than the accuracy that it states.
 */
final class Standing {
  private final Spot stands = new Spot();

  /** Where it will stand if what follows stays there for long enough. */
  private final Spot next = new Spot();

  private static final class Spot {
    /** Of the place that it stands at, its last fix; of the next one, its first. */
    long at = NEVER;

    int latitude;
    int longitude;
    private double north;
    private double east;

    void set(long at, int latitude, int longitude) {
      this.at = at;
      this.latitude = latitude;
      this.longitude = longitude;
      north = Earth.latitudeUnit(latitude);
      east = Earth.longitudeUnit(latitude);
    }

    /** The square of the metres to a place, flat at the latitude of this one. */
    double squared(int toLatitude, int toLongitude) {
      double y = ((long) toLatitude - latitude) * north;
      double x = Earth.wrapped((long) toLongitude - longitude) * east;
      return y * y + x * x;
    }

    void write(StateText.Writer text) {
      text.number(at);
      if (at != NEVER) {
        text.number(latitude).number(longitude);
      }
    }

    void read(StateText.Reader text) {
      at = text.number();
      if (at != NEVER) {
        set(at, text.smallNumber(), text.smallNumber());
      }
    }
  }

  /** Marks, of the fixes that would be believed, those that are drift. */
  void mark(Marks marks) {
    int[] need = marks.need;
    int i = 0;
    while (i < need.length) {
      if (need[i] != Marks.UNREAD) {
        i = stays(marks, i);
        if (i < need.length) {
          away(marks, i);
        }
      }
      i++;
    }
  }

  /**
   * The first row from there on that is a fix away from where the device stands. Most are near it,
   * and this way is short for them.
   */
  private int stays(Marks marks, int from) {
    int[] need = marks.need;
    int[] latitude = marks.columns.latitude;
    int[] longitude = marks.columns.longitude;
    double[] withinSquared = marks.plans.standsWithinSquared;
    int last = -1;
    int i = from;
    while (i < need.length) {
      if (need[i] != Marks.UNREAD) {
        if (stands.at == NEVER
            || stands.squared(latitude[i], longitude[i]) > withinSquared[marks.plan[i]]) {
          break;
        }
        last = i;
      }
      i++;
    }
    if (last >= 0) {
      stands.at = marks.columns.at[last];
      next.at = NEVER;
    }
    return i;
  }

  private void away(Marks marks, int i) {
    long at = marks.columns.at[i];
    int latitude = marks.columns.latitude[i];
    int longitude = marks.columns.longitude[i];
    int plan = marks.plan[i];
    long driftFor = marks.plans.driftFor[plan];
    if (driftFor == 0) {
      // Where policy knows no drift, nothing is remembered for one that does.
      stands.at = NEVER;
      next.at = NEVER;
      return;
    }
    if (stands.at != NEVER
        && at - stands.at < driftFor
        && stands.squared(latitude, longitude) <= marks.plans.driftMaxSquared[plan]) {
      marks.unbelieve(i, Marks.DRIFT);
    }
    if (next.at == NEVER
        || next.squared(latitude, longitude) > marks.plans.standsWithinSquared[plan]) {
      next.set(at, latitude, longitude);
    } else if (at - next.at >= driftFor) {
      stands.set(at, next.latitude, next.longitude);
      next.at = NEVER;
    }
  }

  void write(StateText.Writer text) {
    stands.write(text);
    next.write(text);
  }

  void read(StateText.Reader text) {
    stands.read(text);
    next.read(text);
  }
}
