package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.domain.Area;
import org.muster.domain.Position;

/** Measures on the earth, and what stands exactly on an edge. */
class EarthTest {
  private static final int DEGREE = 10_000_000;

  @Test
  void givenAnyLatitude_thenTheUnitsAreThoseOfTheEllipsoid() {
    double squared = 0.006_694_379_990_141_316;
    for (int latitude = -899_990_000; latitude < 900_000_000; latitude += 7_654_321) {
      double radians = Math.toRadians(latitude / 1e7);
      double root = Math.sqrt(1 - squared * Math.pow(Math.sin(radians), 2));
      double unit = Math.toRadians(1e-7) * 6_378_137.0;
      assertThat(Earth.latitudeUnit(latitude))
          .isCloseTo(unit * (1 - squared) / (root * root * root), within(2e-10));
      assertThat(Earth.longitudeUnit(latitude))
          .isCloseTo(unit * Math.cos(radians) / root, within(2e-10));
    }
  }

  @Test
  void givenPlacesFarApart_thenTheDistanceIsThatOfTheGreatCircle() {
    double quarter = 6_371_008.8 * Math.PI / 2;
    assertThat(Earth.far(0, 0, 0, 90 * DEGREE)).isCloseTo(quarter, within(0.01));
    assertThat(Earth.far(0, 0, 90 * DEGREE, 0)).isCloseTo(quarter, within(0.01));
    assertThat(Earth.far(0, 0, 0, 180 * DEGREE)).isCloseTo(2 * quarter, within(0.01));
    assertThat(Earth.far(0, 179 * DEGREE, 0, -179 * DEGREE)).isCloseTo(quarter / 45, within(0.01));
    // Berlin and Tokyo, and one place of the south: by the law of cosines.
    for (double[] each :
        List.of(
            new double[] {52.5, 13.4, 35.7, 139.8},
            new double[] {-33.9, 151.2, 52.5, 13.4},
            new double[] {60, 10, 60, 70})) {
      double from = Math.toRadians(each[0]);
      double to = Math.toRadians(each[2]);
      double turned = Math.toRadians(each[3] - each[1]);
      double cosine =
          Math.sin(from) * Math.sin(to) + Math.cos(from) * Math.cos(to) * Math.cos(turned);
      assertThat(Earth.far(units(each[0]), units(each[1]), units(each[2]), units(each[3])))
          .isCloseTo(6_371_008.8 * Math.acos(cosine), within(0.5));
    }
  }

  @Test
  void givenAReach_thenShortestAndLongestAreTheUttermostWithinIt() {
    for (int latitude : new int[] {0, 5 * DEGREE, -40 * DEGREE, 70 * DEGREE, -88 * DEGREE}) {
      for (long reach : new long[] {1_000, 3L * DEGREE, 20L * DEGREE}) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int part = -200; part <= 200; part++) {
          long at = latitude + reach * part / 200;
          int other = Math.clamp(at, -900_000_000, 900_000_000);
          double x = Earth.longitudeUnit(other) / Earth.longitudeUnit(latitude);
          double y = Earth.latitudeUnit(other) / Earth.latitudeUnit(latitude);
          least = Math.min(least, Math.min(x, y));
          most = Math.max(most, Math.max(x, y));
        }
        assertThat(Earth.shortest(latitude, reach))
            .isLessThanOrEqualTo(least)
            .isCloseTo(least, within(1e-4 * Math.min(1, reach / 1e7)));
        assertThat(Earth.longest(latitude, reach))
            .isGreaterThanOrEqualTo(most)
            .isCloseTo(most, within(1e-2 * Math.min(1, reach / 1e7)));
      }
    }
  }

  @Test
  void givenACell_thenEveryPlaceOfItIsAsClearOfTheEdgeAsItSays() {
    Area.Polygons polygon = box(60, 20, 66, 40);
    for (Area area :
        List.of(
            polygon,
            new Area.Buffered(polygon, 50_000),
            new Area.Circle(Position.ofDegrees(62, 30), 200_000),
            new Area.Circle(Position.ofDegrees(-70, 30), 200_000))) {
      Ground ground = Ground.of(area);
      Random random = new Random(7);
      boolean ofTheSouth = area instanceof Area.Circle circle && circle.centre().latitudeE7() < 0;
      int south = ofTheSouth ? -75 : 55;
      for (int i = 0; i < 400; i++) {
        int latitude = (int) (south * 1e7 + random.nextDouble() * 16e7);
        int longitude = (int) (18e7 + random.nextDouble() * 24e7);
        long reachY = 1L + random.nextInt(2 * DEGREE);
        long reachX = 1L + random.nextInt(4 * DEGREE);
        double clear = ground.clearance(latitude, longitude, reachY, reachX);
        for (int corner = 0; clear > 0 && corner < 8; corner++) {
          int y = (int) (latitude + (corner < 4 ? reachY : -reachY));
          int x = (int) (longitude + (corner % 4 - 1.5) / 1.5 * reachX);
          assertThat(ground.inside(y, x)).isEqualTo(ground.inside(latitude, longitude));
          assertThat(ground.distance(y, x)).as("%s, %d", area, i).isGreaterThanOrEqualTo(clear);
        }
      }
    }
  }

  @Test
  void givenAPlaceExactlyOnTheEdge_thenItIsInsideAndACircleThatTouchesItIsClear() {
    Position centre = Position.ofDegrees(40, -75);
    int latitude = units(40.003);
    int longitude = units(-75.002);
    double away = Earth.near(latitude, longitude, centre.latitudeE7(), centre.longitudeE7());
    edgeIsInside(Ground.of(new Area.Circle(centre, away)), latitude, longitude);
    Area.Polygons polygon = box(39.9, -75.1, 40, -74.9);
    double beyond = Ground.of(polygon).distance(latitude, longitude);
    edgeIsInside(Ground.of(new Area.Buffered(polygon, beyond)), latitude, longitude);
    List<Position> line = List.of(Position.ofDegrees(40, -75.1), Position.ofDegrees(40, -74.9));
    double half = Ground.of(new Area.Corridor(line, 1)).distance(latitude, longitude) + 0.5;
    edgeIsInside(Ground.of(new Area.Corridor(line, 2 * half)), latitude, longitude);
    for (Area area : List.of(new Area.Circle(centre, 100), polygon)) {
      Ground ground = Ground.of(area);
      double distance = ground.distance(latitude, longitude);
      assertThat(ground.side(latitude, longitude, distance)).isEqualTo(Ground.CLEAR_OUTSIDE);
      assertThat(ground.side(latitude, longitude, Math.nextUp(distance)))
          .isEqualTo(Ground.STRADDLING);
    }
  }

  private static void edgeIsInside(Ground ground, int latitude, int longitude) {
    assertThat(ground.distance(latitude, longitude)).isZero();
    assertThat(ground.inside(latitude, longitude)).isTrue();
    assertThat(ground.side(latitude, longitude, 0)).isEqualTo(Ground.CLEAR_INSIDE);
  }

  private static int units(double degrees) {
    return (int) Math.round(degrees * 1e7);
  }

  private static Area.Polygons box(double south, double west, double north, double east) {
    Area.Ring ring =
        new Area.Ring(
            List.of(
                Position.ofDegrees(south, west),
                Position.ofDegrees(south, east),
                Position.ofDegrees(north, east),
                Position.ofDegrees(north, west)));
    return new Area.Polygons(List.of(new Area.Polygon(ring, List.of())));
  }
}
