package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.util.List;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;

/** The way of a {@code CareForDevice}: open until it is seen closed. */
final class CareWalk extends Walk {
  private final FindingForm form;
  private final Plans plans;
  private final long[] fittedAt;
  private long openedAt = NEVER;

  CareWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      Plans plans,
      long[] fittedAt,
      FindingForm form) {
    super(memory, calendar, incidents, from);
    this.form = form;
    this.plans = plans;
    this.fittedAt = fittedAt;
  }

  @Override
  void observe(Marks marks, int i) {
    byte kind = marks.columns.kind[i];
    if (kind == Columns.STRAP || kind == Columns.CASE_OPENED) {
      advance(marks.columns.at[i]);
      memory.heard(marks.columns, plans, i, marks.plan[i]);
    }
  }

  @Override
  long piece(long from, long limit) {
    long openUntil = memory.open ? fittedAfter(memory.openSince) : from;
    if (from < openUntil) {
      long end = Math.min(limit, openUntil);
      settle(from, end, Codes.NOT_MET);
      return end;
    }
    settle(from, limit, Codes.MET);
    return limit;
  }

  /** When the next device was put on: an open strap of the one before is not this one's. */
  private long fittedAfter(long at) {
    for (long fitted : fittedAt) {
      if (fitted > at) {
        return fitted;
      }
    }
    return Long.MAX_VALUE;
  }

  @Override
  void onSettled(long from, long to, byte code) {
    if (code != Codes.NOT_MET) {
      endOpen(from);
    } else if (openedAt == NEVER) {
      openedAt = from;
    }
  }

  private void endOpen(long endsAt) {
    if (openedAt != NEVER) {
      settledFindings.add(opened(endsAt));
    }
    openedAt = NEVER;
  }

  private Finding opened(long endsAt) {
    return form.finding(
        FindingKind.DEVICE_OPENED,
        Codes.NOT_MET,
        openedAt,
        endsAt,
        openedAt,
        List.of(),
        0,
        NEVER,
        List.of(new Otherwise.ExcusalRecorded()));
  }

  @Override
  void onBind(long at) {
    // What binds now is read from the memory of the device.
  }

  @Override
  void onUnbind(long at) {
    endOpen(at);
  }

  @Override
  void close(long endsAt) {
    advance(endsAt);
    if (openedAt != NEVER) {
      openFindings.add(opened(NEVER));
    }
  }

  @Override
  void read(StateText.Reader text) {
    openedAt = text.number();
  }

  @Override
  void write(StateText.Writer text) {
    text.number(openedAt);
  }
}
