package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.FindingKind;
import org.muster.domain.Recorded;
import org.muster.domain.State;
import org.muster.domain.Truth;

/**
 * What the ways of a {@code CheckIn} have in common: which check-ins count, and what it is worth
 * that none came.
 */
abstract class CheckInWalk extends DueWalk {
  private final Times incidents;
  private final boolean byApp;
  private final boolean byPeople;

  /** The check-ins that people recorded, and the times for which they recorded none; in order. */
  private final long[] recordedAt;

  private final long[] noneAt;
  private int nextRecorded;
  long lastAt = NEVER;

  CheckInWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      Plans plans,
      FindingForm form,
      Condition.CheckIn condition,
      List<Recorded> recorded) {
    super(memory, calendar, incidents, from, plans, form);
    this.incidents = incidents;
    byApp = condition.by().contains(Channel.APP);
    byPeople = condition.by().stream().anyMatch(Channel::isRecordedByPeople);
    List<Instant> made = new ArrayList<>();
    List<Instant> none = new ArrayList<>();
    for (Recorded each : recorded) {
      switch (each) {
        case Recorded.CheckedIn(ConditionId id, Instant at, Channel by) -> {
          if (condition.by().contains(by)) {
            made.add(at);
          }
        }
        case Recorded.NotCheckedIn(ConditionId id, Instant at) -> none.add(at);
        case Recorded.Attended attended -> {}
      }
    }
    recordedAt = made.stream().mapToLong(Instant::toEpochMilli).sorted().toArray();
    noneAt = none.stream().mapToLong(Instant::toEpochMilli).sorted().toArray();
    while (nextRecorded < recordedAt.length && recordedAt[nextRecorded] < from) {
      nextRecorded++;
    }
  }

  /** A check-in at the cursor, in bound time. */
  abstract void take(long at);

  @Override
  final void observe(Marks marks, int i) {
    long at = marks.columns.at[i];
    takeRecorded(at);
    advance(at);
    memory.heard(marks.columns, plans, i, marks.plan[i]);
    if (byApp && marks.columns.kind[i] == Columns.CHECKED_IN) {
      checkIn(at);
    }
  }

  @Override
  final void close(long endsAt) {
    takeRecorded(endsAt);
    super.close(endsAt);
  }

  private void takeRecorded(long before) {
    while (nextRecorded < recordedAt.length && recordedAt[nextRecorded] < before) {
      long at = recordedAt[nextRecorded++];
      advance(at);
      checkIn(at);
    }
  }

  private void checkIn(long at) {
    lastAt = at;
    if (bound) {
      for (Part part : waiting) {
        if (part.isUndecided()) {
          decide(part, part.graceEndsAt == NEVER ? Codes.MET : Codes.MET_LATE, at);
        }
      }
      take(at);
    }
  }

  /** The time for it is over at the cursor: what it is if none comes within the grace. */
  final void due(Part part, long grace) {
    part.graceEndsAt = part.dueAt + grace;
    part.heardAt = byApp ? memory.heardAt : NEVER;
    part.otherwise = nothingCame(part);
  }

  /** A check-in by any channel would do, so the truths of the channels are put together. */
  private byte nothingCame(Part part) {
    Truth made = byApp ? byApp(part) : new Truth.No();
    if (byPeople) {
      boolean saysNone = false;
      for (long at : noneAt) {
        saysNone |= part.startsAt <= at && at < part.dueAt;
      }
      made = made.or(saysNone ? new Truth.No() : new Truth.Unknown(State.Cause.NO_RECORD));
    }
    return Codes.of(made);
  }

  /** An app that could not report says nothing by its silence. */
  private Truth byApp(Part part) {
    if (incidents.overlaps(part.startsAt, Math.max(part.graceEndsAt, part.dueAt))) {
      return new Truth.Unknown(State.Cause.SYSTEM_FAULT);
    }
    if (memory.off) {
      return new Truth.Unknown(State.Cause.DEVICE_OFF);
    }
    // A check-in may begin the time: it does not show that the next one could be made.
    boolean heard = memory.heardAt != NEVER && memory.heardAt > part.startsAt;
    return heard && part.dueAt < memory.heardUntil
        ? new Truth.No()
        : new Truth.Unknown(State.Cause.NO_CONTACT);
  }

  @Override
  final Optional<FindingKind> findingOf(byte code) {
    return switch (code) {
      case Codes.NOT_MET -> Optional.of(FindingKind.CHECK_IN_MISSED);
      case Codes.NO_CONTACT, Codes.DEVICE_OFF, Codes.NO_RECORD ->
          Optional.of(FindingKind.CHECK_IN_UNVERIFIED);
      default -> Optional.empty();
    };
  }

  @Override
  final byte cutShort(Part part) {
    return Codes.CUT_SHORT;
  }

  @Override
  final List<Otherwise> otherwise(Part run) {
    List<Otherwise> otherwise = new ArrayList<>();
    otherwise.add(new Otherwise.CheckedInBefore(Instant.ofEpochMilli(run.graceEndsAt)));
    if (byPeople) {
      otherwise.add(new Otherwise.RecordedOtherwise());
    }
    otherwise.add(new Otherwise.ExcusalRecorded());
    return otherwise;
  }

  @Override
  final List<Reading> readings() {
    return List.of();
  }

  @Override
  void read(StateText.Reader text) {
    super.read(text);
    lastAt = text.number();
  }

  @Override
  void write(StateText.Writer text) {
    super.write(text);
    text.number(lastAt);
  }
}
