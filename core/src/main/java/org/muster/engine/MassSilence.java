package org.muster.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.domain.Interval;
import org.muster.domain.SystemIncident;
import org.muster.domain.SystemIncident.Kind;
import org.muster.domain.SystemIncident.Member;
import org.muster.domain.SystemIncident.Scope;
import org.muster.domain.WatchedDevice;
import org.muster.policy.SilenceRule;

/**
 * Finds the silences that many devices share: by vendor, then by office, then of the whole
 * programme, each silence explained once. Pure: it depends on what was heard, not on when we were
 * told of it.
 */
public final class MassSilence {
  private static final Comparator<Quiet> IN_ORDER =
      Comparator.comparing((Quiet quiet) -> quiet.interval().startsAt())
          .thenComparing(quiet -> quiet.device().assignment());

  private final SilenceRule rule;
  private final Instant asOf;
  private final Set<Quiet> explained = new LinkedHashSet<>();
  private final List<SystemIncident> incidents = new ArrayList<>();

  private MassSilence(SilenceRule rule, Instant asOf) {
    this.rule = rule;
    this.asOf = asOf;
  }

  private record Quiet(WatchedDevice device, Interval interval) {}

  /** All incidents that begin before {@code asOf}, in order of start. */
  public static List<SystemIncident> find(
      List<WatchedDevice> devices, SilenceRule rule, Instant asOf) {
    MassSilence silence = new MassSilence(rule, asOf);
    for (Kind kind : Kind.values()) {
      Map<Scope, List<WatchedDevice>> groups = new TreeMap<>();
      for (WatchedDevice device : devices) {
        groups.computeIfAbsent(scope(kind, device), scope -> new ArrayList<>()).add(device);
      }
      groups.forEach(silence::look);
    }
    return silence.incidents.stream()
        .sorted(
            Comparator.comparing((SystemIncident incident) -> incident.interval().startsAt())
                .thenComparing(SystemIncident::scope))
        .toList();
  }

  private static Scope scope(Kind kind, WatchedDevice device) {
    return switch (kind) {
      case VENDOR -> new Scope(kind, device.vendor());
      case OFFICE -> new Scope(kind, device.office());
      case PROGRAMME -> new Scope(kind, "All devices");
    };
  }

  private void look(Scope scope, List<WatchedDevice> devices) {
    List<Quiet> quiets =
        devices.stream()
            .flatMap(device -> unusual(device).stream())
            .filter(quiet -> !explained.contains(quiet))
            .sorted(IN_ORDER)
            .toList();
    int first = 0;
    for (int last = 0; last < quiets.size(); last++) {
      while (startOf(quiets, first).plus(rule.within()).isBefore(startOf(quiets, last))) {
        first++;
      }
      int together = last - first + 1;
      if (together < rule.countMin()) {
        continue;
      }
      int watched = inContact(devices, startOf(quiets, first));
      if (together >= Math.ceil(rule.share() * watched)) {
        last = gather(scope, quiets, first, last, watched) - 1;
        first = last + 1;
      }
    }
  }

  /** What the incident explains: the slower half has its time to come back too, but no more. */
  private Interval covers(Interval interval) {
    Instant longest = interval.startsAt().plus(rule.coversMax());
    boolean endsSooner = interval.endsAt().isBefore(longest.minus(rule.quietAfter()));
    return new Interval(
        interval.startsAt(), endsSooner ? interval.endsAt().plus(rule.quietAfter()) : longest);
  }

  private static Instant startOf(List<Quiet> quiets, int i) {
    return quiets.get(i).interval().startsAt();
  }

  /**
   * Makes an incident of the quiets from {@code first} to {@code last} and of all that begin before
   * half of them are over; gives the first that does not belong to it.
   */
  private int gather(Scope scope, List<Quiet> quiets, int first, int last, int watched) {
    LowerHalf ends = new LowerHalf();
    int next = first;
    while (next < quiets.size()
        && (next <= last || startOf(quiets, next).isBefore(ends.greatest()))) {
      ends.add(quiets.get(next).interval().endsAt());
      next++;
    }
    Interval interval = new Interval(startOf(quiets, first), ends.greatest());
    Interval covers = covers(interval);
    List<Member> members = new ArrayList<>();
    for (Quiet quiet : quiets.subList(first, next)) {
      explained.add(quiet);
      members.add(
          new Member(
              quiet.device().assignment(),
              quiet.device().enrolment(),
              quiet.interval(),
              quiet.interval().intersection(covers)));
    }
    members.sort(Comparator.comparing(Member::assignment).thenComparing(Member::silent));
    // Devices that were put on meanwhile are members without having been watched at the start.
    incidents.add(new SystemIncident(scope, interval, Math.max(watched, members.size()), members));
    return next;
  }

  /** Devices that were heard before the instant and were not quiet already when it came. */
  private static int inContact(List<WatchedDevice> devices, Instant at) {
    int count = 0;
    for (WatchedDevice device : devices) {
      boolean quiet =
          device.quiets().stream()
              .anyMatch(one -> one.startsAt().isBefore(at) && one.endsAt().isAfter(at));
      if (device.assigned().contains(at) && !device.firstHeardAt().isAfter(at) && !quiet) {
        count++;
      }
    }
    return count;
  }

  /** The quiets that are longer than the rule asks and than the device's own habit. */
  private List<Quiet> unusual(WatchedDevice device) {
    List<Quiet> unusual = new ArrayList<>();
    for (Interval quiet : device.quiets()) {
      Duration lasted = lasted(quiet);
      if (quiet.startsAt().isBefore(asOf)
          && lasted.compareTo(rule.quietAfter()) > 0
          && habit(device, quiet.startsAt())
              .filter(usual -> lasted.compareTo(usual) <= 0)
              .isEmpty()) {
        unusual.add(new Quiet(device, quiet));
      }
    }
    return unusual;
  }

  /** How long the device is quiet from time to time, by the days before. */
  private Optional<Duration> habit(WatchedDevice device, Instant at) {
    Instant from = at.minus(Duration.ofDays(rule.habitDays()));
    return device.quiets().stream()
        .filter(quiet -> !quiet.startsAt().isBefore(from) && !quiet.endsAt().isAfter(at))
        .map(Interval::duration)
        .sorted(Comparator.reverseOrder())
        .skip(rule.habitTimes() - 1L)
        .findFirst();
  }

  private Duration lasted(Interval quiet) {
    return Duration.between(quiet.startsAt(), quiet.endsAt().isAfter(asOf) ? asOf : quiet.endsAt());
  }
}
