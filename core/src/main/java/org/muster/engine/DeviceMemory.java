package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

/**
 * What is remembered of a device, whatever the condition: when it was heard, whether it said that
 * it switches off or is open, and the places from which the next fix must be reachable.
 */
final class DeviceMemory {
  long heardAt = NEVER;

  /** Until when silence is within the quiet limit. */
  long heardUntil = NEVER;

  /** Until when the last fix of any mark is fresh. */
  long fixUntil = NEVER;

  boolean off;
  boolean open;

  /** When the strap or case was last reported open. */
  long openSince = NEVER;

  boolean low;

  /** Since when the battery is reported low, and when it last was. */
  long lowSince = NEVER;

  long lowReportedAt = NEVER;

  final Repeats repeats = new Repeats();
  final Standing standing = new Standing();
  private final Place base = new Place();

  /** The last fix that was too fast: a next one that fits it confirms it. */
  private final Place leap = new Place();

  private static final class Place {
    long at = NEVER;
    int latitude;
    int longitude;
    double radius;

    void set(long at, int latitude, int longitude, double radius) {
      this.at = at;
      this.latitude = latitude;
      this.longitude = longitude;
      this.radius = radius;
    }

    void set(Marks marks, int i) {
      Columns columns = marks.columns;
      set(columns.at[i], columns.latitude[i], columns.longitude[i], marks.radius[i]);
    }

    boolean reaches(Marks marks, int i) {
      Columns columns = marks.columns;
      double speedMax = marks.plans.speedMax[marks.plan[i]];
      double reach = radius + marks.radius[i] + speedMax * ((columns.at[i] - at) / 1000.0);
      return Earth.far(latitude, longitude, columns.latitude[i], columns.longitude[i]) <= reach;
    }

    void write(StateText.Writer text) {
      text.number(at);
      if (at != NEVER) {
        text.number(latitude).number(longitude).number(radius);
      }
    }

    void read(StateText.Reader text) {
      at = text.number();
      if (at != NEVER) {
        latitude = text.smallNumber();
        longitude = text.smallNumber();
        radius = text.measure();
      }
    }
  }

  private static final double A_LITTLE_LESS_THAN_A_THOUSANDTH = 0.000_999;

  /** Marks as too fast, of the fixes that are good in themselves, those that are not believed. */
  void believe(Marks marks) {
    int i = 0;
    while (i < marks.need.length) {
      if (marks.need[i] != Marks.UNREAD && believes(marks, i)) {
        i = surelyBelieved(marks, i);
        base.set(marks, i);
      }
      i++;
    }
  }

  private boolean believes(Marks marks, int i) {
    boolean believed =
        base.at == NEVER || base.reaches(marks, i) || (leap.at != NEVER && leap.reaches(marks, i));
    if (believed) {
      leap.at = NEVER;
    } else {
      leap.set(marks, i);
      marks.unbelieve(i, Marks.TOO_FAST);
    }
    return believed;
  }

  /**
   * The last of the rows after one that follow each other at an ordinary pace. Most fixes are near
   * the last one, and a bound on the distance spares them a division and the great circle.
   */
  private static int surelyBelieved(Marks marks, int from) {
    int[] need = marks.need;
    long[] at = marks.columns.at;
    int[] latitude = marks.columns.latitude;
    int[] longitude = marks.columns.longitude;
    double[] radius = marks.radius;
    int last = from;
    for (int i = from + 1; i < need.length; i++) {
      if (need[i] != Marks.UNREAD) {
        long north = Math.abs((long) latitude[i] - latitude[last]);
        long east = Math.abs((long) longitude[i] - longitude[last]);
        double speed = marks.plans.speedMax[marks.plan[i]] * A_LITTLE_LESS_THAN_A_THOUSANDTH;
        double reach = radius[last] + radius[i] + speed * (at[i] - at[last]);
        if ((north + east) * Earth.UNIT_MAX > reach) {
          return last;
        }
        last = i;
      }
    }
    return last;
  }

  void heard(Columns columns, Plans plans, int i, int plan) {
    heardAt = columns.at[i];
    heardUntil = heardAt + plans.quietLimit[plan];
    byte kind = columns.kind[i];
    off = kind == Columns.POWERED_OFF;
    if (kind == Columns.FIX) {
      fixUntil = heardAt + plans.freshness[plan];
    } else if (kind == Columns.STRAP) {
      open = (columns.flags[i] & Columns.FLAG_OPEN) != 0;
      // Once it is closed, nothing that follows depends on when it was: two days close alike.
      openSince = open ? heardAt : NEVER;
    } else if (kind == Columns.CASE_OPENED) {
      open = true;
      openSince = heardAt;
    } else if (kind == Columns.BATTERY) {
      battery(columns, plans, i, plan);
    }
  }

  private void battery(Columns columns, Plans plans, int i, int plan) {
    if (columns.batteryIsLow(i, plans.batteryLow[plan])) {
      lowSince = low ? lowSince : heardAt;
      lowReportedAt = heardAt;
      low = true;
    } else if (columns.batteryIsGood(i, plans.batteryLow[plan])) {
      low = false;
    }
  }

  void write(StateText.Writer text) {
    text.number(heardAt).number(heardUntil).number(fixUntil);
    text.flag(off).flag(open).number(openSince);
    text.flag(low);
    if (low) {
      text.number(lowSince).number(lowReportedAt);
    }
    repeats.write(text);
    base.write(text);
    leap.write(text);
    standing.write(text);
  }

  void read(StateText.Reader text) {
    heardAt = text.number();
    heardUntil = text.number();
    fixUntil = text.number();
    off = text.flag();
    open = text.flag();
    openSince = text.number();
    low = text.flag();
    if (low) {
      lowSince = text.number();
      lowReportedAt = text.number();
    }
    repeats.read(text);
    base.read(text);
    leap.read(text);
    standing.read(text);
  }

  /** The same memory, for a walk of its own over the stretch. */
  DeviceMemory copy() {
    StateText.Writer text = new StateText.Writer();
    write(text);
    DeviceMemory copy = new DeviceMemory();
    copy.read(new StateText.Reader(text.toString()));
    return copy;
  }
}
