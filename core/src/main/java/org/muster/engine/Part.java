package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

/** A part of time, and what was due in it. */
final class Part {
  final long from;
  long to;
  byte code;

  /** From when until when it was to be done. */
  final long startsAt;

  final long dueAt;

  /** Until when it is late and not missed; never while it is not due yet. */
  long graceEndsAt = NEVER;

  /** What it is if nothing comes within the grace. */
  byte otherwise = DueWalk.UNDECIDED;

  /** When the device was last heard before it was due, where that is the question. */
  long heardAt = NEVER;

  /** When it was decided. */
  long knownAt;

  Part(long from, byte code, long startsAt, long dueAt) {
    this.from = from;
    to = from;
    this.code = code;
    this.startsAt = startsAt;
    this.dueAt = dueAt;
    knownAt = from;
  }

  boolean isUndecided() {
    return code == DueWalk.UNDECIDED;
  }

  Part copy() {
    Part copy = new Part(from, code, startsAt, dueAt);
    copy.to = to;
    copy.graceEndsAt = graceEndsAt;
    copy.otherwise = otherwise;
    copy.heardAt = heardAt;
    copy.knownAt = knownAt;
    return copy;
  }

  void write(StateText.Writer text) {
    text.number(from).number(to).number(code).number(startsAt).number(dueAt);
    text.number(graceEndsAt).number(otherwise).number(heardAt).number(knownAt);
  }

  static Part read(StateText.Reader text) {
    long from = text.number();
    long to = text.number();
    Part part = new Part(from, (byte) text.smallNumber(), text.number(), text.number());
    part.to = to;
    part.graceEndsAt = text.number();
    part.otherwise = (byte) text.smallNumber();
    part.heardAt = text.number();
    part.knownAt = text.number();
    return part;
  }
}
