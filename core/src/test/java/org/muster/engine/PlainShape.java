package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.muster.domain.Area;
import org.muster.domain.Position;

/**
 * An area in units without the wrap of the antimeridian, as an oracle on a plane sees it: polygons
 * of rings, or lines, and how far it reaches beyond them.
 */
record PlainShape(
    List<List<List<long[]>>> polygons, List<List<long[]>> lines, double beyondMetres) {
  private static final long FARTHEST_NORTH = 890_000_000;

  /** From ten units (some ten centimetres) to ten degrees from its middle. */
  static PlainShape random(Random random) {
    long size = (long) Math.pow(10, 1 + random.nextDouble() * 7);
    boolean atTheAntimeridian = random.nextInt(3) == 0;
    long x =
        atTheAntimeridian
            ? Earth.HALF_TURN + random.nextLong(-size, size)
            : random.nextLong(-1_650_000_000L, 1_650_000_000L);
    long y = random.nextLong(-700_000_000L, 700_000_000L);
    double beyond = random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(1 + (int) (size / 300));
    if (random.nextInt(5) == 0) {
      return new PlainShape(
          List.of(),
          List.of(line(random, x, y, size)),
          Math.clamp(beyond, 0.5, Area.WIDTH_METRES_MAX / 2));
    }
    List<List<List<long[]>>> polygons = new ArrayList<>();
    polygons.add(polygon(random, new long[] {x, y}, size));
    if (random.nextInt(3) == 0) {
      polygons.add(polygon(random, new long[] {x + 3 * size, y}, size));
    }
    return new PlainShape(polygons, List.of(), Math.min(beyond, Area.BUFFER_METRES_MAX));
  }

  /** A star, at times with a hole in it. */
  private static List<List<long[]>> polygon(Random random, long[] middle, long size) {
    List<List<long[]>> rings = new ArrayList<>();
    rings.add(star(random, middle, size, size / 2));
    if (random.nextBoolean() && size > 100) {
      rings.add(star(random, middle, size / 3, size / 6));
    }
    return rings;
  }

  private static List<long[]> star(Random random, long[] middle, long farthest, long nearest) {
    int corners = 3 + (random.nextInt(20) == 0 ? random.nextInt(1_000) : random.nextInt(60));
    List<long[]> ring = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double reach = nearest + random.nextDouble() * (farthest - nearest);
      add(
          ring,
          middle[0] + Math.round(reach * Math.cos(angle)),
          middle[1] + Math.round(reach * Math.sin(angle)));
    }
    if (ring.size() > 1 && same(ring.getFirst(), ring.getLast())) {
      ring.removeLast();
    }
    return ring.size() >= 3 ? ring : star(random, middle, farthest + 9, nearest + 5);
  }

  private static List<long[]> line(Random random, long x, long y, long size) {
    List<long[]> line = new ArrayList<>();
    for (int i = 2 + random.nextInt(30); i > 0 || line.size() < 2; i--) {
      add(line, x + random.nextLong(-size, size + 1), y + random.nextLong(-size, size + 1));
    }
    return line;
  }

  private static void add(List<long[]> line, long x, long y) {
    long[] next = {x, y};
    if (line.isEmpty() || !same(line.getLast(), next)) {
      line.add(next);
    }
  }

  private static boolean same(long[] one, long[] other) {
    return one[0] == other[0] && one[1] == other[1];
  }

  Area area() {
    if (polygons.isEmpty()) {
      return new Area.Corridor(positions(lines.getFirst()), 2 * beyondMetres);
    }
    List<Area.Polygon> all = new ArrayList<>();
    for (List<List<long[]>> polygon : polygons) {
      List<Area.Ring> rings =
          polygon.stream().map(PlainShape::positions).map(Area.Ring::new).toList();
      all.add(new Area.Polygon(rings.getFirst(), rings.subList(1, rings.size())));
    }
    Area.Polygons area = new Area.Polygons(all);
    return beyondMetres == 0 ? area : new Area.Buffered(area, beyondMetres);
  }

  private static List<Position> positions(List<long[]> line) {
    return line.stream().map(p -> new Position((int) p[1], (int) wrap(p[0]))).toList();
  }

  static long wrap(long x) {
    return Math.floorMod(x + Earth.HALF_TURN, Earth.WHOLE_TURN) - Earth.HALF_TURN;
  }

  private List<List<long[]>> all() {
    return Stream.concat(polygons.stream().flatMap(List::stream), lines.stream()).toList();
  }

  /** Anywhere, on a corner, in line with one, on an edge as near as the grid has it, or beside. */
  long[] place(Random random) {
    List<long[]> ring = all().get(random.nextInt(all().size()));
    int corner = random.nextInt(ring.size());
    long[] from = ring.get(corner);
    long[] to = ring.get((corner + 1) % ring.size());
    double part = random.nextDouble();
    long x = Math.round(from[0] + part * (to[0] - from[0]));
    long y = Math.round(from[1] + part * (to[1] - from[1]));
    long[] place =
        switch (random.nextInt(8)) {
          case 0 -> new long[] {from[0], from[1]};
          case 1 -> new long[] {any(random, ring, 0), from[1]};
          case 2 -> new long[] {from[0], any(random, ring, 1)};
          case 3 -> new long[] {x, y};
          case 4 -> new long[] {x + random.nextInt(3) - 1, y + random.nextInt(3) - 1};
          case 5 -> new long[] {x + beside(random), y + beside(random)};
          default -> new long[] {any(random, ring, 0), any(random, ring, 1)};
        };
    place[1] = Math.clamp(place[1], -FARTHEST_NORTH, FARTHEST_NORTH);
    return place;
  }

  /** Within some hundred metres, or where the area ends that reaches beyond its edge. */
  private long beside(Random random) {
    double metres = random.nextBoolean() ? beyondMetres : 200 * random.nextDouble();
    return Math.round(metres * 90 * (random.nextBoolean() ? 1 : -1));
  }

  private static long any(Random random, List<long[]> ring, int axis) {
    long least = ring.stream().mapToLong(p -> p[axis]).min().orElseThrow();
    long most = ring.stream().mapToLong(p -> p[axis]).max().orElseThrow();
    long side = Math.max(4, most - least);
    return random.nextLong(least - side / 2, most + side / 2);
  }
}
