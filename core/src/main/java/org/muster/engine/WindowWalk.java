package org.muster.engine;

import java.util.List;
import org.muster.domain.Condition;
import org.muster.domain.Interval;
import org.muster.domain.Recorded;
import org.muster.domain.Windows;

/** The way of a {@code CheckIn} in windows: the time of a window is what came of it. */
final class WindowWalk extends CheckInWalk {
  private final long[] startsAt;
  private final long[] endsAt;
  private int window;

  WindowWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      Interval stretch,
      Plans plans,
      FindingForm form,
      Condition.CheckIn condition,
      Condition.InWindows due,
      List<Recorded> recorded) {
    super(
        memory,
        calendar,
        incidents,
        stretch.startsAt().toEpochMilli(),
        plans,
        form,
        condition,
        recorded);
    List<Interval> windows = Windows.each(due.schedule(), stretch);
    startsAt = windows.stream().mapToLong(w -> w.startsAt().toEpochMilli()).toArray();
    endsAt = windows.stream().mapToLong(w -> w.endsAt().toEpochMilli()).toArray();
  }

  @Override
  long piece(long from, long limit) {
    while (window < endsAt.length && endsAt[window] <= from) {
      window++;
    }
    long end = graceEnd(from, limit);
    boolean inside = window < startsAt.length && startsAt[window] <= from;
    if (!inside) {
      end = window < startsAt.length ? Math.min(end, startsAt[window]) : end;
      part(from, Codes.NOT_BINDING, from, from).to = end;
    } else {
      end = Math.min(end, endsAt[window]);
      byte code = lastAt >= startsAt[window] ? Codes.MET : UNDECIDED;
      Part part = part(from, code, startsAt[window], endsAt[window]);
      part.to = end;
      if (end == part.dueAt && part.isUndecided()) {
        due(part, plans.checkInGrace[plans.indexAt(end)]);
        // Who had not all the time of the window may have meant to use the rest.
        part.otherwise = part.from > part.startsAt ? Codes.CUT_SHORT : part.otherwise;
      }
    }
    endGrace(end);
    flush();
    return end;
  }

  @Override
  void take(long at) {
    // The window of the instant is met, and so is what follows of it.
  }

  @Override
  void onBind(long at) {
    // The windows go on, whatever binds.
  }
}
