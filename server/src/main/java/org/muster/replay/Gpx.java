package org.muster.replay;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.replay.GpxDocument.Point;
import org.muster.replay.GpxDocument.Segment;
import org.muster.replay.GpxDocument.TrackElement;

/**
 * GPX 1.0 and 1.1: which of its points are observations.
 *
 * <p>Dilution (hdop) is no accuracy in metres, and none is made of it. Routes are plans and are not
 * read; waypoints are marks, and are read only where there is no track.
 */
final class Gpx {
  private Gpx() {}

  static Track read(Content content, ReadOptions options) throws UnreadableTrack {
    GpxDocument document = GpxParser.parse(content.stream());
    TrackBuilder track = new TrackBuilder();
    if (document.tracks().stream().allMatch(TrackElement::isEmpty)) {
      waypoints(document, track);
      return track.build("GPX");
    }
    List<TrackElement> timed = timed(document, track);
    for (TrackElement element : timed) {
      for (Segment segment : element.segments()) {
        if (segment.points().isEmpty() && !options.skipEmpty()) {
          throw new UnreadableTrack(
              segment.at(),
              "the track segment is empty: a part of this track is missing. --skip-empty replays"
                  + " the rest.");
        }
        add(segment.points(), track);
      }
    }
    if (!document.waypoints().isEmpty()) {
      track.note(
          counted(document.waypoints().size(), "waypoint") + " beside the track are left out.");
    }
    return track.build("GPX");
  }

  /**
   * The tracks to replay. A track wholly without times beside timed ones is what receivers write
   * when a track is saved: it is left out with a note. Times on some points only are a hole that
   * must not pass.
   */
  private static List<TrackElement> timed(GpxDocument document, TrackBuilder track)
      throws UnreadableTrack {
    List<TrackElement> filled = new ArrayList<>();
    for (TrackElement element : document.tracks()) {
      if (element.isEmpty()) {
        track.note("the track" + element.at().inWords() + " is empty and left out.");
      } else {
        filled.add(element);
      }
    }
    List<TrackElement> timed = filled.stream().filter(e -> e.untimedCount() == 0).toList();
    List<TrackElement> untimed = filled.stream().filter(e -> e.untimedCount() > 0).toList();
    if (timed.isEmpty() || untimed.stream().anyMatch(e -> e.untimedCount() < e.pointCount())) {
      int points = filled.stream().mapToInt(TrackElement::pointCount).sum();
      int without = filled.stream().mapToInt(TrackElement::untimedCount).sum();
      throw new UnreadableTrack(
          untimed.getFirst().firstUntimed().at(),
          "this track point has no time; of "
              + points
              + " in the file "
              + without
              + " have none. A track without times can not be judged: export it again with"
              + " times.");
    }
    for (TrackElement element : untimed) {
      track.note(
          "the track"
              + element.at().inWords()
              + " has no times: its "
              + element.pointCount()
              + " points can not be judged and are left out.");
    }
    return timed;
  }

  private static void waypoints(GpxDocument document, TrackBuilder track) throws UnreadableTrack {
    List<Point> all = document.waypoints();
    List<Point> timed = all.stream().filter(point -> point.time().isPresent()).toList();
    if (timed.isEmpty()) {
      throw new UnreadableTrack(
          all.isEmpty() ? firstEmpty(document) : all.getFirst().at(), nothing(document));
    }
    add(timed, track);
    track.note(
        "there are no track points: "
            + counted(timed.size(), "timed waypoint")
            + (timed.size() == all.size()
                ? ""
                : " of " + all.size() + ", those without a time left out,")
            + " replayed instead.");
  }

  private static String nothing(GpxDocument document) {
    if (!document.waypoints().isEmpty()) {
      return "there are no track points, and this waypoint has no time, nor has any other. A track"
          + " without times can not be judged: export it again with times.";
    }
    return "this GPX file holds no track points"
        + (document.tracks().isEmpty() ? "" : ": its track is empty")
        + (document.routePointCount() > 0 ? "; a route is a plan, not a record" : "")
        + ".";
  }

  private static Place firstEmpty(GpxDocument document) {
    return document.tracks().isEmpty() ? Place.UNKNOWN : document.tracks().getFirst().at();
  }

  private static void add(List<Point> points, TrackBuilder track) throws UnreadableTrack {
    for (Point point : points) {
      track.add(
          new Observation.Fix(
              point.time().orElseThrow(),
              point.position(),
              point.accuracyMetres(),
              point.speedMetresPerSecond(),
              FixSource.UNSTATED,
              false,
              point.valid()),
          point.at());
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
