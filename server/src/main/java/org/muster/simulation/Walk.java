package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Draws a path: stay here until then, go there. Ways run round a corner, as streets do. */
final class Walk {
  private static final double WALK_METRES_PER_SECOND = 1.3;
  private static final double WALK_METRES_MAX = 800;

  private final List<Path.Corner> corners = new ArrayList<>();
  private final Chance chance;
  private Instant now;
  private Place here;

  Walk(Instant now, Place here, Chance chance) {
    this.now = now;
    this.here = here;
    this.chance = chance;
    corners.add(new Path.Corner(now, here));
  }

  Instant now() {
    return now;
  }

  /** Stays; nothing if that instant has passed already, for a trip that took longer. */
  Walk stayUntil(Instant until) {
    if (until.isAfter(now)) {
      add(until, here);
    }
    return this;
  }

  Walk stayFor(Duration duration) {
    return stayUntil(now.plus(duration));
  }

  /** Goes on foot where it is near, else by bus or car. */
  Walk goTo(Place place) {
    double metres = here.metresTo(place);
    if (metres < 1) {
      return this;
    }
    boolean byCorner = chance.happens(0.5);
    double ride = chance.between(7, 13);
    double speed = metres < WALK_METRES_MAX ? WALK_METRES_PER_SECOND : ride;
    Place corner =
        byCorner
            ? new Place(place.eastMetres(), here.northMetres())
            : new Place(here.eastMetres(), place.northMetres());
    leg(corner, speed);
    leg(place, speed);
    return this;
  }

  /** Walks about a place for a while, never far from it. */
  Walk walkAbout(Duration duration, double withinMetres) {
    Place centre = here;
    Instant until = now.plus(duration);
    while (now.isBefore(until)) {
      leg(
          centre.moved(
              chance.between(-withinMetres, withinMetres),
              chance.between(-withinMetres, withinMetres)),
          WALK_METRES_PER_SECOND);
    }
    return this;
  }

  Path path() {
    return new Path(corners);
  }

  private void leg(Place to, double metresPerSecond) {
    double metres = here.metresTo(to);
    if (metres >= 1) {
      add(now.plusMillis(Math.round(metres / metresPerSecond * 1_000)), to);
    }
  }

  private void add(Instant at, Place place) {
    now = at;
    here = place;
    corners.add(new Path.Corner(at, place));
  }
}
