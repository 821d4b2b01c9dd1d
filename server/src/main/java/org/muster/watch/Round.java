package org.muster.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.muster.domain.Area;
import org.muster.domain.Plan;
import org.muster.domain.Position;

/**
 * Where the watchdog's participant is at each minute. It goes round a circle of places, one a
 * minute; of each place there is a zone that holds all places but that one, and in which it must
 * not be. So each minute it enters one zone and leaves another, and each minute it has been in one
 * of them for just as long as policy asks before that is a finding: one becomes known each minute,
 * by the same policy as everybody's.
 *
 * <p>The places lie in the ocean where the equator meets the meridian of Greenwich: nobody is
 * there.
 */
public record Round(int places) {
  public static final Duration STEP = Duration.ofMinutes(1);

  /** More zones than this make each judging of them slow. */
  static final int PLACES_MAX = 32;

  static final int ACCURACY_METRES = 5;
  private static final double CLEAR_METRES = 40;
  private static final double APART_METRES = 200;
  private static final double BEYOND_METRES = 500;
  private static final double METRES_PER_DEGREE = 111_195;

  /** The round that comes to a finding each minute under the plan; empty when none can. */
  static Optional<Round> find(Plan plan) {
    int minutes = Math.toIntExact(Math.min(PLACES_MAX, plan.dwell().plusSeconds(59).toMinutes()));
    int places = Math.max(minutes + 2, plan.confirmations() + 1);
    boolean possible =
        places <= PLACES_MAX
            && plan.freshness().compareTo(STEP.multipliedBy(2)) >= 0
            && plan.errorCircleFactor() * ACCURACY_METRES < CLEAR_METRES * 0.9
            && plan.coarseAboveMetres() >= ACCURACY_METRES
            && plan.standsWithinMetres() < APART_METRES
            && plan.speedMetresPerSecondMax() > 2 * APART_METRES / STEP.toSeconds();
    return possible ? Optional.of(new Round(Math.max(3, places))) : Optional.empty();
  }

  /** The minute marks of one round that ends with this one, the earliest first. */
  List<Instant> marks(Instant last) {
    return IntStream.range(0, places)
        .mapToObj(i -> last.minus(STEP.multipliedBy(places - 1L - i)))
        .toList();
  }

  /** Where it is at the minute mark. */
  Position at(Instant mark) {
    return place(Math.floorMod(mark.getEpochSecond() / STEP.toSeconds(), places));
  }

  String zoneName(int n) {
    return String.format(Locale.ROOT, "Watchdog %d of %d (synthetic)", n + 1, places);
  }

  /** All places but the n-th. */
  Area zone(int n) {
    Area.Ring outer = square(0, 0, radiusMetres() + BEYOND_METRES);
    Area.Ring hole = square(eastMetres(n), northMetres(n), CLEAR_METRES);
    return new Area.Polygons(List.of(new Area.Polygon(outer, List.of(hole))));
  }

  private Position place(int n) {
    return position(eastMetres(n), northMetres(n));
  }

  private double radiusMetres() {
    return APART_METRES / (2 * Math.sin(Math.PI / places));
  }

  private double eastMetres(int n) {
    return radiusMetres() * Math.sin(2 * Math.PI * n / places);
  }

  private double northMetres(int n) {
    return radiusMetres() * Math.cos(2 * Math.PI * n / places);
  }

  private static Area.Ring square(double eastMetres, double northMetres, double halfMetres) {
    return new Area.Ring(
        List.of(
            position(eastMetres - halfMetres, northMetres - halfMetres),
            position(eastMetres + halfMetres, northMetres - halfMetres),
            position(eastMetres + halfMetres, northMetres + halfMetres),
            position(eastMetres - halfMetres, northMetres + halfMetres)));
  }

  private static Position position(double eastMetres, double northMetres) {
    return Position.ofDegrees(northMetres / METRES_PER_DEGREE, eastMetres / METRES_PER_DEGREE);
  }
}
