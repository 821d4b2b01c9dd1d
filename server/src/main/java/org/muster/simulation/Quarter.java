package org.muster.simulation;

import java.util.List;

/** A part of a city that some orders tell people to stay out of. */
record Quarter(String name, Place centre, double radiusMetres) {

  static List<Quarter> of(City city) {
    return switch (city) {
      case HOUSTON ->
          List.of(
              new Quarter("Bus terminal quarter", new Place(-2_600, 3_100), 420),
              new Quarter("Eastern market", new Place(5_200, -1_300), 380),
              new Quarter("Protected residence, Houston", new Place(-6_100, -5_400), 500),
              new Quarter("Rail yard", new Place(2_900, 7_200), 450));
      case ATLANTA ->
          List.of(
              new Quarter("Stadium quarter", new Place(3_400, 2_200), 430),
              new Quarter("Warehouse row", new Place(-4_900, 900), 400),
              new Quarter("Protected residence, Atlanta", new Place(1_100, -6_300), 500),
              new Quarter("Northern arcade", new Place(-1_700, 7_000), 360));
      case PHOENIX ->
          List.of(
              new Quarter("Fairground", new Place(-3_300, 2_400), 450),
              new Quarter("Canal quarter", new Place(4_700, 3_900), 380),
              new Quarter("Protected residence, Phoenix", new Place(2_100, -5_800), 500),
              new Quarter("Truck stop", new Place(-6_800, -2_900), 420));
    };
  }
}
