package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;

/**
 * The way of a condition that asks for something by a time. What its time was shows only later, so
 * parts of time wait, in order, until it is known what came of them.
 */
abstract class DueWalk extends Walk {
  /** What it will be is not known yet. */
  static final byte UNDECIDED = -1;

  final Plans plans;
  final FindingForm form;
  final Deque<Part> waiting = new ArrayDeque<>();

  /** The settled time that a finding is about, while it goes on; one code throughout. */
  private @Nullable Part run;

  DueWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      Plans plans,
      FindingForm form) {
    super(memory, calendar, incidents, from);
    this.plans = plans;
    this.form = form;
  }

  /** The kind of finding that time of this code is put before a person as, if it is. */
  abstract Optional<FindingKind> findingOf(byte code);

  /** What an undecided part is when the bound time ends. */
  abstract byte cutShort(Part part);

  abstract List<Otherwise> otherwise(Part run);

  abstract List<Reading> readings();

  /** The part of this code that time goes on in: the last one if it is such, else another. */
  final Part part(long from, byte code, long startsAt, long dueAt) {
    Part last = waiting.peekLast();
    if (last == null || last.code != code || last.startsAt != startsAt || last.dueAt != dueAt) {
      last = new Part(from, code, startsAt, dueAt);
      waiting.add(last);
    }
    return last;
  }

  final void decide(Part part, byte code, long at) {
    part.code = code;
    part.knownAt = at;
  }

  /** Decides what nothing came of by the end of its grace. */
  final void endGrace(long at) {
    for (Part part : waiting) {
      if (part.isUndecided() && part.graceEndsAt == at) {
        decide(part, part.otherwise, at);
      }
    }
  }

  /** The end of the first grace after the instant, at most the limit. */
  final long graceEnd(long at, long limit) {
    long end = limit;
    for (Part part : waiting) {
      if (part.isUndecided() && part.graceEndsAt > at) {
        end = Math.min(end, part.graceEndsAt);
      }
    }
    return end;
  }

  /** Settles what is decided, up to the first part that is not, or has only begun. */
  final void flush() {
    while (!waiting.isEmpty() && !waiting.getFirst().isUndecided()) {
      if (waiting.size() == 1 && waiting.getFirst().from == waiting.getFirst().to) {
        return;
      }
      Part part = waiting.removeFirst();
      if (part.from < part.to) {
        settle(part.from, part.to, part.code);
        follow(part);
      }
    }
  }

  private void follow(Part part) {
    if (run != null) {
      run.to = part.to;
    } else if (findingOf(part.code).isPresent()) {
      run = part;
    }
  }

  @Override
  void onSettled(long from, long to, byte code) {
    if (run != null && run.code != code) {
      endRun();
    }
  }

  private void endRun() {
    if (run != null) {
      settledFindings.add(finding(run, run.to));
      run = null;
    }
  }

  private Finding finding(Part run, long endsAt) {
    return form.finding(
        findingOf(run.code).orElseThrow(),
        run.code,
        run.from,
        endsAt,
        run.knownAt,
        readings(),
        readings().size(),
        run.heardAt,
        otherwise(run),
        Optional.of(Times.interval(run.startsAt, run.dueAt)));
  }

  @Override
  void onUnbind(long at) {
    for (Part part : waiting) {
      if (part.isUndecided()) {
        decide(part, cutShort(part), at);
      }
    }
    flush();
    waiting.clear();
    endRun();
  }

  @Override
  void close(long endsAt) {
    advance(endsAt);
    Part open = run == null ? null : run.copy();
    for (Part part : waiting) {
      tail.add(part.from, part.to, part.isUndecided() ? Codes.AWAITED : part.code);
      if (open != null && open.code != part.code) {
        // What waits behind it is something else, or may yet be.
        openFindings.add(finding(open, open.to));
        open = null;
      }
      if (open != null) {
        open.to = part.to;
      } else if (isForAPerson(part)) {
        // It is decided, though what lies before it is not: nobody has to wait for that.
        open = part.copy();
      }
    }
    if (open != null) {
      openFindings.add(finding(open, NEVER));
    }
  }

  private boolean isForAPerson(Part part) {
    return part.from < part.to && !part.isUndecided() && findingOf(part.code).isPresent();
  }

  @Override
  void read(StateText.Reader text) {
    for (long i = text.number(); i > 0; i--) {
      waiting.add(Part.read(text));
    }
    run = text.flag() ? Part.read(text) : null;
  }

  @Override
  void write(StateText.Writer text) {
    text.number(waiting.size());
    waiting.forEach(part -> part.write(text));
    text.flag(run != null);
    if (run != null) {
      run.write(text);
    }
  }
}
