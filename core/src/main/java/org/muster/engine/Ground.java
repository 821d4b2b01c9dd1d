package org.muster.engine;

import org.muster.domain.Area;

/** An area compiled for reading fixes against it. Coordinates are ten-millionths of a degree. */
interface Ground {
  int STRADDLING = 0;
  int CLEAR_INSIDE = 1;
  int CLEAR_OUTSIDE = 2;

  static Ground of(Area area) {
    return switch (area) {
      case Area.Circle circle -> new CircleGround(circle);
      case Area.Polygons polygons -> PolygonGround.of(polygons);
    };
  }

  /** Whether the place lies inside; the edge belongs to the area. */
  boolean inside(int latitude, int longitude);

  /** Metres to the nearest edge. */
  double distance(int latitude, int longitude);

  /** Where an error circle of that radius lies. */
  int side(int latitude, int longitude, double radius);
}
