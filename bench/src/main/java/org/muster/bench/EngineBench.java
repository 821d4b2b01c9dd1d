package org.muster.bench;

import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.muster.domain.Area;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Interval;
import org.muster.domain.OrderId;
import org.muster.domain.Position;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.engine.Columns;
import org.muster.engine.CompiledSupervision;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.policy.StarterPolicy;

/**
 * Fixes a second through the engine on one core: a month of 1,000 participants with three
 * conditions each, beside the floor of reading the same arrays. Only the folds are timed.
 */
public final class EngineBench {
  private static final int PARTICIPANTS = 1_000;
  private static final int WARM_UP = 40;
  private static final int VERTICES = 50;
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(MadeUpMonth.DAYS));

  /** What is timed, and how long it took. */
  private static final class Lap {
    private final String name;
    private final List<Integer> conditions;
    private long nanoseconds;
    private long said;

    Lap(String name, Integer... conditions) {
      this.name = name;
      this.conditions = List.of(conditions);
    }

    void time(MadeUpMonth month, List<Binding> all) {
      CompiledSupervision supervision =
          CompiledSupervision.of(
              new Supervision(
                  conditions.stream().map(all::get).toList(),
                  List.of(
                      new PlanInForce(
                          Interval.from(Instant.EPOCH), StarterPolicy.plan(), "starter-1")),
                  List.of(),
                  List.of()));
      Columns columns = Columns.ofFixes(month.at, month.latitude, month.longitude, month.accuracy);
      long before = cpuNanoseconds();
      Folded folded = supervision.fold(FoldState.opening(START), END, columns);
      nanoseconds += cpuNanoseconds() - before;
      said += folded.settledFindings().size();
    }

    double nanosecondsPerFix() {
      return nanoseconds / ((double) PARTICIPANTS * MadeUpMonth.FIXES);
    }
  }

  private EngineBench() {}

  /** Time of this thread on its core, so that a busy machine does not count. */
  private static long cpuNanoseconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  public static void main(String[] arguments) {
    Lap all = new Lap("all three conditions", 0, 1, 2);
    List<Lap> laps =
        List.of(
            all,
            new Lap("the marks, without a condition"),
            new Lap("StayWithin, a circle at night", 0),
            new Lap("StayOutOf, 50 vertices, always", 1),
            new Lap("KeepContact", 2));
    long floorNanoseconds = 0;
    long checksum = 0;
    for (int participant = -WARM_UP; participant < PARTICIPANTS; participant++) {
      MadeUpMonth month = new MadeUpMonth(Math.abs(participant), START.toEpochMilli());
      List<Binding> bindings = bindings(month.home);
      laps.forEach(lap -> lap.time(month, bindings));
      long before = cpuNanoseconds();
      checksum += read(month);
      floorNanoseconds += cpuNanoseconds() - before;
      if (participant == -1) {
        laps.forEach(lap -> lap.nanoseconds = 0);
        laps.forEach(lap -> lap.said = 0);
        floorNanoseconds = 0;
      }
    }
    double floor = floorNanoseconds / ((double) PARTICIPANTS * MadeUpMonth.FIXES);
    print(laps, all, floor, checksum);
  }

  private static void print(List<Lap> laps, Lap all, double floor, long checksum) {
    System.out.printf(
        Locale.ROOT,
        "%,d participants, %d days, a fix each %d s: %,d fixes, on one core, JDK %s%n",
        PARTICIPANTS,
        MadeUpMonth.DAYS,
        MadeUpMonth.SECONDS_PER_FIX,
        (long) PARTICIPANTS * MadeUpMonth.FIXES,
        System.getProperty("java.version"));
    System.out.printf(
        Locale.ROOT,
        "engine  %,12.0f fixes/s  %6.1f ns a fix, three conditions, %,d findings%n",
        1e9 / all.nanosecondsPerFix(),
        all.nanosecondsPerFix(),
        all.said);
    System.out.printf(
        Locale.ROOT,
        "floor   %,12.0f fixes/s  %6.1f ns a fix, reading the arrays (checksum %x)%n",
        1e9 / floor,
        floor,
        checksum);
    System.out.printf(Locale.ROOT, "ratio   %12.1f%n", all.nanosecondsPerFix() / floor);
    Lap marks = laps.get(1);
    Lap slowest = marks;
    double most = marks.nanosecondsPerFix();
    for (Lap lap : laps.subList(1, laps.size())) {
      double own = lap.nanosecondsPerFix() - (lap == marks ? 0 : marks.nanosecondsPerFix());
      System.out.printf(Locale.ROOT, "        %-38s %6.1f ns a fix of its own%n", lap.name, own);
      if (own > most) {
        slowest = lap;
        most = own;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "What limits it: %s (each measured alone): %.0f %% of all.%n",
        slowest.name,
        100 * most / all.nanosecondsPerFix());
  }

  private static long read(MadeUpMonth month) {
    long sum = 0;
    for (int i = 0; i < MadeUpMonth.FIXES; i++) {
      sum += month.at[i] + month.latitude[i] + month.longitude[i] + (long) month.accuracy[i];
    }
    return sum;
  }

  static List<Binding> bindings(Position home) {
    Zone circle = zone(1, new Area.Circle(home, 150));
    Zone school = zone(2, star(home));
    return List.of(
        binding(1, new Condition.StayWithin(circle, nightly())),
        binding(2, new Condition.StayOutOf(school, new Schedule.Always())),
        binding(3, new Condition.KeepContact()));
  }

  private static Binding binding(long id, Condition condition) {
    return new Binding(
        new ConditionId(id), new OrderId(1), condition, Interval.from(Instant.EPOCH));
  }

  private static Zone zone(long id, Area area) {
    return new Zone(new ZoneVersion(id, 1), "Zone " + id, area, "Made up", "Bench");
  }

  private static Schedule nightly() {
    List<Schedule.Entry> entries = new ArrayList<>();
    Schedule.Hours night = new Schedule.Hours(LocalTime.of(21, 0), LocalTime.of(6, 0));
    for (DayOfWeek day : DayOfWeek.values()) {
      entries.add(new Schedule.Entry(day, night));
    }
    return new Schedule.Weekly(ZoneId.of("America/New_York"), entries, new TreeMap<>());
  }

  /** Round a place on the way to work, half a kilometre wide. */
  private static Area star(Position home) {
    List<Position> corners = new ArrayList<>();
    for (int i = 0; i < VERTICES; i++) {
      double angle = 2 * Math.PI * i / VERTICES;
      double reach = i % 2 == 0 ? 40_000 : 28_000;
      corners.add(
          new Position(
              home.latitudeE7() + 180_000 + (int) (reach * Math.sin(angle)),
              home.longitudeE7() + (int) (reach * Math.cos(angle))));
    }
    return new Area.Polygons(List.of(new Area.Polygon(new Area.Ring(corners), List.of())));
  }
}
