package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.muster.domain.Area;
import org.muster.domain.Position;

/** The engine's geometry against JTS: inside to the unit, distances to the centimetre. */
class GroundAgainstJtsTest {
  private static final GeometryFactory JTS = new GeometryFactory();
  private static final int AREAS = 400;
  private static final int PLACES = 500;

  /** Rings in units round a middle that may lie anywhere; JTS sees them without the wrap. */
  private record Shape(long middleX, long middleY, List<List<long[]>> rings, Area area) {}

  @Test
  void givenAnyPlace_thenInsideAndDistanceAreThoseOfJts() {
    int areas = 0;
    for (long seed = 0; areas < AREAS; seed++) {
      Random random = new Random(seed);
      long size = (long) Math.pow(10, 1 + random.nextDouble() * 5);
      Shape shape = shape(random, size);
      Raster raster = Raster.of(shape.area());
      Ground ground = raster.ground;
      Polygon oracle = polygon(shape, 1, 1);
      if (!oracle.isValid()) {
        continue;
      }
      areas++;
      for (int i = 0; i < PLACES; i++) {
        long[] place = place(random, shape, size);
        int latitude = (int) place[1];
        int longitude = (int) wrap(place[0]);
        boolean inside =
            SimplePointInAreaLocator.locate(new Coordinate(place[0], place[1]), oracle)
                != Location.EXTERIOR;
        String what = "seed " + seed + ", place " + i;
        assertThat(ground.inside(latitude, longitude)).as(what).isEqualTo(inside);
        double expected = distance(shape, place);
        double distance = ground.distance(latitude, longitude);
        assertThat(distance).as(what).isCloseTo(expected, within(0.01 + expected / 1000));
        double radius = distance * (0.5 + random.nextDouble());
        int side =
            distance < radius
                ? Ground.STRADDLING
                : inside ? Ground.CLEAR_INSIDE : Ground.CLEAR_OUTSIDE;
        assertThat(ground.side(latitude, longitude, radius)).as(what).isEqualTo(side);
        assertThat(raster.side(latitude, longitude, Raster.need(radius)))
            .as(what)
            .isIn(side, Raster.NOT_SURE);
      }
    }
  }

  private static double distance(Shape shape, long[] place) {
    double unitX = Earth.longitudeUnit((int) place[1]);
    double unitY = Earth.latitudeUnit((int) place[1]);
    Geometry edges = polygon(shape, unitX, unitY).getBoundary();
    return edges.distance(JTS.createPoint(new Coordinate(place[0] * unitX, place[1] * unitY)));
  }

  private static long wrap(long x) {
    return Math.floorMod(x + Earth.HALF_TURN, Earth.WHOLE_TURN) - Earth.HALF_TURN;
  }

  /** A star with a hole in it, at times across the antimeridian. */
  private static Shape shape(Random random, long size) {
    long x =
        random.nextInt(3) == 0
            ? Earth.HALF_TURN + random.nextLong(-size, size)
            : random.nextLong(-1_700_000_000L, 1_700_000_000L);
    long y = random.nextLong(-800_000_000L, 800_000_000L);
    long[] middle = {x, y};
    List<List<long[]>> rings = new ArrayList<>();
    rings.add(star(random, middle, size, size / 2));
    if (random.nextBoolean() && size > 100) {
      rings.add(star(random, middle, size / 3, size / 6));
    }
    List<Area.Ring> areaRings =
        rings.stream()
            .map(r -> r.stream().map(p -> new Position((int) p[1], (int) wrap(p[0]))).toList())
            .map(Area.Ring::new)
            .toList();
    return new Shape(
        x,
        y,
        rings,
        new Area.Polygons(
            List.of(
                new Area.Polygon(areaRings.getFirst(), areaRings.subList(1, areaRings.size())))));
  }

  private static List<long[]> star(Random random, long[] middle, long farthest, long nearest) {
    int corners = 3 + random.nextInt(60);
    List<long[]> ring = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double reach = nearest + random.nextDouble() * (farthest - nearest);
      long[] next = {
        middle[0] + Math.round(reach * Math.cos(angle)),
        middle[1] + Math.round(reach * Math.sin(angle))
      };
      if (ring.isEmpty() || ring.getLast()[0] != next[0] || ring.getLast()[1] != next[1]) {
        ring.add(next);
      }
    }
    if (ring.getFirst()[0] == ring.getLast()[0] && ring.getFirst()[1] == ring.getLast()[1]) {
      ring.removeLast();
    }
    return ring.size() >= 3 ? ring : star(random, middle, farthest + 9, nearest + 5);
  }

  /** At random, on a corner, in line with one, or a unit beside an edge. */
  private static long[] place(Random random, Shape shape, long size) {
    List<long[]> ring = shape.rings().get(random.nextInt(shape.rings().size()));
    int corner = random.nextInt(ring.size());
    long[] from = ring.get(corner);
    long[] to = ring.get((corner + 1) % ring.size());
    double part = random.nextDouble();
    long x = Math.round(from[0] + part * (to[0] - from[0]));
    long y = Math.round(from[1] + part * (to[1] - from[1]));
    long anyX = shape.middleX() + random.nextLong(-2 * size, 2 * size);
    long anyY = shape.middleY() + random.nextLong(-2 * size, 2 * size);
    long[] place =
        switch (random.nextInt(7)) {
          case 0 -> new long[] {from[0], from[1]};
          case 1 -> new long[] {anyX, from[1]};
          case 2 -> new long[] {from[0], anyY};
          case 3 -> new long[] {x, y};
          case 4 -> new long[] {x + random.nextInt(3) - 1, y + random.nextInt(3) - 1};
          default -> new long[] {anyX, anyY};
        };
    place[1] = Math.clamp(place[1], -890_000_000L, 890_000_000L);
    return place;
  }

  private static Polygon polygon(Shape shape, double unitX, double unitY) {
    List<LinearRing> rings = shape.rings().stream().map(ring -> ring(ring, unitX, unitY)).toList();
    return JTS.createPolygon(
        rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
  }

  private static LinearRing ring(List<long[]> ring, double unitX, double unitY) {
    List<Coordinate> coordinates = new ArrayList<>();
    ring.forEach(p -> coordinates.add(new Coordinate(p[0] * unitX, p[1] * unitY)));
    coordinates.add(coordinates.getFirst());
    return JTS.createLinearRing(coordinates.toArray(Coordinate[]::new));
  }
}
