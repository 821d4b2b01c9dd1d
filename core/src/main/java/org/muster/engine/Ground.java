package org.muster.engine;

import org.muster.domain.Area;

/**
 * An area as exact tests. Coordinates are ten-millionths of a degree. {@link Raster} stands before
 * it and answers most fixes without it.
 */
interface Ground {
  int STRADDLING = 0;
  int CLEAR_INSIDE = 1;
  int CLEAR_OUTSIDE = 2;

  static Ground of(Area area) {
    return switch (area) {
      case Area.Circle circle -> new CircleGround(circle);
      case Area.Polygons polygons -> EdgeGround.of(polygons, 0);
      case Area.Corridor corridor -> EdgeGround.of(corridor);
      case Area.Buffered(Area.Polygons polygons, double bufferMetres) ->
          EdgeGround.of(polygons, bufferMetres);
    };
  }

  /** Whether the place lies inside; the edge belongs to the area. */
  boolean inside(int latitude, int longitude);

  /**
   * Metres to the nearest edge; inside a corridor or buffer, what is left of its width from the
   * nearest place of the line or polygon, which is never more.
   */
  double distance(int latitude, int longitude);

  /** As {@link #distance}; but where that is below a floor, some number that is below it too. */
  double distanceFrom(double floor, int latitude, int longitude);

  /** Where an error circle of that radius lies. */
  int side(int latitude, int longitude, double radius);

  /** The box round the area. */
  Box box();

  /**
   * Metres that every place of a cell is clear of the edge, at least, on the side on which the
   * cell's middle is; 0 or less where that is not sure. A cell reaches so many units from its
   * middle.
   */
  double clearance(int latitude, int longitude, long reachY, long reachX);
}
