package org.muster.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.muster.domain.Area;
import org.muster.domain.Position;

/**
 * Areas as polygons for the eye. They are made on a plane with the metres of the area's middle, so
 * in an area of many degrees from south to north a width looks a little too large at one end; the
 * engine does not read them. Longitudes run on past 180 across the antimeridian.
 */
final class Outlines {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final double METRES_PER_DEGREE = 111_195;

  /** Near a pole a degree of longitude has no length. */
  private static final double COSINE_MIN = 0.01;

  private Outlines() {}

  /** A circle is drawn by the page. */
  static Geometry of(Area area) {
    return switch (area) {
      case Area.Circle(Position centre, double radiusMetres) ->
          wider(GEOMETRY.createPoint(coordinate(centre, centre.longitude())), radiusMetres);
      case Area.Polygons(List<Area.Polygon> polygons) -> of(polygons);
      case Area.Corridor(List<Position> line, double widthMetres) ->
          wider(GEOMETRY.createLineString(unrolled(line)), widthMetres / 2);
      case Area.Buffered(Area.Polygons(List<Area.Polygon> polygons), double bufferMetres) ->
          wider(of(polygons), bufferMetres);
    };
  }

  private static Geometry wider(Geometry geometry, double metres) {
    double latitude = geometry.getEnvelopeInternal().centre().y;
    double cosine = Math.max(COSINE_MIN, Math.cos(Math.toRadians(latitude)));
    AffineTransformation plane =
        AffineTransformation.scaleInstance(METRES_PER_DEGREE * cosine, METRES_PER_DEGREE);
    AffineTransformation back =
        AffineTransformation.scaleInstance(1 / (METRES_PER_DEGREE * cosine), 1 / METRES_PER_DEGREE);
    return back.transform(plane.transform(geometry).buffer(metres));
  }

  private static Geometry of(List<Area.Polygon> polygons) {
    double base = polygons.getFirst().outer().positions().getFirst().longitude();
    List<Polygon> all = new ArrayList<>();
    for (Area.Polygon polygon : polygons) {
      LinearRing[] holes =
          polygon.holes().stream().map(hole -> ring(hole, base)).toArray(LinearRing[]::new);
      all.add(GEOMETRY.createPolygon(ring(polygon.outer(), base), holes));
    }
    return GEOMETRY.createMultiPolygon(all.toArray(Polygon[]::new));
  }

  private static LinearRing ring(Area.Ring ring, double base) {
    List<Coordinate> coordinates = new ArrayList<>();
    ring.positions().forEach(position -> coordinates.add(coordinate(position, base)));
    coordinates.add(coordinates.getFirst().copy());
    return GEOMETRY.createLinearRing(coordinates.toArray(Coordinate[]::new));
  }

  private static Coordinate[] unrolled(List<Position> line) {
    Coordinate[] coordinates = new Coordinate[line.size()];
    double last = line.getFirst().longitude();
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = coordinate(line.get(i), last);
      last = coordinates[i].x;
    }
    return coordinates;
  }

  /** On the side of the antimeridian on which the longitude is nearest to another. */
  private static Coordinate coordinate(Position position, double near) {
    double turn = Math.rint((position.longitude() - near) / 360) * 360;
    return new Coordinate(position.longitude() - turn, position.latitude());
  }
}
