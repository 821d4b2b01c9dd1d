package org.muster.simulation;

/** What is out of the ordinary about a person or a device, so that every kind of event occurs. */
enum Story {
  ORDINARY,
  /** Is on the way or at a friend's when the hours at home have begun. */
  COMES_HOME_LATE,
  STAYS_AWAY_A_NIGHT,
  /** Spends time in a quarter that the order says to stay out of. */
  ENTERS_QUARTER,
  /** Works where there is no coverage: fixes are stored, and sent hours later. */
  WORKS_IN_BASEMENT,
  LETS_BATTERY_DIE,
  /** Not heard from for days. */
  WENT_SILENT,
  /** Not heard from for longer than the quiet limit. */
  OVERDUE,
  /** A phone that often knows only the cell it is in. */
  COARSE_PHONE,
  /** A phone that is told where to say it is. */
  FAKES_LOCATION,
  /** One fix far away, in no time. */
  JUMPS,
  /** The strap is reported open, and closed again by itself. */
  STRAP_SELF_CLOSED,
  /** The strap is reported open, and stays so. */
  STRAP_OPEN,
  CASE_OPENED,
  /** A home in which the device is heard but finds no position. */
  THICK_WALLS,
  /** High houses: positions scatter far beyond the accuracy that the device states. */
  STREET_CANYON,
  ORDERED_NOT_INSTALLED,
  ENDED_TODAY,
  NEWLY_ENROLLED,
  /** Away over some nights with a recorded permission. */
  TRAVELS_EXCUSED
}
