package org.muster.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.muster.domain.Area;
import org.muster.domain.Condition;
import org.muster.domain.Position;
import org.muster.domain.Schedule;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;

/**
 * Zones that a device truly never broke: their edge runs at a margin from everything it did. In
 * each of eight directions one to stay within, and beyond its edge one to stay out of; and one to
 * stay within that follows all it did.
 */
final class EdgeZones {
  private static final int DIRECTIONS = 8;
  private static final double DEGREES_BEYOND = 0.2;

  private final List<Position> truth;
  private final List<Condition> conditions = new ArrayList<>();

  private EdgeZones(List<Position> truth) {
    this.truth = truth;
  }

  static List<Condition> at(double marginMetres, List<Position> truth) {
    EdgeZones zones = new EdgeZones(truth);
    for (int i = 0; i < DIRECTIONS; i++) {
      zones.beside(2 * Math.PI * i / DIRECTIONS, marginMetres);
    }
    if (marginMetres > 0) {
      zones.round(marginMetres);
    }
    return List.copyOf(zones.conditions);
  }

  /** Metres of a degree of latitude, by the usual series on WGS 84. */
  private static double north(double latitude) {
    double phi = Math.toRadians(latitude);
    return 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
  }

  private static double east(double latitude) {
    double phi = Math.toRadians(latitude);
    return 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
  }

  private void beside(double direction, double margin) {
    double x = Math.cos(direction);
    double y = Math.sin(direction);
    double scale = east(truth.getFirst().latitude()) / north(truth.getFirst().latitude());
    Position outermost =
        truth.stream()
            .max(Comparator.comparingDouble(p -> p.longitude() * scale * x + p.latitude() * y))
            .orElseThrow();
    double[] edge = {
      outermost.longitude() + margin * x / east(outermost.latitude()),
      outermost.latitude() + margin * y / north(outermost.latitude())
    };
    double[] along = {-y * DEGREES_BEYOND / scale, x * DEGREES_BEYOND};
    double[] across = {x * DEGREES_BEYOND / scale, y * DEGREES_BEYOND};
    conditions.add(
        new Condition.StayWithin(zone(rectangle(edge, along, across, -2)), new Schedule.Always()));
    conditions.add(
        new Condition.StayOutOf(zone(rectangle(edge, along, across, 1)), new Schedule.Always()));
  }

  private static Area rectangle(double[] edge, double[] along, double[] across, int depth) {
    List<Position> corners = new ArrayList<>();
    for (int[] step : new int[][] {{-2, 0}, {2, 0}, {2, depth}, {-2, depth}}) {
      corners.add(
          Position.ofDegrees(
              edge[1] + step[0] * along[1] + step[1] * across[1],
              edge[0] + step[0] * along[0] + step[1] * across[0]));
    }
    return new Area.Polygons(List.of(new Area.Polygon(new Area.Ring(corners), List.of())));
  }

  private void round(double margin) {
    List<Position> line = new ArrayList<>();
    for (Position each : truth) {
      if (line.isEmpty() || !line.getLast().equals(each)) {
        line.add(each);
      }
    }
    Area area =
        line.size() < 2
            ? new Area.Circle(line.getFirst(), margin)
            : new Area.Corridor(line, 2 * margin);
    conditions.add(new Condition.StayWithin(zone(area), new Schedule.Always()));
  }

  private Zone zone(Area area) {
    return new Zone(
        new ZoneVersion(conditions.size() + 1, 1), "Edge", area, "measured", "bench/run edges");
  }
}
