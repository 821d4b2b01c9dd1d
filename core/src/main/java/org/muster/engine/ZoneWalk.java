// Over 250 lines because the rules of a zone condition are one automaton, and are read as one.
package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

/**
 * The way of a {@code StayWithin} or {@code StayOutOf}. The evidence goes on while the condition
 * does not bind, so that an absence is known when a window opens; only bound time is judged.
 */
final class ZoneWalk extends Walk {
  /** Nothing is believed of the place. */
  private static final byte NOTHING = 0;

  /** The last clear fix was for the condition. */
  private static final byte FOR = 1;

  /** A row against it goes on, and is not confirmed. */
  private static final byte ROW = 2;

  /** Confirmed against it; only in bound time. */
  private static final byte AGAINST = 3;

  private final Raster raster;

  /** The side of each row. */
  private byte[] sides = {};

  /** The side of the edge that is for the condition. */
  private final int sideFor;

  private final int sideAgainst;

  private final Plans plans;
  private final Readings readings;
  private final ZoneFindings findings;

  private final Row row = new Row();
  private final NotMetSpan notMet = new NotMetSpan();
  private final UnknownRun run = new UnknownRun();

  /** What the run will have in addition if the row that is open comes to nothing. */
  private final UnknownRun.Notes pendingNotes = new UnknownRun.Notes();

  private byte mode = NOTHING;

  /** Until when the last clear fix is believed: for in mode FOR, else against. */
  private long believedUntil = NEVER;

  /** In bound time and mode ROW: from here on nothing is settled. */
  private long pendingSince = NEVER;

  private long pendingHeardAt = NEVER;

  /** An observation up to here changes nothing that is not yet settled. */
  private long calmUntil = NEVER;

  ZoneWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      Raster raster,
      int sideFor,
      Plans plans,
      Readings readings,
      ZoneFindings findings) {
    super(memory, calendar, incidents, from);
    this.raster = raster;
    this.sideFor = sideFor;
    sideAgainst = sideFor == Ground.CLEAR_INSIDE ? Ground.CLEAR_OUTSIDE : Ground.CLEAR_INSIDE;
    this.plans = plans;
    this.readings = readings;
    this.findings = findings;
  }

  @Override
  void observeAll(Marks marks) {
    int count = marks.columns.count;
    sides = raster.read(marks);
    int i = 0;
    while (i < count) {
      int calm = mode == FOR ? calmFrom(marks, i) : mode == ROW && !bound ? awayFrom(marks, i) : i;
      if (calm > i) {
        int last = calm - 1;
        int plan = marks.plan[last];
        believedUntil = marks.columns.at[last] + plans.freshness[plan];
        memory.heard(marks.columns, plans, last, plan);
        calm();
        i = calm;
      } else {
        observe(marks, i++);
      }
    }
  }

  /** The first row that is not one more clear fix for the condition, while that is met. */
  private int calmFrom(Marks marks, int first) {
    long[] at = marks.columns.at;
    long until = calmUntil;
    int i = first;
    while (i < marks.columns.count && sides[i] == sideFor && at[i] <= until) {
      long freshUntil = at[i] + plans.freshness[marks.plan[i]];
      until = bound ? Math.min(segmentEnd - 1, freshUntil) : segmentEnd - 1;
      i++;
    }
    return i;
  }

  /** The first row that is not one more clear fix against it, while it does not bind. */
  private int awayFrom(Marks marks, int first) {
    long[] at = marks.columns.at;
    long until = Math.min(calmUntil, believedUntil);
    int i = first;
    while (i < marks.columns.count && sides[i] == sideAgainst && at[i] <= until) {
      row.add(at[i], i);
      until = Math.min(calmUntil, at[i] + plans.freshness[marks.plan[i]]);
      i++;
    }
    return i;
  }

  @Override
  void observe(Marks marks, int i) {
    Columns columns = marks.columns;
    long at = columns.at[i];
    int plan = marks.plan[i];
    int side = sides[i];
    if (side == Raster.UNREAD) {
      boolean fix = columns.kind[i] == Columns.FIX;
      if (fix || at > calmUntil) {
        advance(at);
      }
      if (fix) {
        unclear(at, i, false);
      }
      memory.heard(columns, plans, i, plan);
      calm();
      return;
    }
    // Time that does not bind is settled when it ends, whatever is seen in it.
    boolean changesNothing = !bound || (side == sideFor && mode == FOR);
    if (at > calmUntil || !changesNothing) {
      advance(at);
    }
    if (side == sideFor) {
      clearFor(at, i);
      believedUntil = at + plans.freshness[plan];
    } else if (side == Ground.STRADDLING) {
      unclear(at, i, true);
    } else {
      clearAgainst(at, i, marks);
    }
    memory.heard(columns, plans, i, plan);
    calm();
  }

  private void calm() {
    calmUntil =
        mode == NOTHING && bound
            ? NEVER
            : Math.min(segmentEnd - 1, bound ? believedUntil : Long.MAX_VALUE);
  }

  private void clearFor(long at, int ref) {
    if (mode == FOR) {
      return;
    }
    if (bound && mode == ROW) {
      dropRow(Math.min(at, believedUntil));
    }
    if (mode == AGAINST) {
      endNotMet(at, ref);
    }
    // The run ends when time follows in which the condition is met.
    run.endingRef = ref;
    row.clear();
    mode = FOR;
  }

  /** A fix that does not say: it straddles the edge, or it is marked. */
  private void unclear(long at, int ref, boolean straddles) {
    if (mode == FOR && at >= believedUntil) {
      mode = NOTHING;
    }
    if (straddles) {
      if (mode == ROW) {
        if (bound) {
          dropRow(Math.min(at, believedUntil));
        }
        mode = NOTHING;
      }
      row.clear();
    }
    if (bound && mode == NOTHING) {
      run.notes.add(ref);
    } else if (bound && mode == ROW) {
      pendingNotes.add(ref);
    }
  }

  private void clearAgainst(long at, int ref, Marks marks) {
    int plan = marks.plan[ref];
    boolean goesOn = row.count > 0 && at <= believedUntil;
    if (!goesOn) {
      row.clear();
    }
    row.add(at, ref);
    believedUntil = at + plans.freshness[plan];
    if (!bound) {
      mode = ROW;
      return;
    }
    int confirmations = plans.confirmations[plan];
    int latitude = marks.columns.latitude[ref];
    int longitude = marks.columns.longitude[ref];
    if (mode == AGAINST) {
      notMet.fixCount++;
      notMet.seen(ref, raster.ground.distanceFrom(notMet.farthest, latitude, longitude));
      long lasted = at - Math.max(row.firstAt, boundSince);
      if (lasted >= plans.dwell[plan]) {
        notMet.countMax = Math.max(notMet.countMax, row.count);
      }
      if (row.count >= confirmations) {
        notMet.lastedMax = Math.max(notMet.lastedMax, lasted);
      }
      return;
    }
    double distance = raster.ground.distance(latitude, longitude);
    row.addBound(at, ref, distance, marks.radius[ref], confirmations);
    if (!goesOn || mode != ROW) {
      pendingSince = at;
      pendingHeardAt = memory.heardAt;
      pendingNotes.clear();
    }
    mode = ROW;
    if (row.count >= confirmations && at - pendingSince >= plans.dwell[plan]) {
      confirm(at);
    } else {
      pendingNotes.add(ref);
    }
  }

  private void confirm(long at) {
    run.endingRef = row.refs[0];
    settle(pendingSince, at, Codes.NOT_MET);
    notMet.begin(pendingSince, at, row);
    mode = AGAINST;
    pendingSince = NEVER;
  }

  /** The row comes to nothing: its time is unconfirmed. */
  private void dropRow(long endsAt) {
    long from = pendingSince;
    pendingSince = NEVER;
    long heard = memory.heardAt;
    memory.heardAt = pendingHeardAt;
    long edge = incidentEdge(from, endsAt);
    if (from < endsAt && inIncident(from)) {
      settleUnknown(from, edge, Codes.UNCONFIRMED);
      from = edge;
    }
    // What was seen meanwhile stands with the first time that is not explained by an incident.
    run.notes.addAll(pendingNotes);
    settleUnknown(from, endsAt, Codes.UNCONFIRMED);
    memory.heardAt = heard;
  }

  private void endNotMet(long endsAt, int endingRef) {
    // Two fixes of one instant may contradict each other: that is no time against the condition.
    if (endsAt > notMet.startsAt) {
      settledFindings.add(findings.notMet(notMet, endsAt, endingRef));
    }
  }

  private void endRun() {
    if (run.isRunning() && run.endsAt - run.startsAt >= unverifiedAfter(run)) {
      settledFindings.add(findings.unverified(run, run.endsAt, run.endingRef));
    }
    run.clear();
  }

  private long unverifiedAfter(UnknownRun run) {
    return plans.unverifiedAfter[plans.indexAt(run.startsAt)];
  }

  @Override
  long piece(long from, long limit) {
    switch (mode) {
      case FOR -> {
        if (from < believedUntil) {
          long end = Math.min(limit, believedUntil);
          settle(from, end, Codes.MET);
          return end;
        }
      }
      case ROW -> {
        if (believedUntil >= limit) {
          return limit;
        }
        dropRow(believedUntil);
        row.clear();
        mode = NOTHING;
        return believedUntil;
      }
      case AGAINST -> {
        if (from < believedUntil) {
          long end = Math.min(limit, believedUntil);
          settle(from, end, Codes.NOT_MET);
          return end;
        }
        endNotMet(believedUntil, Readings.NONE);
        row.clear();
      }
      default -> {
        // Nothing is believed: the cause is said below.
      }
    }
    mode = NOTHING;
    return unknownPiece(from, limit);
  }

  private long unknownPiece(long from, long limit) {
    long end = limit;
    byte cause = memory.off ? Codes.DEVICE_OFF : Codes.NO_CONTACT;
    if (from < memory.fixUntil) {
      cause = Codes.COARSE_FIX;
      end = Math.min(limit, memory.fixUntil);
    } else if (from < memory.heardUntil) {
      cause = Codes.NO_FIX;
      end = Math.min(limit, memory.heardUntil);
    }
    settleUnknown(from, end, cause);
    return end;
  }

  @Override
  void onBind(long at) {
    if (mode == ROW && at <= believedUntil) {
      row.bindsNow();
      pendingSince = at;
      pendingHeardAt = memory.heardAt;
      pendingNotes.clear();
    } else if (mode != FOR || at >= believedUntil) {
      mode = NOTHING;
      row.clear();
    }
    calm();
  }

  @Override
  void onUnbind(long at) {
    if (mode == ROW) {
      dropRow(Math.min(at, believedUntil));
    } else if (mode == AGAINST) {
      endNotMet(at, Readings.NONE);
      mode = row.count > 0 ? ROW : NOTHING;
    }
    endRun();
  }

  @Override
  void onSettled(long from, long to, byte code) {
    if (code >= Codes.NO_FIX && code != Codes.SYSTEM_FAULT) {
      run.add(from, to, code, memory.heardAt);
    } else {
      endRun();
    }
  }

  @Override
  void close(long endsAt) {
    advance(endsAt);
    if (bound && mode == AGAINST) {
      openFindings.add(findings.notMet(notMet, NEVER, Readings.NONE));
    }
    UnknownRun looks = run;
    if (pendingSince != NEVER) {
      looks = asItLooks(endsAt);
    }
    unverified(looks, NEVER);
    if (!bound && believedUntil < endsAt) {
      mode = NOTHING;
      row.clear();
    }
  }

  /**
   * The tail if the row that is open comes to nothing, and the run that then goes on at its end.
   * Those that incidents have ended since are told, though the row is not settled.
   */
  private UnknownRun asItLooks(long endsAt) {
    UnknownRun looks = run.copy();
    boolean noted = false;
    long at = pendingSince;
    while (at < endsAt) {
      long edge = incidentEdge(at, endsAt);
      if (inIncident(at)) {
        tail.add(at, edge, Codes.SYSTEM_FAULT);
        unverified(looks, looks.endsAt);
        looks.clear();
      } else {
        tail.add(at, edge, Codes.UNCONFIRMED);
        looks.add(at, edge, Codes.UNCONFIRMED, pendingHeardAt);
        if (!noted) {
          looks.notes.addAll(pendingNotes);
          noted = true;
        }
      }
      at = edge;
    }
    return looks;
  }

  /** What the run says at the end of the stretch, if it is long enough to be told. */
  private void unverified(UnknownRun looks, long runEndsAt) {
    if (looks.isRunning() && looks.endsAt - looks.startsAt >= unverifiedAfter(looks)) {
      openFindings.add(findings.unverified(looks, runEndsAt, Readings.NONE));
    }
  }

  @Override
  void write(StateText.Writer text) {
    text.number(mode);
    if (mode != NOTHING) {
      text.number(believedUntil);
    }
    if (mode == AGAINST) {
      notMet.write(text, readings);
    }
    row.write(text, readings);
    text.number(pendingSince);
    if (pendingSince != NEVER) {
      text.number(pendingHeardAt);
      pendingNotes.write(text, readings);
    }
    run.write(text);
    run.notes.write(text, readings);
  }

  @Override
  void read(StateText.Reader text) {
    mode = (byte) text.smallNumber();
    if (mode != NOTHING) {
      believedUntil = text.number();
    }
    if (mode == AGAINST) {
      notMet.read(text, readings);
    }
    row.read(text, readings);
    pendingSince = text.number();
    if (pendingSince != NEVER) {
      pendingHeardAt = text.number();
      pendingNotes.read(text, readings);
    }
    run.read(text);
    run.notes.read(text, readings);
  }
}
