package org.muster.engine;

import org.muster.domain.Area;

/** A circle: the distance from its centre says everything. */
final class CircleGround implements Ground {
  private final int latitude;
  private final int longitude;
  private final double radiusMetres;

  CircleGround(Area.Circle circle) {
    latitude = circle.centre().latitudeE7();
    longitude = circle.centre().longitudeE7();
    radiusMetres = circle.radiusMetres();
  }

  @Override
  public boolean inside(int latitude, int longitude) {
    return fromCentre(latitude, longitude) <= radiusMetres;
  }

  @Override
  public double distance(int latitude, int longitude) {
    return Math.abs(fromCentre(latitude, longitude) - radiusMetres);
  }

  @Override
  public double distanceFrom(double floor, int latitude, int longitude) {
    return distance(latitude, longitude);
  }

  @Override
  public int side(int latitude, int longitude, double radius) {
    double fromCentre = fromCentre(latitude, longitude);
    if (Math.abs(fromCentre - radiusMetres) < radius) {
      return STRADDLING;
    }
    return fromCentre <= radiusMetres ? CLEAR_INSIDE : CLEAR_OUTSIDE;
  }

  @Override
  public Box box() {
    return new Box(longitude, longitude, latitude, latitude).and(radiusMetres);
  }

  @Override
  public double clearance(int latitude, int longitude, long reachY, long reachX) {
    double middle = fromCentre(latitude, longitude);
    int between = (int) (((long) latitude + this.latitude) / 2);
    double reach = Earth.reach(between, reachY, reachX);
    double least = (middle - reach) * Earth.shortest(between, reachY);
    double most = (middle + reach) * Earth.longest(between, reachY);
    return Math.max(least - radiusMetres, radiusMetres - most);
  }

  private double fromCentre(int latitude, int longitude) {
    return Earth.near(latitude, longitude, this.latitude, this.longitude);
  }
}
