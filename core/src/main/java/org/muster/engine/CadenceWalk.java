package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.util.List;
import org.muster.domain.Condition;
import org.muster.domain.Recorded;

/**
 * The way of a {@code CheckIn} at a cadence: met for so long after a check-in or the start of the
 * bound time, then what came of the time that went by without one.
 */
final class CadenceWalk extends CheckInWalk {
  private final long cadence;

  /** When the next check-in is due; only in bound time. */
  private long dueAt = NEVER;

  /** What the time is now: met, or what came of the check-in that was due last. */
  private byte now = Codes.MET;

  CadenceWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      Plans plans,
      FindingForm form,
      Condition.CheckIn condition,
      Condition.Every due,
      List<Recorded> recorded) {
    super(memory, calendar, incidents, from, plans, form, condition, recorded);
    cadence = due.cadence().toMillis();
  }

  @Override
  long piece(long from, long limit) {
    long end = Math.min(graceEnd(from, limit), dueAt);
    Part last = waiting.peekLast();
    if (last == null || last.code != now) {
      last = part(from, now, dueAt - cadence, dueAt);
    }
    last.to = end;
    endGrace(end);
    if (!last.isUndecided()) {
      now = last.code;
    }
    if (end == dueAt) {
      missed(end);
    }
    flush();
    return end;
  }

  /** None came since the one before: the time from here on waits for what comes of that. */
  private void missed(long at) {
    Part part = new Part(at, UNDECIDED, at - cadence, at);
    // Late is what comes soon after the time of one: after a missed one there is no other grace.
    due(part, now == Codes.MET ? Math.min(cadence, plans.checkInGrace[plans.indexAt(at)]) : 0);
    waiting.add(part);
    dueAt = at + cadence;
    endGrace(at);
    now = part.code;
  }

  @Override
  void take(long at) {
    dueAt = at + cadence;
    now = Codes.MET;
  }

  @Override
  void onBind(long at) {
    dueAt = at + cadence;
    now = Codes.MET;
  }

  @Override
  void onUnbind(long at) {
    super.onUnbind(at);
    dueAt = NEVER;
    now = Codes.MET;
  }

  @Override
  void read(StateText.Reader text) {
    super.read(text);
    dueAt = text.number();
    now = (byte) text.smallNumber();
  }

  @Override
  void write(StateText.Writer text) {
    super.write(text);
    text.number(dueAt).number(now);
  }
}
