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

    boolean reaches(Columns columns, int i, double radius, double speedMax) {
      double reach = this.radius + radius + speedMax * ((columns.at[i] - at) / 1000.0);
      long north = Math.abs((long) columns.latitude[i] - latitude);
      long east = Math.abs(Earth.wrapped((long) columns.longitude[i] - longitude));
      // Most fixes are near the last one, and this bound spares them the great circle.
      return (north + east) * Earth.UNIT_MAX <= reach
          || Earth.far(latitude, longitude, columns.latitude[i], columns.longitude[i]) <= reach;
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

  boolean believes(Columns columns, int i, double radius, double speedMax) {
    boolean believed =
        base.at == NEVER
            || base.reaches(columns, i, radius, speedMax)
            || (leap.at != NEVER && leap.reaches(columns, i, radius, speedMax));
    (believed ? base : leap).set(columns.at[i], columns.latitude[i], columns.longitude[i], radius);
    if (believed) {
      leap.at = NEVER;
    }
    return believed;
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
      openSince = heardAt;
    } else if (kind == Columns.CASE_OPENED) {
      open = true;
      openSince = heardAt;
    }
  }

  void write(StateText.Writer text) {
    text.number(heardAt).number(heardUntil).number(fixUntil);
    text.flag(off).flag(open).number(openSince);
    base.write(text);
    leap.write(text);
  }

  void read(StateText.Reader text) {
    heardAt = text.number();
    heardUntil = text.number();
    fixUntil = text.number();
    off = text.flag();
    open = text.flag();
    openSince = text.number();
    base.read(text);
    leap.read(text);
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
