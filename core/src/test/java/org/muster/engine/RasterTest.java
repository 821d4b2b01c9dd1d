package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.domain.Area;
import org.muster.domain.Position;

/** The raster says what the exact test says, and says it without it nearly always. */
class RasterTest {
  private static final int PLACES = 300;

  /** Counts how often the edges are looked at. */
  private static final class Counting implements Ground {
    private final Ground ground;
    private int looks;

    Counting(Ground ground) {
      this.ground = ground;
    }

    @Override
    public boolean inside(int latitude, int longitude) {
      return ground.inside(latitude, longitude);
    }

    @Override
    public double distance(int latitude, int longitude) {
      return ground.distance(latitude, longitude);
    }

    @Override
    public double distanceFrom(double floor, int latitude, int longitude) {
      return ground.distanceFrom(floor, latitude, longitude);
    }

    @Override
    public int side(int latitude, int longitude, double radius) {
      return ground.side(latitude, longitude, radius);
    }

    @Override
    public Box box() {
      return ground.box();
    }

    @Override
    public double clearance(int latitude, int longitude, long reachY, long reachX) {
      looks++;
      return ground.clearance(latitude, longitude, reachY, reachX);
    }
  }

  @Test
  void givenAnyCircle_thenTheRasterSaysWhatTheExactTestSays() {
    int sure = 0;
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double latitude = random.nextInt(4) == 0 ? 89.99 : random.nextDouble(-85, 85);
      double longitude = random.nextInt(4) == 0 ? 179.9999 : random.nextDouble(-180, 180);
      double radius = Math.pow(10, random.nextDouble() * 5.6);
      Raster raster = Raster.of(new Area.Circle(Position.ofDegrees(latitude, longitude), radius));
      for (int i = 0; i < PLACES; i++) {
        double north = random.nextDouble(-1.5, 1.5) * radius / 111_195;
        double east =
            random.nextDouble(-1.5, 1.5) * radius / 111_195 / Math.cos(Math.toRadians(latitude));
        double turned = Math.IEEEremainder(longitude + east, 360);
        Position place = Position.ofDegrees(Math.clamp(latitude + north, -90, 90), turned);
        double circle =
            random.nextBoolean() ? 5 + random.nextInt(50) : radius * random.nextDouble();
        int side = raster.side(place.latitudeE7(), place.longitudeE7(), Raster.need(circle));
        if (side != Raster.NOT_SURE) {
          sure++;
          assertThat(side)
              .as("seed %d, place %d", seed, i)
              .isEqualTo(raster.ground.side(place.latitudeE7(), place.longitudeE7(), circle));
        }
      }
    }
    assertThat(sure).isGreaterThan(200 * PLACES / 3);
  }

  @Test
  void givenPlacesClearOfTheEdge_thenTheRasterAnswersAndLooksOnceACell() {
    Counting home = new Counting(Ground.of(new Area.Circle(Position.ofDegrees(40, -75), 1_000)));
    Raster raster = new Raster(home);
    assertThat(side(raster, 40, -75, 900)).isEqualTo(Ground.CLEAR_INSIDE);
    assertThat(side(raster, 40, -75, 50)).isEqualTo(Ground.CLEAR_INSIDE);
    assertThat(side(raster, 40.008, -75, 50)).isEqualTo(Ground.CLEAR_INSIDE);
    assertThat(side(raster, 40.0095, -75, 20)).isEqualTo(Ground.CLEAR_OUTSIDE);
    assertThat(home.looks).isEqualTo(3);
    assertThat(side(raster, 40.009, -75, 5)).isEqualTo(Raster.NOT_SURE);
    // Beside the grid no cell is asked for.
    int looks = home.looks;
    assertThat(side(raster, 40.02, -75, 900)).isEqualTo(Ground.CLEAR_OUTSIDE);
    assertThat(side(raster, 39.98, -75, 900)).isEqualTo(Ground.CLEAR_OUTSIDE);
    assertThat(side(raster, 40, -74.97, 900)).isEqualTo(Ground.CLEAR_OUTSIDE);
    assertThat(side(raster, 40, -75.03, 900)).isEqualTo(Ground.CLEAR_OUTSIDE);
    assertThat(side(raster, 40, 100, 900)).isEqualTo(Ground.CLEAR_OUTSIDE);
    assertThat(side(raster, 40.02, -75, 2_000)).isEqualTo(Raster.NOT_SURE);
    assertThat(side(raster, 40, -74.97, 2_000)).isEqualTo(Raster.NOT_SURE);
    assertThat(home.looks).isEqualTo(looks);
  }

  @Test
  void givenABoxABufferAndACorridor_thenTheirMiddlesAndSurroundingsAreSure() {
    Area.Polygons box =
        new Area.Polygons(List.of(new Area.Polygon(box(40, -75, 40.02, -74.98), List.of())));
    Area corridor =
        new Area.Corridor(
            List.of(Position.ofDegrees(40.01, -75), Position.ofDegrees(40.01, -74.98)), 1_000);
    for (Area area : List.of(box, new Area.Buffered(box, 500), corridor)) {
      Raster raster = Raster.of(area);
      assertThat(side(raster, 40.01, -74.99, 300)).as("%s", area).isEqualTo(Ground.CLEAR_INSIDE);
      assertThat(side(raster, 40.03, -74.99, 300)).as("%s", area).isEqualTo(Ground.CLEAR_OUTSIDE);
    }
    assertThat(side(Raster.of(new Area.Buffered(box, 500)), 40.022, -74.99, 150))
        .isEqualTo(Ground.CLEAR_INSIDE);
    assertThat(side(Raster.of(new Area.Buffered(box, 500)), 40.01, -74.99, 1_200))
        .isEqualTo(Ground.CLEAR_INSIDE);
  }

  @Test
  void givenAnAreaHalfRoundTheEarth_thenTheExactTestIsAsked() {
    Raster raster =
        Raster.of(new Area.Polygons(List.of(new Area.Polygon(box(-80, -180, 80, 180), List.of()))));
    assertThat(side(raster, 0, 0, 10)).isEqualTo(Raster.NOT_SURE);
    assertThat(raster.ground.side(0, 0, 10)).isEqualTo(Ground.CLEAR_INSIDE);
    assertThat(raster.ground.side(850_000_000, 0, 10)).isEqualTo(Ground.CLEAR_OUTSIDE);
  }

  @Test
  void givenARingRoundAPole_thenItIsTakenAsItIsWritten() {
    Area.Ring ring =
        new Area.Ring(
            List.of(
                Position.ofDegrees(80, -120),
                Position.ofDegrees(80, 0),
                Position.ofDegrees(80, 120)));
    Ground ground = Ground.of(new Area.Polygons(List.of(new Area.Polygon(ring, List.of()))));
    assertThat(ground.box())
        .isEqualTo(new Box(-1_200_000_000, 1_200_000_000, 800_000_000, 800_000_000));
    assertThat(ground.inside(800_000_000, 600_000_000)).isTrue();
    assertThat(ground.inside(810_000_000, 600_000_000)).isFalse();
  }

  @Test
  void givenAFloor_thenADistanceAboveItIsExactAndOneBelowStaysBelow() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      PlainShape shape = PlainShape.random(random);
      Ground ground = Ground.of(shape.area());
      for (int i = 0; i < 50; i++) {
        long[] place = shape.place(random);
        int latitude = (int) place[1];
        int longitude = (int) PlainShape.wrap(place[0]);
        double distance = ground.distance(latitude, longitude);
        double floor = distance * random.nextDouble(0, 2);
        double from = ground.distanceFrom(floor, latitude, longitude);
        if (distance >= floor) {
          assertThat(from).isEqualTo(distance);
        } else {
          assertThat(from).isLessThan(floor).isGreaterThanOrEqualTo(distance);
        }
      }
    }
    Ground circle = Ground.of(new Area.Circle(Position.ofDegrees(1, 1), 100));
    assertThat(circle.distanceFrom(500, 10_000_000, 10_000_000)).isEqualTo(100);
  }

  @Test
  void givenEdgesOnTheAntimeridianThatDoNotFace_thenTheyAreBorders() {
    Ground ground =
        Ground.of(
            new Area.Polygons(
                List.of(
                    new Area.Polygon(box(0, 179.9, 0.1, 180), List.of()),
                    new Area.Polygon(box(0.05, -180, 0.15, -179.9), List.of()))));
    assertThat(ground.distance(500_000, 1_800_000_000)).isLessThan(1e-6);
    assertThat(ground.distance(200_000, 1_800_000_000)).isLessThan(1e-6);
  }

  private static int side(Raster raster, double latitude, double longitude, double radius) {
    Position place = Position.ofDegrees(latitude, longitude);
    return raster.side(place.latitudeE7(), place.longitudeE7(), Raster.need(radius));
  }

  private static Area.Ring box(double south, double west, double north, double east) {
    return new Area.Ring(
        List.of(
            Position.ofDegrees(south, west),
            Position.ofDegrees(south, east),
            Position.ofDegrees(north, east),
            Position.ofDegrees(north, west)));
  }
}
