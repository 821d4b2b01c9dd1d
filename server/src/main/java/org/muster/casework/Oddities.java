package org.muster.casework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.Area;
import org.muster.domain.Position;
import org.muster.domain.Zone;

/** What about an area is rarely meant: it may be recorded, once somebody says that it is. */
final class Oddities {
  /** A smaller area lies within the error of most fixes. */
  static final double RADIUS_METRES_USUAL_MIN = 30;

  /** Farther from every other zone, latitude and longitude were likely confused or mistyped. */
  static final double DISTANCE_METRES_USUAL_MAX = 500_000;

  private static final double EARTH_RADIUS_METRES = 6_371_000;

  private Oddities() {}

  /** A sentence for each; the other zones are those of the programme. */
  static List<String> of(Area area, List<Zone> others) {
    List<String> odd = new ArrayList<>();
    Extent extent = extent(area);
    double reach = reachMetres(area);
    if (reach < RADIUS_METRES_USUAL_MIN) {
      odd.add(
          String.format(
              Locale.ENGLISH,
              "It reaches only %.0f m from its middle, less than the error of many fixes: hardly"
                  + " any fix will be clear of its edge.",
              reach));
    }
    Optional<Double> nearest =
        others.stream()
            .map(zone -> extent.metresFrom(extent(zone.area())))
            .min(Comparator.naturalOrder());
    if (nearest.filter(metres -> metres > DISTANCE_METRES_USUAL_MAX).isPresent()) {
      odd.add(
          String.format(
              Locale.ENGLISH,
              "It lies %,.0f km from the nearest other zone of the programme. Look whether latitude"
                  + " and longitude are right.",
              nearest.get() / 1_000));
    }
    return odd;
  }

  /** Roughly: the middle of an area, and how far it reaches from there. */
  private record Extent(Position middle, double radiusMetres) {
    /** Between what both reach; nothing where they meet. */
    double metresFrom(Extent other) {
      return Math.max(0, metres(middle, other.middle) - radiusMetres - other.radiusMetres);
    }
  }

  private static Extent extent(Area area) {
    return switch (area) {
      case Area.Circle(Position centre, double radiusMetres) -> new Extent(centre, radiusMetres);
      case Area.Polygons(List<Area.Polygon> polygons) ->
          box(polygons.stream().flatMap(one -> one.outer().positions().stream()).toList(), 0);
      case Area.Corridor(List<Position> line, double widthMetres) -> box(line, widthMetres / 2);
      case Area.Buffered(Area.Polygons polygons, double bufferMetres) -> {
        Extent inner = extent(polygons);
        yield new Extent(inner.middle(), inner.radiusMetres() + bufferMetres);
      }
    };
  }

  /** How far the area reaches from its middle, or a corridor from the middle of its way. */
  private static double reachMetres(Area area) {
    return area instanceof Area.Corridor corridor
        ? corridor.widthMetres() / 2
        : extent(area).radiusMetres();
  }

  private static Extent box(List<Position> positions, double beyondMetres) {
    Position southWest = corner(positions, -1);
    Position northEast = corner(positions, 1);
    Position middle =
        Position.ofDegrees(
            (southWest.latitude() + northEast.latitude()) / 2,
            (southWest.longitude() + northEast.longitude()) / 2);
    return new Extent(middle, metres(middle, northEast) + beyondMetres);
  }

  /** The corner of the box round all positions, on the side of the sign. */
  private static Position corner(List<Position> positions, int sign) {
    double latitude =
        sign * positions.stream().mapToDouble(p -> sign * p.latitude()).max().orElseThrow();
    double longitude =
        sign * positions.stream().mapToDouble(p -> sign * p.longitude()).max().orElseThrow();
    return Position.ofDegrees(latitude, longitude);
  }

  /** On a ball, which is exact enough for a warning. */
  private static double metres(Position a, Position b) {
    double north = Math.toRadians(b.latitude() - a.latitude());
    double east = Math.toRadians(b.longitude() - a.longitude());
    double h =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(a.latitude()))
                * Math.cos(Math.toRadians(b.latitude()))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
