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

  /** Silence counts from the start of the order, or of the fold, where nothing was heard since. */
  private final long dueAtFirst;

  ContactWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      long orderStartsAt,
      Plans plans,
      FindingForm form) {
    super(memory, calendar, incidents, from);
    this.form = form;
    this.plans = plans;
    long first = Math.max(orderStartsAt, memory.originAt);
    dueAtFirst = first + plans.quietLimit[plans.indexAt(first)];
  }

  @Override
  void observe(Marks marks, int i) {
    long at = marks.columns.at[i];
    if (at > Math.min(due(), segmentEnd - 1)) {
      advance(at);
    }
    memory.heard(marks.columns, plans, i, marks.plan[i]);
  }

  private long due() {
    return Math.max(memory.heardUntil, dueAtFirst);
  }

  @Override
  long piece(long from, long limit) {
    if (from < due()) {
      long end = Math.min(limit, due());
      settle(from, end, Codes.MET);
      return end;
    }
    settleUnknown(from, limit, memory.off ? Codes.DEVICE_OFF : Codes.NO_CONTACT);
    return limit;
  }

  @Override
  void onSettled(long from, long to, byte code) {
    if (code >= Codes.NO_FIX && code != Codes.SYSTEM_FAULT) {
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
