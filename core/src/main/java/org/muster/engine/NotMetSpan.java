package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import org.muster.domain.Plan;

/** A confirmed span against a zone condition that goes on, and what speaks for it. */
final class NotMetSpan {
  long startsAt = NEVER;
  long knownAt = NEVER;
  long fixCount;

  /** The longest row in it, and how long it lasted in bound time: policy could have asked more. */
  int countMax;

  long lastedMax;

  /** The confirming fix that was nearest to the edge. */
  double margin;

  long marginAt = NEVER;

  double farthest;
  int farthestRef = Readings.NONE;
  int lastRef = Readings.NONE;

  int refCount;
  final int[] refs = new int[Plan.CONFIRMATIONS_MAX + 2];

  /** Begins with the row that the fix just confirmed. */
  void begin(long startsAt, long knownAt, Row row) {
    this.startsAt = startsAt;
    this.knownAt = knownAt;
    fixCount = row.boundCount;
    countMax = row.count;
    lastedMax = knownAt - startsAt;
    margin = row.margin;
    marginAt = row.marginAt;
    refCount = row.refCount;
    System.arraycopy(row.refs, 0, refs, 0, refCount);
    if (refs[refCount - 1] != row.lastRef) {
      refs[refCount++] = row.lastRef;
    }
    lastRef = row.lastRef;
    farthest = row.farthest;
    farthestRef = row.farthestRef;
  }

  void seen(int ref, double distance) {
    if (distance > farthest) {
      farthest = distance;
      farthestRef = ref;
    }
    lastRef = ref;
  }

  void write(StateText.Writer text, Readings readings) {
    text.number(startsAt).number(knownAt).number(fixCount).number(countMax).number(lastedMax);
    text.number(margin).number(marginAt).number(farthest);
    readings.write(text, farthestRef);
    readings.write(text, lastRef);
    text.number(refCount);
    for (int i = 0; i < refCount; i++) {
      readings.write(text, refs[i]);
    }
  }

  void read(StateText.Reader text, Readings readings) {
    startsAt = text.number();
    knownAt = text.number();
    fixCount = text.number();
    countMax = text.smallNumber();
    lastedMax = text.number();
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
