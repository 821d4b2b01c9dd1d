package org.muster.engine;

import java.util.List;
import org.muster.domain.Area;

/** What is bounded by edges, or by a distance from them: polygons, with a buffer, and corridors. */
final class EdgeGround implements Ground {
  /**
   * Edges of polygon p are those from {@code firstEdge[p]} up to {@code firstEdge[p + 1]}. A
   * corridor has none.
   */
  private final int[] firstEdge;

  private final Edges edges;

  /** The edges without the cuts at the antimeridian, which are no border. */
  private final Edges border;

  /** The area reaches so far beyond the edges: half a corridor's width, or the buffer. */
  private final double beyondMetres;

  /** Round the edges, and round the area. */
  private final Box inner;

  private final Box box;

  static EdgeGround of(Area.Polygons polygons, double bufferMetres) {
    Unrolled unrolled = new Unrolled();
    int[] firstEdge = new int[polygons.polygons().size() + 1];
    for (int p = 0; p < polygons.polygons().size(); p++) {
      Area.Polygon polygon = polygons.polygons().get(p);
      unrolled.ring(polygon.outer());
      polygon.holes().forEach(unrolled::ring);
      firstEdge[p + 1] = unrolled.edges.size();
    }
    return new EdgeGround(firstEdge, unrolled.edges, bufferMetres);
  }

  static EdgeGround of(Area.Corridor corridor) {
    Unrolled unrolled = new Unrolled();
    unrolled.line(corridor.line());
    return new EdgeGround(new int[1], unrolled.edges, corridor.widthMetres() / 2);
  }

  private EdgeGround(int[] firstEdge, List<long[]> edges, double beyondMetres) {
    this.firstEdge = firstEdge;
    this.beyondMetres = beyondMetres;
    this.edges = new Edges(edges);
    List<long[]> border = Cuts.without(edges);
    this.border = border.size() == edges.size() ? this.edges : new Edges(border);
    inner = this.edges.box();
    box = inner.and(beyondMetres);
  }

  @Override
  public boolean inside(int latitude, int longitude) {
    return insidePolygon(latitude, longitude) || withinReach(latitude, longitude);
  }

  private boolean withinReach(int latitude, int longitude) {
    return beyondMetres > 0 && fromEdge(latitude, longitude) <= beyondMetres;
  }

  private boolean insidePolygon(int latitude, int longitude) {
    if (latitude < inner.minY() || latitude > inner.maxY()) {
      return false;
    }
    for (long x = longitude - Earth.WHOLE_TURN; x <= inner.maxX(); x += Earth.WHOLE_TURN) {
      if (x >= inner.minX() && insideAny(x, latitude)) {
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

  private double fromEdge(int latitude, int longitude) {
    return border.nearest(inner.nearest(longitude), latitude);
  }

  @Override
  public double distance(int latitude, int longitude) {
    double fromEdge = fromEdge(latitude, longitude);
    if (beyondMetres == 0) {
      return fromEdge;
    }
    return insidePolygon(latitude, longitude)
        ? beyondMetres + fromEdge
        : Math.abs(fromEdge - beyondMetres);
  }

  @Override
  public double distanceFrom(double floor, int latitude, int longitude) {
    return beyondMetres > 0
        ? distance(latitude, longitude)
        : border.nearest(inner.nearest(longitude), latitude, Double.MAX_VALUE, floor);
  }

  @Override
  public int side(int latitude, int longitude, double radius) {
    if (beyondMetres == 0) {
      double fromEdge = border.nearest(inner.nearest(longitude), latitude, radius, radius);
      if (fromEdge < radius) {
        return STRADDLING;
      }
      return insidePolygon(latitude, longitude) ? CLEAR_INSIDE : CLEAR_OUTSIDE;
    }
    // A little more, so that rounding brings nothing that lies beyond it within the radius.
    double within = (beyondMetres + radius) * (1 + 1e-9);
    double fromEdge = border.nearest(inner.nearest(longitude), latitude, within, 0);
    boolean insidePolygon = insidePolygon(latitude, longitude);
    double distance = insidePolygon ? beyondMetres + fromEdge : Math.abs(fromEdge - beyondMetres);
    if (distance < radius) {
      return STRADDLING;
    }
    return insidePolygon || fromEdge <= beyondMetres ? CLEAR_INSIDE : CLEAR_OUTSIDE;
  }

  @Override
  public Box box() {
    return box;
  }

  @Override
  public double clearance(int latitude, int longitude, long reachY, long reachX) {
    // A cut counts here: behind it lies another polygon.
    double fromEdge = edges.nearest(inner.nearest(longitude), latitude);
    double reach = Earth.reach(latitude, reachY, reachX);
    double least = (fromEdge - reach) * Earth.shortest(latitude, reachY);
    if (beyondMetres == 0) {
      return least;
    }
    if (least > 0 && insidePolygon(latitude, longitude)) {
      return beyondMetres + least;
    }
    double most = (fromEdge + reach) * Earth.longest(latitude, reachY);
    return Math.max(least - beyondMetres, beyondMetres - most);
  }
}
