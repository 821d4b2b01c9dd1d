package org.muster.engine;

import org.muster.domain.Area;

/**
 * What stands before the exact tests of a ground: a box, and over it a grid of cells. A cell says
 * inside or outside, and how far its places are clear of the edge at least, in quarters of a metre.
 * An error circle that is smaller needs no look at the edges.
 *
 * <p>A cell is worked out when the first fix falls into it: people are in few. Its value follows
 * from the cell alone and is written at once, so that threads that share a ground may do it twice,
 * and see either nothing or the same.
 */
final class Raster {
  /** A fix may be this far north or south of the box for the units of longitude to hold. */
  static final long BESIDE = 10_000_000;

  private static final double QUARTERS_PER_METRE = 4;

  /** No quarter of a metre has more units of latitude. */
  private static final long LATITUDE_UNITS = 23;

  /** A larger one reaches round the earth. */
  private static final double RADIUS_METRES_MAX = 1e8;

  private static final int CELLS_PER_SIDE_MAX = 64;

  /** The grid reaches over the box by this part of its sides, and no less than some metres. */
  private static final int MARGIN_PARTS = 16;

  private static final double MARGIN_METRES_MIN = 100;

  final Ground ground;
  private final long west;
  private final long south;

  // The box, from the corner of the grid.
  private final long boxWest;
  private final long boxEast;
  private final long boxSouth;
  private final long boxNorth;

  /** No quarter of a metre beside the box has more units of longitude. */
  private final long longitudeUnits;

  private final int shiftX;
  private final int shiftY;
  private final int columns;
  private final int rows;

  /** 0 while not worked out; positive is inside. */
  private final short[] cells;

  Raster(Ground ground) {
    this.ground = ground;
    Box box = ground.box();
    double unitX = Earth.longitudeUnit(box.farthest(BESIDE));
    longitudeUnits = (long) Math.min(Earth.WHOLE_TURN, Math.ceil(1 / (QUARTERS_PER_METRE * unitX)));
    long marginX = margin(box.width(), unitX);
    long marginY = margin(box.height(), Earth.LATITUDE_UNIT_MIN);
    long width = box.width() + 2 * marginX;
    long height = box.height() + 2 * marginY;
    west =
        Math.floorMod(box.minX() - marginX + Earth.HALF_TURN, Earth.WHOLE_TURN) - Earth.HALF_TURN;
    south = box.minY() - marginY;
    boxWest = marginX;
    boxEast = marginX + box.width();
    boxSouth = marginY;
    boxNorth = marginY + box.height();
    shiftX = shift(width);
    shiftY = shift(height);
    // An area that reaches half round the earth has no east and west: it is always tested exactly.
    boolean bounded = width < Earth.HALF_TURN;
    columns = bounded ? (int) (width >> shiftX) + 1 : 0;
    rows = bounded ? (int) (height >> shiftY) + 1 : 0;
    cells = new short[rows * columns];
  }

  static Raster of(Area area) {
    return new Raster(Ground.of(area));
  }

  /** What the grid takes in memory. */
  long cellBytes() {
    return (long) Short.BYTES * cells.length;
  }

  private static long margin(long side, double unit) {
    return Math.max(
        side / MARGIN_PARTS, (long) Math.min(Earth.WHOLE_TURN, MARGIN_METRES_MIN / unit));
  }

  private static int shift(long side) {
    int shift = 1;
    while (side >> shift >= CELLS_PER_SIDE_MAX) {
      shift++;
    }
    return shift;
  }

  /** A radius in quarters of a metre, rounded up: how clear of the edge a cell must be for it. */
  static int need(double radius) {
    return (int) ((radius < RADIUS_METRES_MAX ? radius : RADIUS_METRES_MAX) * QUARTERS_PER_METRE)
        + 2;
  }

  /** The side of a row that is no believed fix. */
  static final byte UNREAD = -1;

  /** Reads all fixes that are believed. */
  byte[] read(Marks marks) {
    int[] need = marks.need;
    int[] latitude = marks.columns.latitude;
    int[] longitude = marks.columns.longitude;
    byte[] sides = new byte[need.length];
    for (int i = 0; i < need.length; i++) {
      int side = UNREAD;
      if (need[i] != Marks.UNREAD) {
        side = side(latitude[i], longitude[i], need[i]);
        if (side == NOT_SURE) {
          side = ground.side(latitude[i], longitude[i], marks.radius[i]);
        }
      }
      sides[i] = (byte) side;
    }
    return sides;
  }

  static final int NOT_SURE = -1;

  /** The side that an exact test would give, or that it has to be asked. */
  int side(int latitude, int longitude, int need) {
    long y = latitude - south;
    long x = longitude - west;
    if (x < 0) {
      x += Earth.WHOLE_TURN;
    }
    long row = y >> shiftY;
    long column = x >> shiftX;
    if (row >= 0 && row < rows && column < columns) {
      int cell = cells[(int) row * columns + (int) column];
      if (cell == 0) {
        cell = workOut((int) row, (int) column);
      }
      if (cell >= need) {
        return Ground.CLEAR_INSIDE;
      }
      return -cell >= need ? Ground.CLEAR_OUTSIDE : NOT_SURE;
    }
    return beside(x, y, need);
  }

  private int beside(long x, long y, int need) {
    if (rows == 0) {
      return NOT_SURE;
    }
    long gapY = Math.max(boxSouth - y, y - boxNorth);
    if (gapY >= need * LATITUDE_UNITS) {
      return Ground.CLEAR_OUTSIDE;
    }
    long gapX = x <= boxEast ? boxWest - x : Math.min(x - boxEast, Earth.WHOLE_TURN - x + boxWest);
    boolean clear = gapY <= BESIDE && gapX >= need * longitudeUnits;
    return clear ? Ground.CLEAR_OUTSIDE : NOT_SURE;
  }

  private short workOut(int row, int column) {
    long reachX = 1L << (shiftX - 1);
    long reachY = 1L << (shiftY - 1);
    long x = west + ((long) column << shiftX) + reachX;
    int longitude = (int) (x > Earth.HALF_TURN ? x - Earth.WHOLE_TURN : x);
    long y = south + ((long) row << shiftY) + reachY;
    int latitude = Math.clamp(y, -900_000_000, 900_000_000);
    // A cell over a pole has its middle on the pole, and reaches farther from there.
    double clear =
        ground.clearance(latitude, longitude, reachY + Math.abs(y - latitude), reachX)
            * QUARTERS_PER_METRE;
    short cell = (short) Math.max(1, Math.min(Short.MAX_VALUE, clear));
    if (cell > 1 && !ground.inside(latitude, longitude)) {
      cell = (short) -cell;
    }
    cells[row * columns + column] = cell;
    return cell;
  }
}
