package org.muster.engine;

/** A box in units, east of {@code minX} up to {@code maxX}, which may lie beyond half a turn. */
record Box(long minX, long maxX, long minY, long maxY) {

  long width() {
    return maxX - minX;
  }

  long height() {
    return maxY - minY;
  }

  /** Larger on all sides by some metres, and rather too large than too small. */
  Box and(double metres) {
    if (metres == 0) {
      return this;
    }
    long reachY = (long) (metres / Earth.LATITUDE_UNIT_MIN) + 1;
    Box column = new Box(minX, maxX, minY - reachY, maxY + reachY);
    double unitX = Earth.longitudeUnit(column.farthest(Raster.BESIDE));
    long reachX = (long) Math.min(Earth.WHOLE_TURN, metres / unitX) + 1;
    return new Box(minX - reachX, maxX + reachX, column.minY, column.maxY);
  }

  /** The latitude in it or within so many units of it that is farthest from the equator. */
  int farthest(long within) {
    long farthest = Math.max(Math.abs(minY), Math.abs(maxY)) + within;
    return (int) Math.min(900_000_000, farthest);
  }

  /** How far a longitude is east or west of the box. */
  long gap(long x) {
    return Math.max(0, Math.max(minX - x, x - maxX));
  }

  /** The longitude, some whole turns on, that is nearest to the box. */
  long nearest(int longitude) {
    long best = longitude;
    for (long x = longitude - Earth.WHOLE_TURN;
        x <= longitude + Earth.WHOLE_TURN;
        x += Earth.WHOLE_TURN) {
      if (gap(x) < gap(best)) {
        best = x;
      }
    }
    return best;
  }
}
