package org.muster.domain;

import java.util.List;

/**
 * The shape of a zone on WGS 84. An edge is a straight line in longitude and latitude between two
 * positions, as in RFC 7946; the edge itself belongs to the area.
 */
public sealed interface Area {
  int RADIUS_METRES_MAX = 500_000;
  int POSITIONS_MAX = 20_000;
  int WIDTH_METRES_MAX = 100_000;
  int BUFFER_METRES_MAX = 50_000;
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
      Refuse.unless(
          positionCount(polygons) <= POSITIONS_MAX, "an area has at most 20,000 positions");
    }

    /** How many corners there are in all. */
    public int positionCount() {
      return positionCount(polygons);
    }

    private static int positionCount(List<Polygon> polygons) {
      return polygons.stream().mapToInt(Polygon::positionCount).sum();
    }
  }

  /** All places within half the width of a line, as along a road; its ends are round. */
  record Corridor(List<Position> line, double widthMetres) implements Area {
    public Corridor {
      line = List.copyOf(line);
      Refuse.unless(line.size() >= 2, "a corridor's line has at least two positions");
      Refuse.unless(line.size() <= POSITIONS_MAX, "a corridor has at most 20,000 positions");
      Refuse.unless(
          widthMetres >= RADIUS_METRES_MIN && widthMetres <= WIDTH_METRES_MAX,
          "a corridor's width is at least 1 m and at most 100 km, in metres");
    }
  }

  /** Polygons and all places within a distance of them; their holes are smaller by as much. */
  record Buffered(Polygons polygons, double bufferMetres) implements Area {
    public Buffered {
      Refuse.unless(
          bufferMetres >= RADIUS_METRES_MIN && bufferMetres <= BUFFER_METRES_MAX,
          "a buffer is at least 1 m and at most 50 km, in metres");
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
