package org.muster.simulation;

import java.time.ZoneId;
import java.util.List;
import org.muster.domain.Position;

/**
 * A city with an office of the programme. Real cities, inland, so that people walk on land; one of
 * them knows no summer time.
 */
enum City {
  HOUSTON(
      "HOU",
      "Houston office",
      "America/Chicago",
      29.7604,
      -95.3698,
      "o.rivera",
      List.of(
          new Quarter("Bus terminal quarter", new Place(-2_600, 3_100), 420),
          new Quarter("Eastern market", new Place(5_200, -1_300), 380),
          new Quarter("Residence of the protected person, Houston", new Place(-6_100, -5_400), 500),
          new Quarter("Rail yard", new Place(2_900, 7_200), 450))),
  ATLANTA(
      "ATL",
      "Atlanta office",
      "America/New_York",
      33.7490,
      -84.3880,
      "o.chen",
      List.of(
          new Quarter("Stadium quarter", new Place(3_400, 2_200), 430),
          new Quarter("Warehouse row", new Place(-4_900, 900), 400),
          new Quarter("Residence of the protected person, Atlanta", new Place(1_100, -6_300), 500),
          new Quarter("Northern arcade", new Place(-1_700, 7_000), 360))),
  PHOENIX(
      "PHX",
      "Phoenix office",
      "America/Phoenix",
      33.4484,
      -112.0740,
      "o.haddad",
      List.of(
          new Quarter("Fairground", new Place(-3_300, 2_400), 450),
          new Quarter("Canal quarter", new Place(4_700, 3_900), 380),
          new Quarter("Residence of the protected person, Phoenix", new Place(2_100, -5_800), 500),
          new Quarter("Truck stop", new Place(-6_800, -2_900), 420)));

  private static final double METRES_PER_DEGREE = 111_195;

  private final String code;
  private final String officeName;
  private final ZoneId zone;
  private final double latitude;
  private final double longitude;
  private final String officer;
  private final List<Quarter> quarters;

  City(
      String code,
      String officeName,
      String zone,
      double latitude,
      double longitude,
      String officer,
      List<Quarter> quarters) {
    this.code = code;
    this.officeName = officeName;
    this.zone = ZoneId.of(zone);
    this.latitude = latitude;
    this.longitude = longitude;
    this.officer = officer;
    this.quarters = quarters;
  }

  /** A part of the city that some orders tell people to stay out of. */
  record Quarter(String name, Place centre, double radiusMetres) {}

  String code() {
    return code;
  }

  String officeName() {
    return officeName;
  }

  ZoneId zone() {
    return zone;
  }

  /** The account of the officer who supervises here. */
  String officer() {
    return officer;
  }

  List<Quarter> quarters() {
    return quarters;
  }

  Position position(Place place) {
    return Position.ofDegrees(
        latitude + place.northMetres() / METRES_PER_DEGREE,
        longitude + place.eastMetres() / (METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude))));
  }
}
