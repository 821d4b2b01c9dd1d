package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Finding;

/**
 * One condition's way through one stretch. Observations come in order of time; before each, the
 * walk says what the time up to it was, segment by segment of the condition's calendar.
 */
abstract class Walk {
  final DeviceMemory memory;
  final SpanLog settled;
  final SpanLog tail;
  final List<Finding> settledFindings = new ArrayList<>();
  final List<Finding> openFindings = new ArrayList<>();

  /** Up to here all is said. */
  long cursor;

  /** Whether the condition binds at the cursor, and since when without a break. */
  boolean bound;

  long boundSince;

  /** The end of the segment in which the cursor is. */
  long segmentEnd;

  private final Calendar calendar;
  private final Times incidents;
  private int segment;
  private int incident;

  Walk(DeviceMemory memory, Calendar calendar, Times incidents, long from) {
    this.memory = memory;
    this.calendar = calendar;
    this.incidents = incidents;
    cursor = from;
    settled = new SpanLog(from);
    tail = new SpanLog(from);
  }

  /** Takes up the state that the stretch before left, and enters the first segment. */
  final void open(StateText.Reader text) {
    if (text.hasMore()) {
      bound = text.flag();
      boundSince = text.number();
      read(text);
    }
    enter(0);
  }

  /** Takes all observations of the stretch. */
  void observeAll(Marks marks) {
    for (int i = 0; i < marks.columns.count; i++) {
      observe(marks, i);
    }
  }

  /** Takes the observation of row i, which is the next in time. */
  abstract void observe(Marks marks, int i);

  /** Says what a piece of bound time was, as far as it can; gives how far it got. */
  abstract long piece(long from, long limit);

  abstract void onBind(long at);

  abstract void onUnbind(long at);

  /** A piece of time is settled; called in order, without holes. */
  abstract void onSettled(long from, long to, byte code);

  /** Says what follows the settled spans, as it looks now. */
  abstract void close(long endsAt);

  abstract void read(StateText.Reader text);

  abstract void write(StateText.Writer text);

  final void writeState(StateText.Writer text) {
    text.flag(bound).number(boundSince);
    write(text);
  }

  final void advance(long to) {
    while (cursor < to) {
      long limit = Math.min(to, segmentEnd);
      if (bound) {
        cursor = piece(cursor, limit);
      } else {
        settle(cursor, limit, calendar.label[segment]);
        cursor = limit;
      }
      if (cursor == segmentEnd) {
        enter(segment + 1);
      }
    }
  }

  final void settle(long from, long to, byte code) {
    if (from < to) {
      onSettled(from, to, code);
      settled.add(from, to, code);
    }
  }

  /**
   * Settles time that the evidence says nothing about: a system fault explains it, or the cause.
   */
  final void settleUnknown(long from, long to, byte code) {
    long at = from;
    while (at < to) {
      long end = incidentEdge(at, to);
      settle(at, end, inIncident(at) ? Codes.SYSTEM_FAULT : code);
      at = end;
    }
  }

  final boolean inIncident(long at) {
    return incident < incidents.startsAt.length && incidents.startsAt[incident] <= at;
  }

  /** The next start or end of an incident after the instant, at most the limit. */
  final long incidentEdge(long at, long limit) {
    while (incident < incidents.endsAt.length && incidents.endsAt[incident] <= at) {
      incident++;
    }
    if (incident == incidents.endsAt.length) {
      return limit;
    }
    long start = incidents.startsAt[incident];
    return Math.min(limit, start > at ? start : incidents.endsAt[incident]);
  }

  private void enter(int next) {
    segment = next;
    segmentEnd = calendar.endsAt[next];
    boolean binds = calendar.label[next] == Calendar.BINDS;
    if (binds && !bound) {
      bound = true;
      boundSince = cursor;
      onBind(cursor);
    } else if (!binds && bound) {
      onUnbind(cursor);
      bound = false;
      boundSince = StateText.NEVER;
    }
  }
}
