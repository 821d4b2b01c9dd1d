package org.muster.bench;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
import org.muster.policy.StarterPolicy;

/**
 * What the made-up participants are asked: to be home at night, to stay out of a place that some of
 * them pass every day and some work in, and to stay reachable.
 */
final class MadeUpConditions {
  static final double HOME_METRES = 150;
  static final int VERTICES = 50;

  private MadeUpConditions() {}

  static Supervision supervision(List<Condition> conditions) {
    List<Binding> bindings = new ArrayList<>();
    for (Condition condition : conditions) {
      bindings.add(
          new Binding(
              new ConditionId(bindings.size() + 1),
              new OrderId(1),
              condition,
              Interval.from(Instant.EPOCH)));
    }
    return new Supervision(
        bindings,
        List.of(new PlanInForce(Interval.from(Instant.EPOCH), StarterPolicy.plan(), "starter-1")),
        List.of(),
        List.of());
  }

  /** All three. */
  static Supervision supervision(Position home) {
    return supervision(
        List.of(stayHome(home), stayOutOf(home, VERTICES), new Condition.KeepContact()));
  }

  static Condition stayHome(Position home) {
    return new Condition.StayWithin(zone(1, new Area.Circle(home, HOME_METRES)), nightly());
  }

  static Condition stayOutOf(Position home, int vertices) {
    return new Condition.StayOutOf(
        zone(2, new Area.Polygons(List.of(new Area.Polygon(star(home, vertices), List.of())))),
        new Schedule.Always());
  }

  private static Zone zone(long id, Area area) {
    return new Zone(new ZoneVersion(id, 1), "Zone " + id, area, "Made up", "Bench");
  }

  static Schedule nightly() {
    List<Schedule.Entry> entries = new ArrayList<>();
    Schedule.Hours night = new Schedule.Hours(LocalTime.of(21, 0), LocalTime.of(6, 0));
    for (DayOfWeek day : DayOfWeek.values()) {
      entries.add(new Schedule.Entry(day, night));
    }
    return new Schedule.Weekly(ZoneId.of("America/New_York"), entries, new TreeMap<>());
  }

  /** Round a place on the way to work, half a kilometre wide. */
  static Area.Ring star(Position home, int vertices) {
    List<Position> corners = new ArrayList<>();
    for (int i = 0; i < vertices; i++) {
      double angle = 2 * Math.PI * i / vertices;
      double reach = i % 2 == 0 ? 40_000 : 28_000;
      corners.add(
          new Position(
              home.latitudeE7() + 180_000 + (int) (reach * Math.sin(angle)),
              home.longitudeE7() + (int) (reach * Math.cos(angle))));
    }
    return new Area.Ring(corners);
  }
}
