package org.muster.account;

import java.time.Instant;
import java.util.List;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Side;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.State.Cause;
import org.muster.domain.Unbound;

/** One thing that a span or a finding rests on. */
public sealed interface Because {

  /** Clear fixes for the condition carried it; the last one is believed until then. */
  record CarriedBy(Instant firstAt, Instant lastAt, long fixes, Instant until) implements Because {}

  /** Clear fixes against the condition, at the farthest so far beyond their error circle. */
  record ClearAgainst(long fixes, double beyondMetres) implements Because {}

  /** The fixes against it were enough at this instant. */
  record ConfirmedAt(Instant at) implements Because {}

  /** The row of fixes began before the condition bound, from this instant. */
  record RowBeganBefore(Instant boundAt) implements Because {}

  /** The last clear fix was believed until then. */
  record LastClear(Instant at, Instant until) implements Because {}

  /** No clear fix is known before it. */
  record NeverClear() implements Because {}

  /** A fix that does not say inside or outside, or is not believed. */
  record DoesNotSay(Instant at, Mark mark, Side side) implements Because {}

  /** Clear fixes against the condition, too few or for too short a time. */
  record TooFew(Instant firstAt, Instant lastAt, long fixes) implements Because {}

  /** No believed fix was clear of the edge; the cause that lasted longest. */
  record NotLocated(Cause longest) implements Because {}

  /** The device was heard so often, and its silence is in order until then. */
  record Heard(Instant firstAt, Instant lastAt, long times, Instant until) implements Because {}

  record LastHeard(Instant at) implements Because {}

  record NeverHeard() implements Because {}

  /** The last that the device said is that it switches off. */
  record SwitchedOff(Instant at) implements Because {}

  /** Many devices went quiet together, or the way to report was down. */
  record SystemFault(String reference, Interval interval) implements Because {}

  record ReportedOpen(Instant at) implements Because {}

  /** The device reported it open, and it counts from this instant. */
  record OpenFrom(Instant at) implements Because {}

  record ReportedClosed(Instant at) implements Because {}

  /** Neither an open strap nor an open case was reported. */
  record NothingReported() implements Because {}

  /** Another device was put on. */
  record Fitted(Instant at) implements Because {}

  record LowReported(Instant at) implements Because {}

  /** It stays before people until one has looked. */
  record StaysUntilSeen() implements Because {}

  record CheckedIn(Instant at, Channel by) implements Because {}

  /** A check-in was due in this time, and is late and not missed until then. */
  record CheckInDue(Interval in, Instant lateUntil) implements Because {}

  record NoCheckIn() implements Because {}

  /** It began with the time in which it binds, from which on the cadence counts. */
  record CountedFrom(Instant at) implements Because {}

  /** The device was heard, so that a check-in by app could have been made. */
  record AppCouldReport(Instant heardAt) implements Because {}

  /** Somebody recorded that there was none. */
  record NoneRecorded() implements Because {}

  /** Whether there was one cannot be said. */
  record CannotBeSaid(Cause cause) implements Because {}

  /** Its time, or the grace after it, is not over. */
  record NotOver() implements Because {}

  /** The time in which it binds ended before it was due. */
  record CutShort(Instant at) implements Because {}

  /** What somebody recorded of the hearing or appointment. */
  record Recorded(Attendance outcome) implements Because {}

  record NothingRecorded() implements Because {}

  /** A believed fix near its time, clear inside the place. */
  record SeenInside(Instant at) implements Because {}

  /** Near its time it was seen clear outside the place, and never clear inside. */
  record SeenOutside(Instant at) implements Because {}

  record NotCompared() implements Because {}

  record ExcusedBy(ExcusalId excusal, Interval interval) implements Because {}

  record NotBound(Unbound lacking) implements Because {}

  /** It says nothing against the person. */
  record NothingAgainst() implements Because {}

  /** What it rests on lies before this instant, from which on it was looked at. */
  record FromBefore(Instant at) implements Because {}

  /** When the observations that it cites were made. */
  default List<Instant> cited() {
    return switch (this) {
      case CarriedBy(Instant firstAt, Instant lastAt, long fixes, Instant until) ->
          List.of(firstAt, lastAt);
      case LastClear(Instant at, Instant until) -> List.of(at);
      case DoesNotSay(Instant at, Mark mark, Side side) -> List.of(at);
      case TooFew(Instant firstAt, Instant lastAt, long fixes) -> List.of(firstAt, lastAt);
      case Heard(Instant firstAt, Instant lastAt, long times, Instant until) ->
          List.of(firstAt, lastAt);
      case LastHeard(Instant at) -> List.of(at);
      case SwitchedOff(Instant at) -> List.of(at);
      case ReportedOpen(Instant at) -> List.of(at);
      case ReportedClosed(Instant at) -> List.of(at);
      case LowReported(Instant at) -> List.of(at);
      case AppCouldReport(Instant heardAt) -> List.of(heardAt);
      case SeenInside(Instant at) -> List.of(at);
      case SeenOutside(Instant at) -> List.of(at);
      case CheckedIn(Instant at, Channel by) -> by == Channel.APP ? List.of(at) : List.of();
      case ClearAgainst against -> List.of();
      case ConfirmedAt confirmed -> List.of();
      case RowBeganBefore row -> List.of();
      case NeverClear() -> List.of();
      case NotLocated located -> List.of();
      case NeverHeard() -> List.of();
      case SystemFault fault -> List.of();
      case NothingReported() -> List.of();
      case Fitted fitted -> List.of();
      case OpenFrom from -> List.of();
      case StaysUntilSeen() -> List.of();
      case CheckInDue due -> List.of();
      case NoCheckIn() -> List.of();
      case CountedFrom from -> List.of();
      case NoneRecorded() -> List.of();
      case CannotBeSaid said -> List.of();
      case NotOver() -> List.of();
      case CutShort cut -> List.of();
      case Recorded recorded -> List.of();
      case NothingRecorded() -> List.of();
      case NotCompared() -> List.of();
      case ExcusedBy excused -> List.of();
      case NotBound unbound -> List.of();
      case NothingAgainst() -> List.of();
      case FromBefore before -> List.of();
    };
  }
}
