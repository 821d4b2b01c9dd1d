package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Area;
import org.muster.domain.Position;

/**
 * Polygons as edges. Longitudes are unrolled: an edge between two positions more than half a turn
 * apart goes the short way, across the antimeridian, and all rings are put on the side of it on
 * which the first is.
 */
final class EdgeGround implements Ground {
  /** Edges of polygon p are those from {@code firstEdge[p]} up to {@code firstEdge[p + 1]}. */
  private final int[] firstEdge;

  private final Edges edges;

  /** The edges without the cuts at the antimeridian, which are no border. */
  private final Edges border;

  private final Box box;

  static EdgeGround of(Area.Polygons polygons) {
    List<long[]> edges = new ArrayList<>();
    int[] firstEdge = new int[polygons.polygons().size() + 1];
    for (int p = 0; p < polygons.polygons().size(); p++) {
      Area.Polygon polygon = polygons.polygons().get(p);
      addRing(edges, polygon.outer());
      polygon.holes().forEach(hole -> addRing(edges, hole));
      firstEdge[p + 1] = edges.size();
    }
    return new EdgeGround(firstEdge, edges);
  }

  private EdgeGround(int[] firstEdge, List<long[]> edges) {
    this.firstEdge = firstEdge;
    this.edges = new Edges(edges);
    List<long[]> border = Cuts.without(edges);
    this.border = border.size() == edges.size() ? this.edges : new Edges(border);
    box = this.edges.box();
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
    if (latitude < box.minY() || latitude > box.maxY()) {
      return false;
    }
    for (long x = longitude - Earth.WHOLE_TURN; x <= box.maxX(); x += Earth.WHOLE_TURN) {
      if (x >= box.minX() && insideAny(x, latitude)) {
        return true;
      }
    }
    return false;
  }

  private boolean insideAny(long x, long y) {
    for (int p = 0; p < firstEdge.length - 1; p++) {
      if (edges.inside(firstEdge[p], firstEdge[p + 1], x, y)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public double distance(int latitude, int longitude) {
    return border.nearest(box.nearest(longitude), latitude);
  }

  @Override
  public double distanceFrom(double floor, int latitude, int longitude) {
    return border.nearest(box.nearest(longitude), latitude, Double.MAX_VALUE, floor);
  }

  @Override
  public int side(int latitude, int longitude, double radius) {
    if (border.nearest(box.nearest(longitude), latitude, radius, radius) < radius) {
      return STRADDLING;
    }
    return inside(latitude, longitude) ? CLEAR_INSIDE : CLEAR_OUTSIDE;
  }

  @Override
  public Box box() {
    return box;
  }

  @Override
  public double clearance(int latitude, int longitude, long reachY, long reachX) {
    // A cut counts here: behind it lies another polygon.
    double distance = edges.nearest(box.nearest(longitude), latitude);
    return (distance - Earth.reach(latitude, reachY, reachX)) * Earth.shortest(latitude, reachY);
  }
}
