package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Area;
import org.muster.domain.Position;

/**
 * Areas by the book, in metres round the place that is asked for: no boxes, no blocks, no raster,
 * and rays go north. For areas that do not reach round the earth and are not cut at the
 * antimeridian.
 */
final class SlowGround {
  private SlowGround() {}

  /** Metres that a place is inside, or, below 0, outside. */
  static double depth(Area area, Position place) {
    return switch (area) {
      case Area.Circle(Position centre, double radiusMetres) ->
          radiusMetres
              - Earth.near(
                  place.latitudeE7(),
                  place.longitudeE7(),
                  centre.latitudeE7(),
                  centre.longitudeE7());
      case Area.Polygons(List<Area.Polygon> polygons) -> {
        double toEdge = toEdge(polygons, place);
        yield inside(polygons, place) ? toEdge : -toEdge;
      }
      case Area.Corridor(List<Position> line, double widthMetres) ->
          widthMetres / 2 - toLine(line, place);
      case Area.Buffered(Area.Polygons(List<Area.Polygon> polygons), double bufferMetres) -> {
        double toEdge = toEdge(polygons, place);
        yield inside(polygons, place) ? bufferMetres + toEdge : bufferMetres - toEdge;
      }
    };
  }

  private static double toEdge(List<Area.Polygon> polygons, Position place) {
    return polygons.stream()
        .flatMap(polygon -> rings(polygon).stream())
        .mapToDouble(ring -> toLine(closed(ring), place))
        .min()
        .orElseThrow();
  }

  private static boolean inside(List<Area.Polygon> polygons, Position place) {
    return polygons.stream()
        .anyMatch(
            polygon ->
                rings(polygon).stream().mapToInt(ring -> crossings(closed(ring), place)).sum() % 2
                    == 1);
  }

  private static List<Area.Ring> rings(Area.Polygon polygon) {
    List<Area.Ring> rings = new ArrayList<>(polygon.holes());
    rings.add(polygon.outer());
    return rings;
  }

  private static List<Position> closed(Area.Ring ring) {
    List<Position> line = new ArrayList<>(ring.positions());
    line.add(line.getFirst());
    return line;
  }

  private static double toLine(List<Position> line, Position place) {
    double least = Double.MAX_VALUE;
    for (int i = 1; i < line.size(); i++) {
      double[] a = metres(line.get(i - 1), place);
      double[] b = metres(line.get(i), place);
      double[] along = {b[0] - a[0], b[1] - a[1]};
      double length = Math.hypot(along[0], along[1]);
      boolean before = along[0] * a[0] + along[1] * a[1] >= 0;
      boolean behind = along[0] * b[0] + along[1] * b[1] <= 0;
      double off =
          before
              ? Math.hypot(a[0], a[1])
              : behind ? Math.hypot(b[0], b[1]) : Math.abs(a[0] * b[1] - a[1] * b[0]) / length;
      least = Math.min(least, off);
    }
    return least;
  }

  /** How often a ray to the north crosses the ring. */
  private static int crossings(List<Position> ring, Position place) {
    int crossings = 0;
    for (int i = 1; i < ring.size(); i++) {
      double[] a = metres(ring.get(i - 1), place);
      double[] b = metres(ring.get(i), place);
      if ((a[0] > 0) != (b[0] > 0) && a[1] - a[0] * (b[1] - a[1]) / (b[0] - a[0]) > 0) {
        crossings++;
      }
    }
    return crossings;
  }

  /** East and north of the place. */
  private static double[] metres(Position position, Position place) {
    long east = (long) position.longitudeE7() - place.longitudeE7();
    east = Math.floorMod(east + 1_800_000_000L, 3_600_000_000L) - 1_800_000_000L;
    long north = (long) position.latitudeE7() - place.latitudeE7();
    return new double[] {
      east * Earth.longitudeUnit(place.latitudeE7()), north * Earth.latitudeUnit(place.latitudeE7())
    };
  }
}
