package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.time.Instant;
import java.util.List;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;

/** The way of a {@code KeepContact}: silence beyond the quiet limit is unknown, never against. */
final class ContactWalk extends Walk {
  private final FindingForm form;
  private final Plans plans;
  private final UnknownRun silence = new UnknownRun();

  ContactWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      Plans plans,
      FindingForm form) {
    super(memory, calendar, incidents, from);
    this.form = form;
    this.plans = plans;
  }

  @Override
  void observeAll(Marks marks) {
    int i = 0;
    while (i < marks.columns.count) {
      int calm = calmFrom(marks, i);
      if (calm > i) {
        memory.heard(marks.columns, plans, calm - 1, marks.plan[calm - 1]);
        i = calm;
      } else {
        observe(marks, i++);
      }
    }
  }

  /**
   * The first row that is not a fix in time after the one before; of these only the last counts.
   */
  private int calmFrom(Marks marks, int first) {
    long[] at = marks.columns.at;
    byte[] kind = marks.columns.kind;
    long heardUntil = memory.heardUntil;
    int i = first;
    while (i < marks.columns.count
        && kind[i] == Columns.FIX
        && at[i] <= Math.min(heardUntil, segmentEnd - 1)) {
      heardUntil = at[i] + plans.quietLimit[marks.plan[i]];
      i++;
    }
    return i;
  }

  @Override
  void observe(Marks marks, int i) {
    long at = marks.columns.at[i];
    if (at > Math.min(memory.heardUntil, segmentEnd - 1)) {
      advance(at);
    }
    memory.heard(marks.columns, plans, i, marks.plan[i]);
  }

  /**
   * When silence becomes overdue: the quiet limit after the last observation, and no sooner than
   * that long after the condition began to bind, so that a device has its time to be heard first.
   */
  private long due() {
    return Math.max(memory.heardUntil, boundSince + plans.quietLimit[plans.indexAt(boundSince)]);
  }

  @Override
  long piece(long from, long limit) {
    if (from < memory.heardUntil) {
      long end = Math.min(limit, memory.heardUntil);
      settle(from, end, Codes.MET);
      return end;
    }
    long end = from < due() ? Math.min(limit, due()) : limit;
    settleUnknown(from, end, memory.off ? Codes.DEVICE_OFF : Codes.NO_CONTACT);
    return end;
  }

  @Override
  void onSettled(long from, long to, byte code) {
    if (code >= Codes.NO_FIX && code != Codes.SYSTEM_FAULT && from >= due()) {
      silence.add(from, to, code, memory.heardAt);
    } else {
      endSilence(from);
    }
  }

  private void endSilence(long endsAt) {
    if (silence.isRunning()) {
      settledFindings.add(overdue(endsAt));
    }
    silence.clear();
  }

  private Finding overdue(long endsAt) {
    return form.finding(
        FindingKind.CONTACT_OVERDUE,
        silence.longest(),
        silence.startsAt,
        endsAt,
        silence.startsAt,
        List.of(),
        0,
        silence.heardAt,
        List.of(
            new Otherwise.HeardBefore(Instant.ofEpochMilli(silence.startsAt)),
            new Otherwise.ExcusalRecorded()));
  }

  @Override
  void onBind(long at) {
    // What binds now is read from the memory of the device.
  }

  @Override
  void onUnbind(long at) {
    endSilence(at);
  }

  @Override
  void close(long endsAt) {
    advance(endsAt);
    if (silence.isRunning()) {
      openFindings.add(overdue(NEVER));
    }
  }

  @Override
  void read(StateText.Reader text) {
    silence.read(text);
  }

  @Override
  void write(StateText.Writer text) {
    silence.write(text);
  }
}
