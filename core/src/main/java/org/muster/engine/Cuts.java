package org.muster.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * RFC 7946 asks that an area across the antimeridian is cut there in two. The two cuts face each
 * other and are no border. A person who stands on them is as far inside as the true edge is away.
 */
final class Cuts {
  private Cuts() {}

  /** The edges that are no such cut: not along the antimeridian, or alone there. */
  static List<long[]> without(List<long[]> edges) {
    boolean[] cut = new boolean[edges.size()];
    for (int i = 0; i < cut.length; i++) {
      for (int j = i + 1; j < cut.length && onAntimeridian(edges.get(i)); j++) {
        if (onAntimeridian(edges.get(j)) && facing(edges.get(i), edges.get(j))) {
          cut[i] = true;
          cut[j] = true;
        }
      }
    }
    List<long[]> border = new ArrayList<>();
    for (int i = 0; i < cut.length; i++) {
      if (!cut[i]) {
        border.add(edges.get(i));
      }
    }
    return border;
  }

  private static boolean onAntimeridian(long[] edge) {
    return edge[0] == edge[2] && Math.floorMod(edge[0], Earth.WHOLE_TURN) == Earth.HALF_TURN;
  }

  private static boolean facing(long[] one, long[] other) {
    return Math.min(one[1], one[3]) == Math.min(other[1], other[3])
        && Math.max(one[1], one[3]) == Math.max(other[1], other[3]);
  }
}
