// Over 250 lines because one table is measured, printed and held in one place.
package org.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.muster.SharedData;
import org.muster.domain.Area;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Interval;
import org.muster.domain.Observation.Fix;
import org.muster.domain.OrderId;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Technology;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.engine.Engine;
import org.muster.engine.Judgement;
import org.muster.policy.StarterPolicy;
import org.muster.replay.PlanText;

/**
 * How often somebody would be accused wrongly by a zone whose edge runs near to where the device
 * truly was, with drift marked and without; {@code bench/run edges} asks for more made-up days.
 */
class EdgesTest {
  private static final int DAYS = Integer.getInteger("muster.edges.days", 6);
  private static final List<Integer> MARGINS = List.of(0, 5, 10, 20, 30, 50);
  private static final int SURE_METRES = 30;

  /** How long drift is drift: not at all, as policy begins, and for a policy that minds it more. */
  private static final Duration OFF = Duration.ZERO;

  private static final Duration STARTER = StarterPolicy.plan().driftFor();
  private static final Duration LONG = Duration.ofMinutes(15);

  private static final Interval ALWAYS = new Interval(Instant.EPOCH, Interval.FOREVER);

  /** Spans of {@code NotMet}, over all zones of a margin. */
  private record Accused(int zones, int count, double minutes) {
    Accused plus(Accused other) {
      return new Accused(zones, count + other.count, minutes + other.minutes);
    }
  }

  private static Plan plan(Technology technology, Duration driftFor) throws Exception {
    return PlanText.changed(StarterPolicy.SET.planFor(technology), List.of("driftFor=" + driftFor));
  }

  private static Judgement judged(List<Condition> conditions, Plan plan, TrueStretch stretch) {
    List<Binding> bindings = new ArrayList<>();
    for (Condition each : conditions) {
      bindings.add(new Binding(new ConditionId(bindings.size() + 1), new OrderId(1), each, ALWAYS));
    }
    Supervision supervision =
        new Supervision(
            bindings, List.of(new PlanInForce(ALWAYS, plan, "starter-1")), List.of(), List.of());
    return Engine.judge(supervision, stretch.period(plan.freshness()), stretch.observations());
  }

  private static Accused accused(int margin, Plan plan, TrueStretch stretch) {
    List<Condition> conditions = EdgeZones.at(margin, stretch.truth());
    Judgement judgement = judged(conditions, plan, stretch);
    int count = 0;
    double minutes = 0;
    for (int i = 1; i <= conditions.size(); i++) {
      for (Span span : judgement.timeline(new ConditionId(i)).spans()) {
        if (span.state() instanceof State.NotMet) {
          count++;
          minutes += span.interval().duration().toSeconds() / 60.0;
        }
      }
    }
    return new Accused(conditions.size(), count, minutes);
  }

  private static List<Accused> row(
      String what, Technology technology, Duration driftFor, List<TrueStretch> stretches)
      throws Exception {
    Plan plan = plan(technology, driftFor);
    double days = stretches.stream().mapToDouble(TrueStretch::days).sum();
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "| %s | %.3f ", what, days))
            .append("| ")
            .append(driftFor.toMinutes())
            .append(" min ");
    List<Accused> row = new ArrayList<>();
    for (int margin : MARGINS) {
      Accused all = new Accused(1, 0, 0);
      for (TrueStretch stretch : stretches) {
        all = accused(margin, plan, stretch).plus(new Accused(0, all.count, all.minutes));
      }
      row.add(all);
      double per = days * all.zones;
      line.append(
          all.count == 0
              ? "| 0 "
              : String.format(Locale.ROOT, "| %.4f / %.2f ", all.count / per, all.minutes / per));
    }
    System.out.println(line.append("|"));
    return row;
  }

  private static void heading(String what) {
    System.out.println();
    System.out.println(what + ": false NotMet per device-day and zone, count / minutes, by margin");
    System.out.println("| what | device-days | mark | 0 m | 5 m | 10 m | 20 m | 30 m | 50 m |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
  }

  private static int sureCount(List<Accused> row) {
    int count = 0;
    for (int i = 0; i < MARGINS.size(); i++) {
      count += MARGINS.get(i) >= SURE_METRES ? row.get(i).count : 0;
    }
    return count;
  }

  private static List<Path> tracks() throws Exception {
    Optional<Path> tracks = SharedData.folder().map(data -> data.resolve("tracks"));
    assumeTrue(tracks.isPresent(), "shared/data is not beside the project: real tracks not tried");
    return TrueStretch.files(tracks.orElseThrow());
  }

  @Test
  void givenTheRealTracks_thenAnEdgeThirtyMetresFromWhereTheyWereAccusesNobody() throws Exception {
    List<Path> files = tracks();
    assertThat(files).hasSizeGreaterThanOrEqualTo(6);
    for (Technology technology : Technology.values()) {
      heading("Real tracks, plan of " + technology);
      for (Path file : files) {
        List<TrueStretch> stretch = List.of(TrueStretch.real(file));
        String name = String.valueOf(file.getFileName());
        row(name, technology, OFF, stretch);
        List<Accused> marked = row(name, technology, STARTER, stretch);
        assertThat(sureCount(marked)).as("%s, %s", name, technology).isZero();
      }
    }
  }

  @Test
  void givenMadeUpDaysOfStanding_thenOnlyDishonestReceiversAccuseAndDriftAccusesLess()
      throws Exception {
    heading("Made-up days of standing");
    for (Technology technology : List.of(Technology.ANKLE, Technology.PHONE)) {
      for (double every : new double[] {technology == Technology.ANKLE ? 720 : 900, 60}) {
        String who = technology + ", a fix each " + Math.round(every) + " s, ";
        List<TrueStretch> honest =
            days(seed -> TrueStretch.standing(technology, Sensor.Sky.INDOORS, every, seed));
        row(who + "indoors", technology, OFF, honest);
        assertThat(sureCount(row(who + "indoors", technology, STARTER, honest))).isZero();
        List<TrueStretch> canyon =
            days(seed -> TrueStretch.standing(technology, Sensor.Sky.CANYON, every, seed));
        int without = row(who + "high houses", technology, OFF, canyon).get(2).count;
        int with = row(who + "high houses", technology, STARTER, canyon).get(2).count;
        row(who + "high houses", technology, LONG, canyon);
        // A device that is heard more seldom than drift lasts has none.
        boolean dense = every < STARTER.toSeconds();
        assertThat(with).as(who + "10 m").isLessThanOrEqualTo(dense ? without - 1 : without);
      }
    }
  }

  private static List<TrueStretch> days(LongFunction<TrueStretch> day) {
    List<TrueStretch> days = new ArrayList<>();
    for (long seed = 1; seed <= DAYS; seed++) {
      days.add(day.apply(seed));
    }
    return days;
  }

  @Test
  void givenTrueAbsences_thenThoseThatLastAreFoundAndLateByNoMoreThanDriftIs() throws Exception {
    System.out.println();
    System.out.println(
        "True absences from 60 m round home, a fix a minute: found of all, mean start");
    System.out.println("| metres from home | minutes away | no drift | for 5 min | for 15 min |");
    System.out.println("|---|---|---|---|---|");
    for (int metres : new int[] {120, 140, 200}) {
      for (int minutes : new int[] {8, 12, 20, 60}) {
        Duration away = Duration.ofMinutes(minutes);
        List<TrueStretch> days = days(seed -> TrueStretch.away(metres, away, seed));
        List<Duration> without = late(days, plan(Technology.ANKLE, OFF));
        List<Duration> with = late(days, plan(Technology.ANKLE, STARTER));
        List<Duration> longer = late(days, plan(Technology.ANKLE, LONG));
        System.out.println(
            "| %d | %d | %s | %s | %s |"
                .formatted(metres, minutes, said(without), said(with), said(longer)));
        if (minutes > 10 || metres > 160) {
          Duration lateMax = STARTER.plusMinutes(1);
          assertThat(with).as("%d m for %d minutes", metres, minutes).hasSize(DAYS);
          assertThat(with).allMatch(late -> late.compareTo(lateMax) <= 0);
        }
      }
    }
  }

  private static String said(List<Duration> late) {
    double mean = late.stream().mapToLong(Duration::toSeconds).average().orElse(0) / 60;
    return String.format(Locale.ROOT, "%d of %d, %.1f min late", late.size(), DAYS, mean);
  }

  /** Of the absences that were found, how long after the person left each begins. */
  private static List<Duration> late(List<TrueStretch> days, Plan plan) {
    List<Duration> late = new ArrayList<>();
    for (TrueStretch day : days) {
      Condition home =
          new Condition.StayWithin(
              new Zone(
                  new ZoneVersion(1, 1),
                  "Home",
                  new Area.Circle(day.truth().getFirst(), 60),
                  "measured",
                  "bench/run edges"),
              new Schedule.Always());
      Instant left = day.observations().getFirst().observedAt().plus(Duration.ofHours(2));
      judged(List.of(home), plan, day).findings().stream()
          .findFirst()
          .ifPresent(f -> late.add(Duration.between(left, f.startsAt())));
    }
    return late;
  }

  @Test
  void givenRealTracksThatMove_thenEachLeavingIsFoundNoLaterThanDriftLasts() throws Exception {
    int left = 0;
    Duration latest = Duration.ZERO;
    for (Path file : tracks()) {
      TrueStretch stretch = TrueStretch.real(file);
      List<Condition> asked = new ArrayList<>();
      for (int radius : new int[] {100, 200, 300, 500}) {
        for (boolean first : new boolean[] {true, false}) {
          Fix at =
              (Fix) (first ? stretch.observations().getFirst() : stretch.observations().getLast());
          Zone zone =
              new Zone(
                  new ZoneVersion(asked.size() + 1, 1),
                  "End",
                  new Area.Circle(at.position(), radius),
                  "measured",
                  "bench/run edges");
          asked.add(new Condition.StayWithin(zone, new Schedule.Always()));
          asked.add(new Condition.StayOutOf(zone, new Schedule.Always()));
        }
      }
      for (Technology technology : Technology.values()) {
        List<Span> without = against(judged(asked, plan(technology, OFF), stretch), asked.size());
        List<Span> with = against(judged(asked, plan(technology, STARTER), stretch), asked.size());
        String what = file.getFileName() + ", " + technology;
        assertThat(with).as(what).hasSameSizeAs(without);
        for (int i = 0; i < with.size(); i++) {
          Duration late = Duration.between(without.get(i).startsAt(), with.get(i).startsAt());
          assertThat(late).as(what).isBetween(Duration.ZERO, STARTER);
          latest = late.compareTo(latest) > 0 ? late : latest;
        }
        left += with.size();
      }
    }
    System.out.println(left + " times left or entered by real tracks, late by " + latest);
    assertThat(left).isGreaterThan(50);
  }

  private static List<Span> against(Judgement judgement, int conditions) {
    List<Span> all = new ArrayList<>();
    for (int i = 1; i <= conditions; i++) {
      judgement.timeline(new ConditionId(i)).spans().stream()
          .filter(span -> span.state() instanceof State.NotMet)
          .forEach(all::add);
    }
    return all;
  }
}
