package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.util.Arrays;

/** Time without a break about which the evidence says nothing, by cause. */
final class UnknownRun {
  long startsAt = NEVER;
  long endsAt;

  /** When the device was last heard before it. */
  long heardAt = NEVER;

  /** The clear fix that ends it, unless it goes on from the same instant. */
  int endingRef = Readings.NONE;

  final Notes notes = new Notes();
  private final long[] lasted = new long[Codes.SILENCE_COUNT];

  /** The fixes in it that did not say inside or outside: how many, the first and the last. */
  static final class Notes {
    long count;
    int firstRef = Readings.NONE;
    int lastRef = Readings.NONE;

    void add(int ref) {
      if (count++ == 0) {
        firstRef = ref;
      } else {
        lastRef = ref;
      }
    }

    void addAll(Notes later) {
      if (later.count > 0) {
        add(later.firstRef);
        if (later.lastRef != Readings.NONE) {
          lastRef = later.lastRef;
        }
        count += later.count - 1;
      }
    }

    void clear() {
      count = 0;
      firstRef = Readings.NONE;
      lastRef = Readings.NONE;
    }

    void write(StateText.Writer text, Readings readings) {
      text.number(count);
      readings.write(text, firstRef);
      readings.write(text, lastRef);
    }

    void read(StateText.Reader text, Readings readings) {
      count = text.number();
      firstRef = readings.read(text);
      lastRef = readings.read(text);
    }
  }

  boolean isRunning() {
    return startsAt != NEVER;
  }

  void add(long from, long to, byte code, long heardAt) {
    if (!isRunning()) {
      startsAt = from;
      this.heardAt = heardAt;
    }
    endingRef = Readings.NONE;
    lasted[code] += to - from;
    endsAt = to;
  }

  /** The cause that lasted longest; of equals, the first in the order of causes. */
  byte longest() {
    byte longest = Codes.NO_FIX;
    for (byte code = Codes.NO_FIX; code < Codes.SILENCE_COUNT; code++) {
      if (lasted[code] > lasted[longest]) {
        longest = code;
      }
    }
    return longest;
  }

  void clear() {
    startsAt = NEVER;
    endsAt = 0;
    heardAt = NEVER;
    endingRef = Readings.NONE;
    Arrays.fill(lasted, 0);
    notes.clear();
  }

  UnknownRun copy() {
    UnknownRun copy = new UnknownRun();
    copy.startsAt = startsAt;
    copy.endsAt = endsAt;
    copy.heardAt = heardAt;
    copy.notes.addAll(notes);
    System.arraycopy(lasted, 0, copy.lasted, 0, lasted.length);
    return copy;
  }

  /** Without the fixes in it. */
  void write(StateText.Writer text) {
    text.number(startsAt);
    if (isRunning()) {
      text.number(endsAt).number(heardAt);
      for (long each : lasted) {
        text.number(each);
      }
    }
  }

  void read(StateText.Reader text) {
    startsAt = text.number();
    if (isRunning()) {
      endsAt = text.number();
      heardAt = text.number();
      for (int i = 0; i < lasted.length; i++) {
        lasted[i] = text.number();
      }
    }
  }
}
