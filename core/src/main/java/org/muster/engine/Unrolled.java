package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Area;
import org.muster.domain.Position;

/**
 * Edges with their longitudes unrolled: one between two positions more than half a turn apart goes
 * the short way, across the antimeridian, and all rings are put on the side of it on which the
 * first is. An edge is x and y of its start, then of its end.
 */
final class Unrolled {
  final List<long[]> edges = new ArrayList<>();

  void line(List<Position> positions) {
    Position first = positions.getFirst();
    add(first, positions.subList(1, positions.size()), first.longitudeE7());
  }

  void ring(Area.Ring ring) {
    int first = edges.size();
    Position last = ring.positions().getLast();
    long start = last.longitudeE7();
    if (first > 0) {
      start =
          edges.getFirst()[0]
              + Earth.wrapped(Math.floorMod(start - edges.getFirst()[0], Earth.WHOLE_TURN));
    }
    if (add(last, ring.positions(), start) != start) {
      edges.subList(first, edges.size()).clear();
      asWritten(ring);
    }
  }

  /** Gives where it ends. */
  private long add(Position from, List<Position> to, long start) {
    Position last = from;
    long x = start;
    for (Position next : to) {
      long step = (long) next.longitudeE7() - last.longitudeE7();
      // A step of exactly a whole turn is the side of a box round the world, not a crossing.
      long toX = Math.abs(step) == Earth.WHOLE_TURN ? x + step : x + Earth.wrapped(step);
      edges.add(new long[] {x, last.latitudeE7(), toX, next.latitudeE7()});
      x = toX;
      last = next;
    }
    return x;
  }

  /** A ring round a pole does not close when it is unrolled. */
  private void asWritten(Area.Ring ring) {
    Position last = ring.positions().getLast();
    for (Position next : ring.positions()) {
      edges.add(
          new long[] {
            last.longitudeE7(), last.latitudeE7(), next.longitudeE7(), next.latitudeE7()
          });
      last = next;
    }
  }
}
