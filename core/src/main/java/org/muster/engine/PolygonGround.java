package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Area;
import org.muster.domain.Position;

/**
 * Polygons as one flat array of edges. Longitudes are unrolled: an edge between two positions more
 * than half a turn apart goes the short way, across the antimeridian, and all rings are put on the
 * side of it on which the first is.
 */
final class PolygonGround implements Ground {
  /** Edges of polygon p are those from {@code firstEdge[p]} up to {@code firstEdge[p + 1]}. */
  private final int[] firstEdge;

  private final long[] west;
  private final long[] south;
  private final long[] toEast;
  private final long[] toNorth;

  /** Edges that are cuts at the antimeridian and no border: they have no distance. */
  private final boolean[] cut;

  private final long minX;
  private final long maxX;
  private final long minY;
  private final long maxY;

  /** No unit of longitude within a degree of the box is shorter than this. */
  private final double longitudeUnitMin;

  static PolygonGround of(Area.Polygons polygons) {
    List<long[]> edges = new ArrayList<>();
    int[] firstEdge = new int[polygons.polygons().size() + 1];
    for (int p = 0; p < polygons.polygons().size(); p++) {
      Area.Polygon polygon = polygons.polygons().get(p);
      addRing(edges, polygon.outer());
      polygon.holes().forEach(hole -> addRing(edges, hole));
      firstEdge[p + 1] = edges.size();
    }
    return new PolygonGround(firstEdge, edges);
  }

  private PolygonGround(int[] firstEdge, List<long[]> edges) {
    this.firstEdge = firstEdge;
    west = edges.stream().mapToLong(e -> e[0]).toArray();
    south = edges.stream().mapToLong(e -> e[1]).toArray();
    toEast = edges.stream().mapToLong(e -> e[2]).toArray();
    toNorth = edges.stream().mapToLong(e -> e[3]).toArray();
    cut = Cuts.of(edges);
    minX = edges.stream().mapToLong(e -> Math.min(e[0], e[2])).min().orElseThrow();
    maxX = edges.stream().mapToLong(e -> Math.max(e[0], e[2])).max().orElseThrow();
    minY = edges.stream().mapToLong(e -> Math.min(e[1], e[3])).min().orElseThrow();
    maxY = edges.stream().mapToLong(e -> Math.max(e[1], e[3])).max().orElseThrow();
    long farthest = Math.max(Math.abs(minY), Math.abs(maxY)) + 10_000_000;
    longitudeUnitMin = Earth.longitudeUnit((int) Math.min(900_000_000, farthest));
  }

  private static void addRing(List<long[]> edges, Area.Ring ring) {
    int first = edges.size();
    Position last = ring.positions().getLast();
    long start = last.longitudeE7();
    if (first > 0) {
      start =
          edges.getFirst()[0]
              + Earth.wrapped(Math.floorMod(start - edges.getFirst()[0], Earth.WHOLE_TURN));
    }
    long x = start;
    for (Position next : ring.positions()) {
      long step = (long) next.longitudeE7() - last.longitudeE7();
      // A step of exactly a whole turn is the side of a box round the world, not a crossing.
      long toX = Math.abs(step) == Earth.WHOLE_TURN ? x + step : x + Earth.wrapped(step);
      edges.add(new long[] {x, last.latitudeE7(), toX, next.latitudeE7()});
      x = toX;
      last = next;
    }
    if (x != start) {
      unroll(edges, first, ring);
    }
  }

  /** A ring round a pole does not close when it is unrolled, so it is taken as it is written. */
  private static void unroll(List<long[]> edges, int first, Area.Ring ring) {
    edges.subList(first, edges.size()).clear();
    Position last = ring.positions().getLast();
    for (Position next : ring.positions()) {
      edges.add(
          new long[] {
            last.longitudeE7(), last.latitudeE7(), next.longitudeE7(), next.latitudeE7()
          });
      last = next;
    }
  }

  @Override
  public boolean inside(int latitude, int longitude) {
    if (latitude < minY || latitude > maxY) {
      return false;
    }
    for (long x = longitude - Earth.WHOLE_TURN; x <= maxX; x += Earth.WHOLE_TURN) {
      if (x >= minX && insideAny(x, latitude)) {
        return true;
      }
    }
    return false;
  }

  private boolean insideAny(long x, long y) {
    for (int p = 0; p < firstEdge.length - 1; p++) {
      if (insidePolygon(p, x, y)) {
        return true;
      }
    }
    return false;
  }

  /** Exact on the grid: edges to the east are counted, and a place on an edge is inside. */
  private boolean insidePolygon(int polygon, long x, long y) {
    boolean inside = false;
    for (int e = firstEdge[polygon]; e < firstEdge[polygon + 1]; e++) {
      long y1 = south[e];
      long y2 = toNorth[e];
      boolean crosses = (y1 > y) != (y2 > y);
      if (!crosses && y1 != y && y2 != y) {
        continue;
      }
      long x1 = west[e];
      long x2 = toEast[e];
      if (x < Math.min(x1, x2)) {
        inside ^= crosses;
      } else if (x <= Math.max(x1, x2)) {
        long turn = turn(x2 - x1, y2 - y1, x - x1, y - y1);
        if (turn == 0 && y >= Math.min(y1, y2) && y <= Math.max(y1, y2)) {
          return true;
        }
        inside ^= crosses && (turn > 0) == (y2 > y1);
      }
    }
    return inside;
  }

  /** Positive where the place is to the left of the edge. Its parts stay below 2^63. */
  private static long turn(long edgeX, long edgeY, long x, long y) {
    return edgeX * y - edgeY * x;
  }

  @Override
  public double distance(int latitude, int longitude) {
    double unitX = Earth.longitudeUnit(latitude);
    double unitY = Earth.latitudeUnit(latitude);
    long x = nearest(longitude);
    double best = Double.MAX_VALUE;
    for (int e = 0; e < west.length; e++) {
      if (!cut[e]) {
        double fromX = (west[e] - x) * unitX;
        double fromY = (south[e] - latitude) * unitY;
        double alongX = (toEast[e] - west[e]) * unitX;
        double alongY = (toNorth[e] - south[e]) * unitY;
        double length = alongX * alongX + alongY * alongY;
        double part = length > 0 ? -(fromX * alongX + fromY * alongY) / length : 0;
        part = Math.max(0, Math.min(1, part));
        double offX = fromX + part * alongX;
        double offY = fromY + part * alongY;
        best = Math.min(best, offX * offX + offY * offY);
      }
    }
    return Math.sqrt(best);
  }

  @Override
  public int side(int latitude, int longitude, double radius) {
    long gapY = Math.max(minY - latitude, latitude - maxY);
    if (gapY * Earth.LATITUDE_UNIT_MIN >= radius && gapY > 0) {
      return CLEAR_OUTSIDE;
    }
    long x = nearest(longitude);
    long gapX = Math.max(minX - x, x - maxX);
    if (gapX > 0 && gapY <= 10_000_000 && gapX * longitudeUnitMin >= radius) {
      return CLEAR_OUTSIDE;
    }
    if (distance(latitude, longitude) < radius) {
      return STRADDLING;
    }
    return inside(latitude, longitude) ? CLEAR_INSIDE : CLEAR_OUTSIDE;
  }

  /** The longitude, some whole turns on, that is nearest to the box. */
  private long nearest(int longitude) {
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

  private long gap(long x) {
    return Math.max(0, Math.max(minX - x, x - maxX));
  }
}
