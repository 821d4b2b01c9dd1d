package org.muster.simulation;

/** A place in the flat plane of a city: metres east and north of its centre. */
record Place(double eastMetres, double northMetres) {

  double metresTo(Place other) {
    return Math.hypot(other.eastMetres - eastMetres, other.northMetres - northMetres);
  }

  Place moved(double byEastMetres, double byNorthMetres) {
    return new Place(eastMetres + byEastMetres, northMetres + byNorthMetres);
  }

  /** The point of the straight way to another place, from 0 (here) to 1 (there). */
  Place towards(Place other, double share) {
    return moved(
        (other.eastMetres - eastMetres) * share, (other.northMetres - northMetres) * share);
  }
}
