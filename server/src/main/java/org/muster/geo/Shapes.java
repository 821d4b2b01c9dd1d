package org.muster.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.muster.domain.Area;
import org.muster.domain.Position;

/** Checks that a polygon bounds an area: no ring crosses itself or another. */
final class Shapes {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private Shapes() {}

  static void check(Area area) throws UnreadableArea {
    switch (area) {
      case Area.Polygons polygons -> check(polygons);
      case Area.Buffered(Area.Polygons polygons, double bufferMetres) -> check(polygons);
      case Area.Circle circle -> {}
      case Area.Corridor corridor -> {}
    }
  }

  private static void check(Area.Polygons area) throws UnreadableArea {
    for (Area.Polygon polygon : area.polygons()) {
      TopologyValidationError error = new IsValidOp(jts(polygon)).getValidationError();
      if (error != null) {
        Coordinate at = error.getCoordinate();
        throw new UnreadableArea(
            String.format(
                Locale.ROOT,
                "The outline is not a clean area: %s near latitude %.6f, longitude %.6f. Draw it"
                    + " again without crossing lines.",
                error.getMessage().toLowerCase(Locale.ROOT),
                at.y,
                at.x));
      }
    }
  }

  private static Polygon jts(Area.Polygon polygon) {
    List<LinearRing> holes = new ArrayList<>();
    polygon.holes().forEach(hole -> holes.add(jts(hole)));
    return GEOMETRY.createPolygon(jts(polygon.outer()), holes.toArray(LinearRing[]::new));
  }

  private static LinearRing jts(Area.Ring ring) {
    // A ring over the antimeridian is checked on the side of its first position.
    double base = ring.positions().getFirst().longitude();
    List<Coordinate> coordinates = new ArrayList<>();
    for (Position position : ring.positions()) {
      double turn = Math.rint((position.longitude() - base) / 360) * 360;
      coordinates.add(new Coordinate(position.longitude() - turn, position.latitude()));
    }
    coordinates.add(coordinates.getFirst().copy());
    return GEOMETRY.createLinearRing(coordinates.toArray(Coordinate[]::new));
  }
}
