package org.muster.domain;

/**
 * A place on WGS 84 in whole ten-millionths of a degree (about a centimetre), so that equal places
 * are equal numbers on every machine. Latitude −90..90, longitude −180..180.
 */
public record Position(int latitudeE7, int longitudeE7) implements Comparable<Position> {
  private static final double UNITS_PER_DEGREE = 1e7;

  public Position {
    Refuse.unless(Math.abs((long) latitudeE7) <= 900_000_000L, "latitude is outside -90..90");
    Refuse.unless(Math.abs((long) longitudeE7) <= 1_800_000_000L, "longitude is outside -180..180");
  }

  /** From degrees; refuses what is not a number and what lies outside the ranges. */
  public static Position ofDegrees(double latitude, double longitude) {
    Refuse.unless(latitude >= -90 && latitude <= 90, "latitude is outside -90..90");
    Refuse.unless(longitude >= -180 && longitude <= 180, "longitude is outside -180..180");
    return new Position(
        (int) Math.round(latitude * UNITS_PER_DEGREE),
        (int) Math.round(longitude * UNITS_PER_DEGREE));
  }

  public double latitude() {
    return latitudeE7 / UNITS_PER_DEGREE;
  }

  public double longitude() {
    return longitudeE7 / UNITS_PER_DEGREE;
  }

  @Override
  public int compareTo(Position other) {
    int byLatitude = Integer.compare(latitudeE7, other.latitudeE7);
    return byLatitude != 0 ? byLatitude : Integer.compare(longitudeE7, other.longitudeE7);
  }
}
