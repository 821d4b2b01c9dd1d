package org.muster.engine;

import java.util.List;

/**
 * Edges in flat arrays, in blocks of about as many as there are blocks. Neighbours on a ring lie in
 * one block, so that its box tells for most blocks that none of its edges matters.
 */
final class Edges {
  private static final int BLOCK_MIN = 8;

  /**
   * A block is skipped only when it is farther than this much more than the nearest edge, so that
   * rounding can not change which edge is the nearest.
   */
  private static final double SURELY_FARTHER = 1 + 1e-9;

  private static final double SURELY_FARTHER_SQUARED_METRES = 1e-7;

  /** Squared metres may be rounded so far up or down. */
  private static final double SURELY_NEARER = 1 - 1e-9;

  private final int count;
  private final int blockLength;
  private final long[] west;
  private final long[] south;
  private final long[] toEast;
  private final long[] toNorth;

  // Of each block.
  private final long[] minX;
  private final long[] maxX;
  private final long[] minY;
  private final long[] maxY;

  /** Each edge is x and y of its start, then of its end. */
  Edges(List<long[]> edges) {
    count = edges.size();
    west = edges.stream().mapToLong(e -> e[0]).toArray();
    south = edges.stream().mapToLong(e -> e[1]).toArray();
    toEast = edges.stream().mapToLong(e -> e[2]).toArray();
    toNorth = edges.stream().mapToLong(e -> e[3]).toArray();
    blockLength = Math.max(BLOCK_MIN, (int) Math.sqrt(count));
    int blocks = (count + blockLength - 1) / blockLength;
    minX = new long[blocks];
    maxX = new long[blocks];
    minY = new long[blocks];
    maxY = new long[blocks];
    for (int block = 0; block < blocks; block++) {
      Box box = box(block * blockLength, Math.min(count, (block + 1) * blockLength));
      minX[block] = box.minX();
      maxX[block] = box.maxX();
      minY[block] = box.minY();
      maxY[block] = box.maxY();
    }
  }

  Box box() {
    return box(0, count);
  }

  private Box box(int first, int end) {
    long minX = Long.MAX_VALUE;
    long maxX = Long.MIN_VALUE;
    long minY = Long.MAX_VALUE;
    long maxY = Long.MIN_VALUE;
    for (int e = first; e < end; e++) {
      minX = Math.min(minX, Math.min(west[e], toEast[e]));
      maxX = Math.max(maxX, Math.max(west[e], toEast[e]));
      minY = Math.min(minY, Math.min(south[e], toNorth[e]));
      maxY = Math.max(maxY, Math.max(south[e], toNorth[e]));
    }
    return new Box(minX, maxX, minY, maxY);
  }

  /** Metres to the nearest edge, flat at the latitude. */
  double nearest(long x, int latitude) {
    return nearest(x, latitude, Double.MAX_VALUE, 0);
  }

  /**
   * Metres to the nearest edge, where they lie between two bounds. Where none is nearer than {@code
   * within}, some number that is not below it; where one is nearer than {@code enough}, some number
   * that is below it.
   */
  double nearest(long x, int latitude, double within, double enough) {
    double unitX = Earth.longitudeUnit(latitude);
    double unitY = Earth.latitudeUnit(latitude);
    double best = within * within;
    double enoughSquared = enough * enough * SURELY_NEARER;
    int first = 0;
    for (int block = 0; block < minX.length && best >= enoughSquared; block++) {
      int end = Math.min(count, first + blockLength);
      double gapX = Math.max(0, Math.max(minX[block] - x, x - maxX[block])) * unitX;
      double gapY = Math.max(0, Math.max(minY[block] - latitude, latitude - maxY[block])) * unitY;
      double gap = gapX * gapX + gapY * gapY;
      if (gap <= best * SURELY_FARTHER + SURELY_FARTHER_SQUARED_METRES) {
        best = nearest(first, end, x, latitude, unitX, unitY, best);
      }
      first = end;
    }
    return Math.sqrt(best);
  }

  private double nearest(
      int first, int end, long x, long y, double unitX, double unitY, double bestYet) {
    double best = bestYet;
    for (int e = first; e < end; e++) {
      double fromX = (west[e] - x) * unitX;
      double fromY = (south[e] - y) * unitY;
      double alongX = (toEast[e] - west[e]) * unitX;
      double alongY = (toNorth[e] - south[e]) * unitY;
      double length = alongX * alongX + alongY * alongY;
      double part = -(fromX * alongX + fromY * alongY);
      part = part <= 0 ? 0 : part >= length ? 1 : part / length;
      double offX = fromX + part * alongX;
      double offY = fromY + part * alongY;
      double off = offX * offX + offY * offY;
      best = off < best ? off : best;
    }
    return best;
  }

  /** Exact on the grid: edges to the east are counted, and a place on an edge is inside. */
  boolean inside(int firstEdge, int endEdge, long x, long y) {
    boolean inside = false;
    int first = firstEdge;
    while (first < endEdge) {
      int block = first / blockLength;
      int end = Math.min(endEdge, (block + 1) * blockLength);
      if (y >= minY[block] && y <= maxY[block] && x <= maxX[block]) {
        for (int e = first; e < end; e++) {
          int seen = seen(e, x, y);
          if (seen == ON) {
            return true;
          }
          inside ^= seen == CROSSED;
        }
      }
      first = end;
    }
    return inside;
  }

  private static final int PASSED = 0;
  private static final int CROSSED = 1;
  private static final int ON = 2;

  /** What a way from the place to the east does with an edge. */
  private int seen(int e, long x, long y) {
    long y1 = south[e];
    long y2 = toNorth[e];
    boolean crosses = (y1 > y) != (y2 > y);
    if (!crosses && y1 != y && y2 != y) {
      return PASSED;
    }
    long x1 = west[e];
    long x2 = toEast[e];
    if (x < Math.min(x1, x2)) {
      return crosses ? CROSSED : PASSED;
    }
    if (x > Math.max(x1, x2)) {
      return PASSED;
    }
    long turn = turn(x2 - x1, y2 - y1, x - x1, y - y1);
    if (turn == 0) {
      return ON;
    }
    return crosses && (turn > 0) == (y2 > y1) ? CROSSED : PASSED;
  }

  /** Positive where the place is to the left of the edge. Its parts stay below 2^63. */
  private static long turn(long edgeX, long edgeY, long x, long y) {
    return edgeX * y - edgeY * x;
  }
}
