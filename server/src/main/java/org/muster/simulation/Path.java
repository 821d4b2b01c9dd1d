package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Interval;

/**
 * Where a person truly is over a stretch of time: corners with their instants, straight at even
 * speed in between. What a device says of it is another matter.
 */
record Path(List<Corner> corners) {
  /** Rest is where two corners in a row lie closer than this. */
  private static final double REST_METRES = 1;

  Path {
    corners = List.copyOf(corners);
    if (corners.isEmpty()) {
      throw new IllegalArgumentException("a path has at least one corner");
    }
  }

  /** At a place at an instant. */
  record Corner(Instant at, Place place) {}

  Place at(Instant at) {
    int after = firstAfter(at);
    if (after == 0) {
      return corners.getFirst().place();
    }
    if (after == corners.size()) {
      return corners.getLast().place();
    }
    Corner from = corners.get(after - 1);
    Corner to = corners.get(after);
    double whole = to.at().toEpochMilli() - from.at().toEpochMilli();
    double part = at.toEpochMilli() - from.at().toEpochMilli();
    return from.place().towards(to.place(), part / whole);
  }

  double speedMetresPerSecondAt(Instant at) {
    int after = firstAfter(at);
    if (after == 0 || after == corners.size()) {
      return 0;
    }
    return speed(corners.get(after - 1), corners.get(after));
  }

  boolean movingAt(Instant at) {
    return speedMetresPerSecondAt(at) > 0;
  }

  /** The first instant after this one at which a trip begins. */
  Optional<Instant> nextTripAfter(Instant at) {
    for (int i = Math.max(1, firstAfter(at)); i < corners.size(); i++) {
      Corner from = corners.get(i - 1);
      if (from.at().isAfter(at) && speed(from, corners.get(i)) > 0) {
        return Optional.of(from.at());
      }
    }
    return Optional.empty();
  }

  /** The stretches of at least such a length in which the person rests at a place. */
  List<Interval> restsAt(Place place, Duration atLeast) {
    List<Interval> rests = new ArrayList<>();
    for (int i = 1; i < corners.size(); i++) {
      Corner from = corners.get(i - 1);
      Corner to = corners.get(i);
      boolean there = from.place().metresTo(place) < REST_METRES;
      boolean rest = there && to.place().metresTo(place) < REST_METRES;
      if (rest && Duration.between(from.at(), to.at()).compareTo(atLeast) >= 0) {
        rests.add(new Interval(from.at(), to.at()));
      }
    }
    return rests;
  }

  /** The same path but for a way of one's own in between, from and back to it. */
  Path withDetour(List<Corner> detour) {
    List<Corner> all = new ArrayList<>();
    Instant from = detour.getFirst().at();
    Instant to = detour.getLast().at();
    corners.stream().filter(c -> c.at().isBefore(from)).forEach(all::add);
    all.addAll(detour);
    corners.stream().filter(c -> c.at().isAfter(to)).forEach(all::add);
    return new Path(all);
  }

  private static double speed(Corner from, Corner to) {
    double metres = from.place().metresTo(to.place());
    double seconds = (to.at().toEpochMilli() - from.at().toEpochMilli()) / 1_000.0;
    return metres < REST_METRES ? 0 : metres / seconds;
  }

  /** The index of the first corner later than the instant. */
  private int firstAfter(Instant at) {
    int low = 0;
    int high = corners.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (corners.get(middle).at().isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
