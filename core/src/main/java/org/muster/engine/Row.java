package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import org.muster.domain.Plan;

/**
 * Clear fixes against a condition, one after the other. It goes on over the bounds of windows; what
 * confirms it is counted from where the condition began to bind.
 */
final class Row {
  int count;
  long firstAt = NEVER;
  long lastAt = NEVER;
  int lastRef = Readings.NONE;

  /** How many of its fixes lie in the time that binds. */
  int boundCount;

  /** The fix among them that is nearest to the edge, by how much it is clear of it. */
  double margin = Double.MAX_VALUE;

  long marginAt = NEVER;

  /** The fix among them that is farthest from the edge. */
  double farthest = -1;

  int farthestRef = Readings.NONE;

  /** The first of its fixes in bound time, after the last one before it. */
  int refCount;

  final int[] refs = new int[Plan.CONFIRMATIONS_MAX + 1];

  void clear() {
    count = 0;
    firstAt = NEVER;
    lastAt = NEVER;
    lastRef = Readings.NONE;
    leaveBound();
    refCount = 0;
  }

  /** Fixes of one instant count once: a fix that comes by two ways is no confirmation. */
  void add(long at, int ref) {
    if (count == 0) {
      firstAt = at;
    }
    if (at != lastAt) {
      count++;
    }
    lastAt = at;
    lastRef = ref;
  }

  void addBound(long at, int ref, double distance, double radius, int confirmations) {
    boundCount++;
    if (distance - radius < margin) {
      margin = distance - radius;
      marginAt = at;
    }
    if (distance > farthest) {
      farthest = distance;
      farthestRef = ref;
    }
    if (refCount < confirmations) {
      refs[refCount++] = ref;
    }
  }

  void bindsNow() {
    leaveBound();
    refs[0] = lastRef;
    refCount = 1;
  }

  private void leaveBound() {
    boundCount = 0;
    margin = Double.MAX_VALUE;
    marginAt = NEVER;
    farthest = -1;
    farthestRef = Readings.NONE;
  }

  void write(StateText.Writer text, Readings readings) {
    text.number(count);
    if (count > 0) {
      text.number(firstAt).number(lastAt).number(boundCount).number(margin).number(marginAt);
      text.number(farthest);
      readings.write(text, farthestRef);
      readings.write(text, lastRef);
      text.number(refCount);
      for (int i = 0; i < refCount; i++) {
        readings.write(text, refs[i]);
      }
    }
  }

  void read(StateText.Reader text, Readings readings) {
    count = text.smallNumber();
    if (count > 0) {
      firstAt = text.number();
      lastAt = text.number();
      boundCount = text.smallNumber();
      margin = text.measure();
      marginAt = text.number();
      farthest = text.measure();
      farthestRef = readings.read(text);
      lastRef = readings.read(text);
      refCount = text.smallNumber();
      for (int i = 0; i < refCount; i++) {
        refs[i] = readings.read(text);
      }
    }
  }
}
