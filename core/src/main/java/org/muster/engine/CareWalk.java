package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;

/**
 * The way of a {@code CareForDevice}: open until it is seen closed, and only suspected until it has
 * lasted as long as the plan asks; then low until it is charged.
 */
final class CareWalk extends Walk {
  private final FindingForm form;
  private final Plans plans;
  private final long[] fittedAt;

  /** Since when it is open, and since when that is confirmed, in this bound time. */
  private long openedAt = NEVER;

  private long confirmedAt = NEVER;
  private long lowAt = NEVER;
  private long lowHeardAt = NEVER;

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
    if (kind == Columns.STRAP || kind == Columns.CASE_OPENED || kind == Columns.BATTERY) {
      advance(marks.columns.at[i]);
      memory.heard(marks.columns, plans, i, marks.plan[i]);
    }
  }

  @Override
  long piece(long from, long limit) {
    long openUntil = memory.open ? fittedAfter(memory.openSince) : from;
    if (from < openUntil) {
      long end = Math.min(limit, openUntil);
      long since = openedAt == NEVER ? from : openedAt;
      long sure = since + plans.openConfirmedAfter[plans.indexAt(since)];
      boolean suspected = from < sure;
      end = suspected ? Math.min(end, sure) : end;
      settle(from, end, suspected ? Codes.SUSPECTED : Codes.NOT_MET);
      return end;
    }
    return closedPiece(from, limit);
  }

  private long closedPiece(long from, long limit) {
    long lowUntil = memory.low ? fittedAfter(memory.lowReportedAt) : from;
    if (from < lowUntil) {
      long since = Math.max(Math.max(memory.lowSince, boundSince), fittedUpTo(from));
      long due = since + plans.chargeWithin[plans.indexAt(since)];
      boolean inTime = from < due;
      long end = Math.min(Math.min(limit, lowUntil), inTime ? due : Long.MAX_VALUE);
      settle(from, end, inTime ? Codes.MET : Codes.LOW_BATTERY);
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

  private long fittedUpTo(long at) {
    long last = NEVER;
    for (long fitted : fittedAt) {
      last = fitted <= at ? fitted : last;
    }
    return last;
  }

  @Override
  void onSettled(long from, long to, byte code) {
    if (code == Codes.NOT_MET || code == Codes.SUSPECTED) {
      openedAt = openedAt == NEVER ? from : openedAt;
      confirmedAt = code == Codes.NOT_MET && confirmedAt == NEVER ? from : confirmedAt;
    } else {
      endOpen(from);
    }
    if (code != Codes.LOW_BATTERY) {
      endLow(from);
    } else if (lowAt == NEVER) {
      lowAt = from;
      lowHeardAt = memory.lowReportedAt;
    }
  }

  private void endOpen(long endsAt) {
    if (openedAt != NEVER) {
      settledFindings.add(opened(endsAt));
    }
    openedAt = NEVER;
    confirmedAt = NEVER;
  }

  private void endLow(long endsAt) {
    if (lowAt != NEVER) {
      settledFindings.add(low(endsAt));
    }
    lowAt = NEVER;
    lowHeardAt = NEVER;
  }

  private Finding opened(long endsAt) {
    boolean confirmed = confirmedAt != NEVER;
    List<Otherwise> otherwise = new ArrayList<>();
    if (confirmed && confirmedAt > openedAt) {
      otherwise.add(new Otherwise.ClosedBefore(Instant.ofEpochMilli(confirmedAt)));
    }
    otherwise.add(new Otherwise.ExcusalRecorded());
    return form.finding(
        FindingKind.DEVICE_OPENED,
        confirmed ? Codes.NOT_MET : Codes.SUSPECTED,
        openedAt,
        endsAt,
        confirmed ? confirmedAt : openedAt,
        List.of(),
        0,
        NEVER,
        otherwise);
  }

  private Finding low(long endsAt) {
    return form.finding(
        FindingKind.BATTERY_LOW,
        Codes.LOW_BATTERY,
        lowAt,
        endsAt,
        lowAt,
        List.of(),
        0,
        lowHeardAt,
        List.of(
            new Otherwise.ChargedBefore(Instant.ofEpochMilli(lowAt)),
            new Otherwise.ExcusalRecorded()));
  }

  @Override
  void onBind(long at) {
    // What binds now is read from the memory of the device.
  }

  @Override
  void onUnbind(long at) {
    endOpen(at);
    endLow(at);
  }

  @Override
  void close(long endsAt) {
    advance(endsAt);
    if (openedAt != NEVER) {
      openFindings.add(opened(NEVER));
    }
    if (lowAt != NEVER) {
      openFindings.add(low(NEVER));
    }
  }

  @Override
  void read(StateText.Reader text) {
    openedAt = text.number();
    confirmedAt = text.number();
    lowAt = text.number();
    lowHeardAt = text.number();
  }

  @Override
  void write(StateText.Writer text) {
    text.number(openedAt).number(confirmedAt).number(lowAt).number(lowHeardAt);
  }
}
