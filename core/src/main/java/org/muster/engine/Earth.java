package org.muster.engine;

/**
 * Metres on WGS 84. Within some kilometres a place is flat enough to be measured with the metres
 * per unit of longitude and latitude at its own latitude; those come from a table, so that every
 * machine gets the same bits. A unit is a ten-millionth of a degree.
 */
final class Earth {
  static final long WHOLE_TURN = 3_600_000_000L;
  static final long HALF_TURN = 1_800_000_000L;

  /** No unit of latitude is shorter or longer than this. */
  static final double LATITUDE_UNIT_MIN = 0.01105;

  static final double UNIT_MAX = 0.01117;

  private static final double ROUNDING = 1e-9;
  private static final double RADIUS = 6_371_008.8;
  private static final double EQUATOR_RADIUS = 6_378_137.0;
  private static final double ECCENTRICITY_SQUARED = 0.006_694_379_990_141_316;
  private static final double RADIANS_PER_UNIT = 3.141592653589793 / HALF_TURN;

  /** 64 entries a degree: linear between them is right to eight digits. */
  private static final int UNITS_PER_ENTRY = 156_250;

  private static final int ENTRIES = (int) (HALF_TURN / UNITS_PER_ENTRY) + 2;
  private static final double[] LATITUDE_METRES = new double[ENTRIES];
  private static final double[] LONGITUDE_METRES = new double[ENTRIES];

  static {
    for (int i = 0; i < ENTRIES; i++) {
      double latitude = ((long) i * UNITS_PER_ENTRY - HALF_TURN / 2) * RADIANS_PER_UNIT;
      double sine = StrictMath.sin(latitude);
      double squared = 1 - ECCENTRICITY_SQUARED * sine * sine;
      double root = Math.sqrt(squared);
      LATITUDE_METRES[i] =
          EQUATOR_RADIUS * (1 - ECCENTRICITY_SQUARED) / (squared * root) * RADIANS_PER_UNIT;
      LONGITUDE_METRES[i] =
          Math.max(0, EQUATOR_RADIUS * StrictMath.cos(latitude) / root * RADIANS_PER_UNIT);
    }
  }

  private Earth() {}

  /** Metres that one unit of latitude is long, at a latitude. */
  static double latitudeUnit(int latitude) {
    return between(LATITUDE_METRES, latitude);
  }

  /** Metres that one unit of longitude is long, at a latitude. */
  static double longitudeUnit(int latitude) {
    return between(LONGITUDE_METRES, latitude);
  }

  private static double between(double[] table, int latitude) {
    int offset = latitude + 900_000_000;
    int entry = offset / UNITS_PER_ENTRY;
    double part = (offset - entry * UNITS_PER_ENTRY) / (double) UNITS_PER_ENTRY;
    return table[entry] + (table[entry + 1] - table[entry]) * part;
  }

  /** Metres from the middle of a cell to its corner, by the units at its middle. */
  static double reach(int latitude, long reachY, long reachX) {
    double east = reachX * longitudeUnit(latitude);
    double north = reachY * latitudeUnit(latitude);
    return Math.sqrt(east * east + north * north);
  }

  /**
   * The least that a metre at a latitude becomes when it is measured with the units of any latitude
   * within reach; a little less, for rounding.
   */
  static double shortest(int latitude, long reach) {
    double x = longitudeUnit(farthest(latitude, reach)) / longitudeUnit(latitude);
    double y = latitudeUnit(nearest(latitude, reach)) / latitudeUnit(latitude);
    return Math.min(x, y) * (1 - ROUNDING);
  }

  /** The most that it becomes. */
  static double longest(int latitude, long reach) {
    double x = longitudeUnit(nearest(latitude, reach)) / longitudeUnit(latitude);
    double y = latitudeUnit(farthest(latitude, reach)) / latitudeUnit(latitude);
    return Math.max(x, y) * (1 + ROUNDING);
  }

  /** The latitude within reach that is farthest from the equator. */
  private static int farthest(int latitude, long reach) {
    return (int) Math.min(900_000_000, Math.abs((long) latitude) + reach);
  }

  private static int nearest(int latitude, long reach) {
    return (int) Math.max(0, Math.abs((long) latitude) - reach);
  }

  /** A difference of longitudes the short way round. */
  static long wrapped(long difference) {
    if (difference > HALF_TURN) {
      return difference - WHOLE_TURN;
    }
    return difference < -HALF_TURN ? difference + WHOLE_TURN : difference;
  }

  /** Metres between two places some hundred kilometres apart at most. */
  static double near(int latitude, int longitude, int toLatitude, int toLongitude) {
    int middle = (int) (((long) latitude + toLatitude) / 2);
    double north = ((long) toLatitude - latitude) * latitudeUnit(middle);
    double east = wrapped((long) toLongitude - longitude) * longitudeUnit(middle);
    return Math.sqrt(north * north + east * east);
  }

  /** Metres between any two places, along a great circle. */
  static double far(int latitude, int longitude, int toLatitude, int toLongitude) {
    double from = latitude * RADIANS_PER_UNIT;
    double to = toLatitude * RADIANS_PER_UNIT;
    double north = StrictMath.sin((to - from) / 2);
    double east = StrictMath.sin(wrapped((long) toLongitude - longitude) * RADIANS_PER_UNIT / 2);
    double chord = north * north + StrictMath.cos(from) * StrictMath.cos(to) * east * east;
    return 2 * RADIUS * StrictMath.asin(Math.sqrt(Math.min(1, chord)));
  }
}
