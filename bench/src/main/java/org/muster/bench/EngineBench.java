package org.muster.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.muster.domain.Condition;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.engine.Columns;
import org.muster.engine.CompiledSupervision;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.policy.StarterPolicy;

/**
 * Fixes a second through the engine on one core: a month of 1,000 participants with three
 * conditions each, beside the floor of reading the same arrays and beside the same conditions over
 * JTS; then what each part costs, zones of more vertices, and programmes of more people.
 */
public final class EngineBench {
  private static final int PARTICIPANTS = 1_000;
  private static final int WARM_UP = 40;
  private static final List<Integer> OTHER_VERTICES = List.of(8, 200, 1_000);
  static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(MadeUpMonth.DAYS));

  private final Lap engine = new Lap("engine, three conditions");
  private final Lap floor = new Lap("floor, reading the arrays");
  private final Lap jts = new Lap("the same conditions over JTS");
  private final Lap marks = new Lap("the marks, without a condition");
  private final Lap circle = new Lap("StayWithin, a circle at night");
  private final Lap polygon = new Lap("StayOutOf, 50 vertices, always");
  private final Lap contact = new Lap("KeepContact");
  private final List<Lap> vertices =
      OTHER_VERTICES.stream().map(n -> new Lap("StayOutOf, " + n + " vertices, always")).toList();

  private EngineBench() {}

  public static void main(String[] arguments) {
    EngineBench bench = new EngineBench();
    for (int participant = -WARM_UP; participant < PARTICIPANTS; participant++) {
      if (participant == 0) {
        bench.laps().forEach(Lap::restart);
      }
      bench.run(new MadeUpMonth(Math.abs(participant), START.toEpochMilli()));
    }
    bench.print();
    Sizes.run();
  }

  private List<Lap> laps() {
    List<Lap> laps = new ArrayList<>(List.of(engine, floor, jts, marks, circle, polygon, contact));
    laps.addAll(vertices);
    return laps;
  }

  private void run(MadeUpMonth month) {
    Condition home = MadeUpConditions.stayHome(month.home);
    Condition out = MadeUpConditions.stayOutOf(month.home, MadeUpConditions.VERTICES);
    Condition reachable = new Condition.KeepContact();
    fold(engine, month, List.of(home, out, reachable));
    floor.time(month.fixes, () -> read(month));
    JtsJudge judge =
        new JtsJudge(
            month.home, MadeUpConditions.VERTICES, new Interval(START, END), StarterPolicy.plan());
    jts.time(month.fixes, () -> judge.notMet(month));
    fold(marks, month, List.of());
    fold(circle, month, List.of(home));
    fold(polygon, month, List.of(out));
    fold(contact, month, List.of(reachable));
    for (int i = 0; i < vertices.size(); i++) {
      Condition other = MadeUpConditions.stayOutOf(month.home, OTHER_VERTICES.get(i));
      fold(vertices.get(i), month, List.of(other));
    }
  }

  private static void fold(Lap lap, MadeUpMonth month, List<Condition> conditions) {
    CompiledSupervision supervision =
        CompiledSupervision.of(MadeUpConditions.supervision(conditions));
    Columns columns = columns(month);
    lap.time(month.fixes, () -> notMet(supervision.fold(FoldState.opening(START), END, columns)));
  }

  static Columns columns(MadeUpMonth month) {
    return Columns.ofFixes(month.at, month.latitude, month.longitude, month.accuracy);
  }

  private static long notMet(Folded folded) {
    return folded.settledFindings().stream()
        .filter(finding -> finding.kind() != FindingKind.UNVERIFIED)
        .count();
  }

  private static long read(MadeUpMonth month) {
    long sum = 0;
    for (int i = 0; i < month.fixes; i++) {
      sum += month.at[i] + month.latitude[i] + month.longitude[i] + (long) month.accuracy[i];
    }
    return sum;
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%,d participants, %d days, a fix each %d s, on one core, JDK %s%n",
        PARTICIPANTS,
        MadeUpMonth.DAYS,
        MadeUpMonth.SECONDS_PER_FIX,
        System.getProperty("java.version"));
    List.of(engine, floor, jts).forEach(lap -> lap.print(System.out::println));
    System.out.printf(
        Locale.ROOT,
        "The engine takes %.1f times the floor; JTS %.1f times the engine. Not met: %,d times by"
            + " the engine, %,d by JTS (checksum %x).%n",
        engine.nanosecondsPerFix() / floor.nanosecondsPerFix(),
        jts.nanosecondsPerFix() / engine.nanosecondsPerFix(),
        engine.said(),
        jts.said(),
        floor.said());
    System.out.println("Each alone, less the marks:");
    Lap slowest = marks;
    for (Lap lap : laps().subList(3, laps().size())) {
      System.out.printf(Locale.ROOT, "  %-40s %6.1f ns a fix%n", lap.name(), own(lap));
      if (!vertices.contains(lap) && own(lap) > own(slowest)) {
        slowest = lap;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "Largest part: %s, %.0f %%.%n",
        slowest.name(),
        100 * own(slowest) / engine.nanosecondsPerFix());
  }

  private double own(Lap lap) {
    return lap.nanosecondsPerFix() - (lap == marks ? 0 : marks.nanosecondsPerFix());
  }
}
