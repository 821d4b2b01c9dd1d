package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.muster.SharedData;
import org.muster.domain.Area;

/**
 * The engine's geometry against JTS, on places that are easy to get wrong and on any others. Inside
 * is the same to the unit; distances differ by less than a centimetre; and the side of an error
 * circle, by the raster as by the exact test, follows from both. {@code bench/run jts} asks for ten
 * million places.
 */
class GroundAgainstJtsTest {
  private static final long PLACES = Long.getLong("muster.places", 2_000_000);
  private static final long PLACES_PER_AREA = Math.min(5_000, PLACES / 200);
  private static final double TOLERANCE_METRES = 0.01;

  private long places;
  private long rasterAnswers;

  @Test
  void givenAnyPlace_thenInsideDistanceAndSideAreThoseOfJts() {
    for (long seed = 0; places < PLACES; seed++) {
      Random random = new Random(seed);
      PlainShape shape = PlainShape.random(random);
      JtsOracle oracle = new JtsOracle(shape);
      if (oracle.isValid()) {
        compare("seed " + seed, shape, oracle, random, PLACES_PER_AREA);
      }
    }
    say("made-up areas");
  }

  @Test
  void givenRealPolygons_thenInsideDistanceAndSideAreThoseOfJts() throws IOException {
    Path folder =
        SharedData.folder()
            .orElseGet(() -> Assumptions.abort("skipped: ../shared/data is not beside the project"))
            .resolve("geo");
    int areas = 0;
    for (String name :
        List.of(
            "spd-beats.geojson",
            "zip-codes.geojson",
            "sps_attendance_area_HS.geojson",
            "ice-aor-from-us-atlas.geojson")) {
      List<PlainShape> shapes = RealShapes.of(folder.resolve(name));
      for (int i = 0; i < shapes.size(); i++) {
        PlainShape shape = shapes.get(i);
        int vertices = shape.polygons().stream().flatMap(List::stream).mapToInt(List::size).sum();
        JtsOracle oracle = new JtsOracle(shape);
        if (oracle.isValid() && vertices <= Area.POSITIONS_MAX) {
          areas++;
          // JTS goes over all vertices for each place.
          long count = 100 + PLACES / 10 / vertices;
          compare(name + " " + i, shape, oracle, new Random(i), count);
        }
      }
    }
    assertThat(areas).isGreaterThan(100);
    say(areas + " real areas");
  }

  private void say(String areas) {
    System.out.printf(
        "%,d places in %s agree with JTS; the raster answered %.1f %% of them.%n",
        places, areas, 100.0 * rasterAnswers / places);
    assertThat(rasterAnswers).isGreaterThan(places / 20);
  }

  private void compare(String what, PlainShape shape, JtsOracle oracle, Random random, long count) {
    Raster raster = Raster.of(shape.area());
    for (int i = 0; i < count; i++) {
      long[] place = shape.place(random);
      String differs = difference(raster, oracle.at(place[0], place[1]), place, random);
      if (!differs.isEmpty()) {
        throw new AssertionError(what + ", place " + i + ": " + differs);
      }
      places++;
    }
  }

  /** What the ground or its raster says otherwise; nothing where they agree. */
  private String difference(Raster raster, JtsOracle.Answer jts, long[] place, Random random) {
    int latitude = (int) place[1];
    int longitude = (int) PlainShape.wrap(place[0]);
    Ground ground = raster.ground;
    double distance = ground.distance(latitude, longitude);
    if (!(Math.abs(distance - jts.distance()) <= TOLERANCE_METRES)) {
      return distance + " m to the edge, not " + jts.distance();
    }
    boolean inside = ground.inside(latitude, longitude);
    // Where polygons end the grid is exact; where a reach in metres ends, the tolerance counts.
    boolean atItsEnd = !jts.isExact() && jts.distance() < TOLERANCE_METRES;
    if (inside != jts.inside() && !atItsEnd) {
      return "inside is " + inside;
    }
    double radius =
        random.nextBoolean() ? 5 + random.nextInt(100) : distance * (0.5 + random.nextDouble());
    int expected =
        distance < radius ? Ground.STRADDLING : inside ? Ground.CLEAR_INSIDE : Ground.CLEAR_OUTSIDE;
    int side = ground.side(latitude, longitude, radius);
    if (side != expected) {
      return "side " + side + ", not " + expected + ", of radius " + radius;
    }
    int soon = raster.side(latitude, longitude, Raster.need(radius));
    rasterAnswers += soon == Raster.NOT_SURE ? 0 : 1;
    return soon == Raster.NOT_SURE || soon == expected
        ? ""
        : "the raster says " + soon + ", not " + expected + ", of radius " + radius;
  }
}
