package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * What JTS says of a shape: inside by its exact predicate in whole units, the distance by its point
 * and segment on the plane of the place's own latitude.
 */
final class JtsOracle {
  private static final GeometryFactory JTS = new GeometryFactory();

  private final List<IndexedPointInAreaLocator> polygons = new ArrayList<>();
  private final List<Coordinate[]> lines = new ArrayList<>();
  private final double beyondMetres;
  private final boolean isValid;

  /** Inside is exact unless a distance decides it. */
  record Answer(boolean inside, boolean isExact, double distance) {}

  JtsOracle(PlainShape shape) {
    beyondMetres = shape.beyondMetres();
    boolean valid = true;
    for (List<List<long[]>> polygon : shape.polygons()) {
      List<LinearRing> rings = polygon.stream().map(JtsOracle::ring).toList();
      Polygon whole =
          JTS.createPolygon(
              rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
      valid &= whole.isValid();
      polygons.add(new IndexedPointInAreaLocator(whole));
      rings.forEach(ring -> lines.add(ring.getCoordinates()));
    }
    shape.lines().forEach(line -> lines.add(coordinates(line).toArray(Coordinate[]::new)));
    isValid = valid;
  }

  boolean isValid() {
    return isValid;
  }

  Answer at(long x, long y) {
    Coordinate place = new Coordinate(x, y);
    boolean inPolygon = polygons.stream().anyMatch(one -> one.locate(place) != Location.EXTERIOR);
    double toLine = toLine(x, y);
    if (beyondMetres == 0) {
      return new Answer(inPolygon, true, toLine);
    }
    return new Answer(
        inPolygon || toLine <= beyondMetres,
        inPolygon,
        inPolygon ? beyondMetres + toLine : Math.abs(toLine - beyondMetres));
  }

  private double toLine(long x, long y) {
    double unitX = Earth.longitudeUnit((int) y);
    double unitY = Earth.latitudeUnit((int) y);
    Coordinate origin = new Coordinate(0, 0);
    double least = Double.MAX_VALUE;
    for (Coordinate[] line : lines) {
      Coordinate last = metres(line[0], x, y, unitX, unitY);
      for (int i = 1; i < line.length; i++) {
        Coordinate next = metres(line[i], x, y, unitX, unitY);
        least = Math.min(least, Distance.pointToSegment(origin, last, next));
        last = next;
      }
    }
    return least;
  }

  private static Coordinate metres(Coordinate c, long x, long y, double unitX, double unitY) {
    return new Coordinate((c.x - x) * unitX, (c.y - y) * unitY);
  }

  private static LinearRing ring(List<long[]> ring) {
    List<Coordinate> coordinates = coordinates(ring);
    coordinates.add(coordinates.getFirst());
    return JTS.createLinearRing(coordinates.toArray(Coordinate[]::new));
  }

  private static List<Coordinate> coordinates(List<long[]> line) {
    List<Coordinate> coordinates = new ArrayList<>();
    line.forEach(p -> coordinates.add(new Coordinate(p[0], p[1])));
    return coordinates;
  }
}
