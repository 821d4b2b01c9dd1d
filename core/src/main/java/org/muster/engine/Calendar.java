package org.muster.engine;

import java.util.List;
import java.util.TreeSet;
import org.muster.domain.Condition;
import org.muster.domain.Interval;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Windows;

/**
 * When a condition binds, is excused, or does not bind, over one stretch, as segments that fill it.
 * It binds while its order, its schedule and a plan are in force and nothing excuses it.
 */
final class Calendar {
  static final byte BINDS = -1;

  final long[] endsAt;

  /** {@link #BINDS}, or the code of the state that holds whatever is observed. */
  final byte[] label;

  static Calendar of(Supervision supervision, Binding binding, long from, long to) {
    Interval stretch = Times.interval(from, to);
    List<Interval> windows =
        binding
            .inForce()
            .intersection(stretch)
            .map(inForce -> Windows.of(schedule(binding.condition()), inForce))
            .orElse(List.of());
    List<Interval> plans =
        supervision.plans().stream().map(Supervision.PlanInForce::inForce).toList();
    List<Interval> excusals =
        supervision.excusals().stream()
            .filter(excusal -> excusal.condition().equals(binding.id()))
            .map(Supervision.Excusal::interval)
            .toList();
    return new Calendar(Times.of(windows).and(Times.of(plans)), Times.of(excusals), from, to);
  }

  static Schedule schedule(Condition condition) {
    return switch (condition) {
      case Condition.StayWithin within -> within.schedule();
      case Condition.StayOutOf outOf -> outOf.schedule();
      case Condition.KeepContact keepContact -> new Schedule.Always();
      case Condition.CareForDevice careForDevice -> new Schedule.Always();
      // What is due when is followed by the walks of these, which look beyond its time.
      case Condition.CheckIn checkIn -> new Schedule.Always();
      case Condition.Attend attend -> new Schedule.Always();
    };
  }

  private Calendar(Times bound, Times excused, long from, long to) {
    TreeSet<Long> ends = new TreeSet<>(List.of(to));
    for (Times times : List.of(bound, excused)) {
      for (int i = 0; i < times.startsAt.length; i++) {
        ends.add(Math.clamp(times.startsAt[i], from, to));
        ends.add(Math.clamp(times.endsAt[i], from, to));
      }
    }
    ends.remove(from);
    endsAt = ends.stream().mapToLong(Long::longValue).toArray();
    label = new byte[endsAt.length];
    long start = from;
    for (int i = 0; i < endsAt.length; i++) {
      boolean binds = bound.contains(start);
      label[i] = !binds ? Codes.NOT_BINDING : excused.contains(start) ? Codes.EXCUSED : BINDS;
      start = endsAt[i];
    }
  }
}
