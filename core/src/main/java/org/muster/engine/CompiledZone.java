package org.muster.engine;

import org.muster.domain.Area;
import org.muster.domain.Zone;

/**
 * A zone made ready for folding. It says the same at any time and to any thread, and may be shared
 * by all whose conditions name the zone: one of thousands of corners is large.
 */
public final class CompiledZone {
  /** A corner as it was drawn, its edge, and what is worked out of it, about. */
  private static final int CORNER_BYTES = 200;

  private static final int BYTES_AT_LEAST = 2_000;

  private final Zone zone;
  final Raster raster;

  private CompiledZone(Zone zone) {
    this.zone = zone;
    raster = Raster.of(zone.area());
  }

  public static CompiledZone of(Zone zone) {
    return new CompiledZone(zone);
  }

  public Zone zone() {
    return zone;
  }

  /** What it takes in memory, about. */
  public long estimatedBytes() {
    return BYTES_AT_LEAST + raster.cellBytes() + (long) CORNER_BYTES * corners(zone.area());
  }

  private static int corners(Area area) {
    return switch (area) {
      case Area.Circle circle -> 1;
      case Area.Polygons polygons -> polygons.positionCount();
      case Area.Corridor corridor -> corridor.line().size();
      case Area.Buffered buffered -> buffered.polygons().positionCount();
    };
  }
}
