package org.muster.simulation;

import java.time.ZoneId;
import org.muster.domain.Position;

/**
 * A city with an office of the programme. Real cities, inland, so that people walk on land; one of
 * them knows no summer time.
 */
enum City {
  HOUSTON("HOU", "Houston office", "America/Chicago", 29.7604, -95.3698, "o.rivera"),
  ATLANTA("ATL", "Atlanta office", "America/New_York", 33.7490, -84.3880, "o.chen"),
  PHOENIX("PHX", "Phoenix office", "America/Phoenix", 33.4484, -112.0740, "o.haddad");

  private static final double METRES_PER_DEGREE = 111_195;

  private final String code;
  private final String officeName;
  private final ZoneId zone;
  private final double latitude;
  private final double longitude;
  private final String officer;

  City(
      String code,
      String officeName,
      String zone,
      double latitude,
      double longitude,
      String officer) {
    this.code = code;
    this.officeName = officeName;
    this.zone = ZoneId.of(zone);
    this.latitude = latitude;
    this.longitude = longitude;
    this.officer = officer;
  }

  String code() {
    return code;
  }

  String officeName() {
    return officeName;
  }

  ZoneId zone() {
    return zone;
  }

  /** Of its telephone numbers. */
  String areaCode() {
    return switch (this) {
      case HOUSTON -> "713";
      case ATLANTA -> "404";
      case PHOENIX -> "602";
    };
  }

  /** The account of the officer who supervises here. */
  String officer() {
    return officer;
  }

  Position position(Place place) {
    return Position.ofDegrees(
        latitude + place.northMetres() / METRES_PER_DEGREE,
        longitude + place.eastMetres() / (METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude))));
  }
}
