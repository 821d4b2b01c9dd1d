package org.muster.engine;

import java.util.List;
import org.muster.domain.Area;
import org.muster.domain.Position;

/** The areas of a {@link RandomLife}; all its fixes lie on the meridian north of home. */
final class LifeAreas {
  private static final Area.Ring SCHOOL = box(5_000, 40_000, 9_000);

  /** Round home. */
  static final List<Area> WITHIN =
      List.of(
          Day.HOME_AREA,
          new Area.Corridor(List.of(at(-3_000, -9_000), at(0, 0), at(2_000, 9_000)), 150),
          new Area.Buffered(polygon(box(-4_000, 4_000, 5_000)), 60));

  /** A school on the way, at times with a yard in it that is no part of it. */
  static final List<Area> OUT =
      List.of(
          polygon(SCHOOL),
          new Area.Polygons(List.of(new Area.Polygon(SCHOOL, List.of(box(15_000, 30_000, 5_000))))),
          new Area.Buffered(polygon(box(12_000, 20_000, 4_000)), 50),
          new Area.Polygons(
              List.of(
                  new Area.Polygon(box(5_000, 15_000, 9_000), List.of()),
                  new Area.Polygon(box(25_000, 40_000, 9_000), List.of()))));

  private LifeAreas() {}

  private static Area.Polygons polygon(Area.Ring ring) {
    return new Area.Polygons(List.of(new Area.Polygon(ring, List.of())));
  }

  private static Area.Ring box(int south, int north, int beside) {
    return new Area.Ring(
        List.of(at(south, -beside), at(south, beside), at(north, beside), at(north, -beside)));
  }

  private static Position at(int north, int east) {
    return new Position(Day.HOME.latitudeE7() + north, Day.HOME.longitudeE7() + east);
  }
}
