package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Area;
import org.muster.domain.Position;

/** Areas that are easy to get wrong. A thousandth of a degree on the equator is some 111 m. */
class GroundTest {
  private static final Area.Ring ACROSS = box(-0.01, 179.99, 0.01, -179.99);

  @Test
  void givenARingAcrossTheAntimeridian_thenBothSidesAreInside() {
    Ground ground = Ground.of(polygon(ACROSS));
    for (double longitude : new double[] {179.995, 180, -180, -179.995}) {
      assertThat(inside(ground, 0, longitude)).isTrue();
    }
    assertThat(inside(ground, 0, 179.98)).isFalse();
    assertThat(inside(ground, 0, 0)).isFalse();
    assertThat(distance(ground, 0, -179.989)).isCloseTo(111.3, within(0.1));
    assertThat(distance(ground, 0, 180)).isCloseTo(1105.7, within(0.2));
  }

  @Test
  void givenAnAreaCutAtTheAntimeridian_thenTheCutIsNoBorder() {
    Ground whole = Ground.of(polygon(ACROSS));
    Ground cut =
        Ground.of(
            new Area.Polygons(
                List.of(
                    new Area.Polygon(box(-0.01, 179.99, 0.01, 180), List.of()),
                    new Area.Polygon(box(-0.01, -180, 0.01, -179.99), List.of()))));
    for (double longitude : new double[] {179.98, 179.995, 180, -180, -179.995, -179.98}) {
      assertThat(inside(cut, 0, longitude)).isEqualTo(inside(whole, 0, longitude));
      assertThat(distance(cut, 0, longitude))
          .isCloseTo(distance(whole, 0, longitude), within(1e-6));
    }
  }

  @Test
  void givenACircleAcrossTheAntimeridian_thenDistanceGoesTheShortWay() {
    Ground ground = Ground.of(new Area.Circle(Position.ofDegrees(0, 179.999), 500));
    assertThat(inside(ground, 0, -179.999)).isTrue();
    assertThat(distance(ground, 0, -179.999)).isCloseTo(500 - 222.6, within(0.1));
    assertThat(inside(ground, 0, -179.99)).isFalse();
  }

  @Test
  void givenAHole_thenItIsOutsideAndItsEdgeInside() {
    Ground ground =
        Ground.of(
            new Area.Polygons(
                List.of(new Area.Polygon(box(-3, -3, 3, 3), List.of(box(-1, -1, 1, 1))))));
    assertThat(inside(ground, 0, 0)).isFalse();
    assertThat(inside(ground, 1, 0)).isTrue();
    assertThat(inside(ground, 0.9999999, 0)).isFalse();
    assertThat(inside(ground, 2, 0)).isTrue();
    assertThat(inside(ground, 3, 3)).isTrue();
    assertThat(distance(ground, 0.999, 0)).isCloseTo(110.6, within(0.1));
  }

  @Test
  void givenSeveralPolygons_thenInsideIsInsideAny() {
    Ground ground =
        Ground.of(
            new Area.Polygons(
                List.of(
                    new Area.Polygon(box(0, 0, 2, 2), List.of()),
                    new Area.Polygon(box(1, 1, 3, 3), List.of()),
                    new Area.Polygon(box(10, 10, 11, 11), List.of()))));
    assertThat(inside(ground, 1.5, 1.5)).isTrue();
    assertThat(inside(ground, 2.5, 2.5)).isTrue();
    assertThat(inside(ground, 10.5, 10.5)).isTrue();
    assertThat(inside(ground, 5, 5)).isFalse();
  }

  @Test
  void givenACorridorAcrossTheAntimeridian_thenItIsRoundItsLineAndItsEnds() {
    Ground ground =
        Ground.of(
            new Area.Corridor(
                List.of(Position.ofDegrees(0, 179.99), Position.ofDegrees(0, -179.99)), 400));
    assertThat(inside(ground, 0.0018, 180)).isTrue();
    assertThat(inside(ground, 0.0019, -180)).isFalse();
    assertThat(distance(ground, 0, 180)).isCloseTo(200, within(0.01));
    assertThat(inside(ground, 0, -179.9883)).isTrue();
    assertThat(inside(ground, 0.0015, -179.9885)).isFalse();
    assertThat(distance(ground, 0, -179.98)).isCloseTo(1113.2 - 200, within(0.1));
  }

  @Test
  void givenABuffer_thenItReachesBeyondAndIntoTheHole() {
    Ground ground =
        Ground.of(
            new Area.Buffered(
                new Area.Polygons(
                    List.of(new Area.Polygon(box(-3, -3, 3, 3), List.of(box(-1, -1, 1, 1))))),
                20_000));
    assertThat(inside(ground, 3.17, 0)).isTrue();
    assertThat(inside(ground, 3.19, 0)).isFalse();
    assertThat(inside(ground, 0.85, 0)).isTrue();
    assertThat(inside(ground, 0.8, 0)).isFalse();
    assertThat(distance(ground, 2.9, 0)).isCloseTo(20_000 + 11_057, within(5.0));
    assertThat(ground.side(latitude(3.1), 0, 10_000)).isEqualTo(Ground.STRADDLING);
    assertThat(ground.side(latitude(2.9), 0, 10_000)).isEqualTo(Ground.CLEAR_INSIDE);
    assertThat(ground.side(latitude(3.3), 0, 10_000)).isEqualTo(Ground.CLEAR_OUTSIDE);
  }

  private static int latitude(double degrees) {
    return Position.ofDegrees(degrees, 0).latitudeE7();
  }

  private static boolean inside(Ground ground, double latitude, double longitude) {
    Position place = Position.ofDegrees(latitude, longitude);
    return ground.inside(place.latitudeE7(), place.longitudeE7());
  }

  private static double distance(Ground ground, double latitude, double longitude) {
    Position place = Position.ofDegrees(latitude, longitude);
    return ground.distance(place.latitudeE7(), place.longitudeE7());
  }

  private static Area polygon(Area.Ring outer) {
    return new Area.Polygons(List.of(new Area.Polygon(outer, List.of())));
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
