package org.muster.domain;

import java.util.List;

/**
 * The shape of a zone on WGS 84. An edge is a straight line in longitude and latitude between two
 * positions, as in RFC 7946; the edge itself belongs to the area.
 */
public sealed interface Area {
  int RADIUS_METRES_MAX = 500_000;
  int POSITIONS_MAX = 20_000;
  double RADIUS_METRES_MIN = 1;

  /** All places within a distance of a centre. */
  record Circle(Position centre, double radiusMetres) implements Area {
    public Circle {
      Refuse.unless(
          radiusMetres >= RADIUS_METRES_MIN && radiusMetres <= RADIUS_METRES_MAX,
          "a circle's radius is at least 1 m and at most 500 km, in metres");
    }
  }

  /** One or more polygons; a place is inside when it is inside any of them. */
  record Polygons(List<Polygon> polygons) implements Area {
    public Polygons {
      polygons = List.copyOf(polygons);
      Refuse.unless(!polygons.isEmpty(), "an area has at least one polygon");
      int positions = polygons.stream().mapToInt(Polygon::positionCount).sum();
      Refuse.unless(positions <= POSITIONS_MAX, "an area has at most 20,000 positions");
    }
  }

  /** An outer ring and the holes in it. */
  record Polygon(Ring outer, List<Ring> holes) {
    public Polygon {
      holes = List.copyOf(holes);
    }

    int positionCount() {
      return outer.positions().size() + holes.stream().mapToInt(h -> h.positions().size()).sum();
    }
  }

  /** At least three positions; the last joins the first, which is not repeated. */
  record Ring(List<Position> positions) {
    public Ring {
      positions = List.copyOf(positions);
      Refuse.unless(positions.size() >= 3, "a ring has at least three different positions");
      Refuse.unless(
          !positions.getFirst().equals(positions.getLast()),
          "a ring does not repeat its first position");
    }
  }
}
