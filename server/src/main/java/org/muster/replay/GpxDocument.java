package org.muster.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.muster.domain.Position;

/** A GPX file as it stands, before it is said what of it counts. */
record GpxDocument(List<TrackElement> tracks, List<Point> waypoints, int routePointCount) {

  record TrackElement(Place at, List<Segment> segments) {
    boolean isEmpty() {
      return pointCount() == 0;
    }

    int pointCount() {
      return segments.stream().mapToInt(segment -> segment.points().size()).sum();
    }

    int untimedCount() {
      return (int)
          segments.stream()
              .flatMap(segment -> segment.points().stream())
              .filter(point -> point.time().isEmpty())
              .count();
    }

    Point firstUntimed() {
      return segments.stream()
          .flatMap(segment -> segment.points().stream())
          .filter(point -> point.time().isEmpty())
          .findFirst()
          .orElseThrow();
    }
  }

  record Segment(Place at, List<Point> points) {}

  /**
   * A point of a track, or a waypoint.
   *
   * @param valid false where the file says that there was no fix
   */
  record Point(
      Place at,
      Position position,
      Optional<Instant> time,
      OptionalDouble accuracyMetres,
      OptionalDouble speedMetresPerSecond,
      boolean valid) {}
}
