package org.muster.replay;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * OGC Moving Features JSON ({@code temporalGeometry}) and GeoJSON whose features bear times: lines
 * with a list of times in their properties, points with a time each.
 *
 * <p>Positions between the stated ones are not made up, whatever {@code interpolation} says.
 */
final class Features {
  private static final int DEPTH_MAX = 8;
  private static final List<String> LISTS_OF_TIMES =
      List.of("datetimes", "coordTimes", "times", "timestamps");

  private final Times times;
  private final TrackBuilder track;
  private boolean moving;

  Features(Times times, TrackBuilder track) {
    this.times = times;
    this.track = track;
  }

  String format() {
    return moving ? "OGC Moving Features JSON" : "GeoJSON";
  }

  void read(JsonValue value, int depth) throws UnreadableTrack {
    if (depth > DEPTH_MAX) {
      throw new UnreadableTrack(value.at(), "collections nest more than 8 deep.");
    }
    if (value.is("type", "FeatureCollection")) {
      each(value, "features", depth);
    } else if (value.find("temporalGeometry").isPresent()) {
      read(value.find("temporalGeometry").get(), depth + 1);
    } else if (value.is("type", "MovingGeometryCollection")) {
      each(value, "prisms", depth);
    } else if (value.is("type", "MovingPoint")) {
      moving = true;
      JsonValue datetimes =
          JsonTrack.get(value.find("datetimes"), value, "this MovingPoint has no \"datetimes\".");
      line(coordinates(value), datetimes);
    } else if (value.is("type", "Feature")) {
      feature(value);
    } else {
      throw new UnreadableTrack(
          value.at(),
          value.find("type").orElse(value) instanceof JsonValue.Text(var at, String type)
              ? "a bare " + type + " has no times. A track without times can not be judged."
              : "this is no feature: it has no \"type\".");
    }
  }

  private void each(JsonValue value, String member, int depth) throws UnreadableTrack {
    JsonValue list =
        JsonTrack.get(value.find(member), value, "this collection has no \"" + member + "\".");
    for (JsonValue item : list.items(member)) {
      read(item, depth + 1);
    }
  }

  private void feature(JsonValue feature) throws UnreadableTrack {
    Optional<JsonValue> geometry = feature.find("geometry");
    String type =
        geometry.flatMap(value -> value.find("type")).orElse(feature)
                instanceof JsonValue.Text(Place at, String text)
            ? text
            : "";
    switch (type) {
      case "Point" -> point(geometry.orElse(feature), feature);
      case "LineString", "MultiPoint" -> {
        JsonValue line = geometry.orElse(feature);
        line(coordinates(line), timesOf(feature, line));
      }
      case "MultiLineString" -> {
        JsonValue lines = geometry.orElse(feature);
        List<JsonValue> parts = coordinates(lines).items("coordinates");
        List<JsonValue> lists = timesOf(feature, lines).items("times");
        same(parts.size(), lists.size(), "lines", lines.at());
        for (int i = 0; i < parts.size(); i++) {
          line(parts.get(i), lists.get(i));
        }
      }
      default ->
          track.note(
              "the "
                  + (type.isEmpty() ? "feature without a geometry" : type)
                  + feature.at().inWords()
                  + " is no track and left out.");
    }
  }

  private void point(JsonValue geometry, JsonValue feature) throws UnreadableTrack {
    JsonValue properties = feature.find("properties").orElse(feature);
    JsonValue time =
        JsonTrack.get(
            properties.find(Columns.TIME),
            feature,
            "this Point has no \"time\" in its properties. A track without times can not be"
                + " judged.");
    track.fix(
        JsonTrack.time(time, times),
        JsonTrack.position(coordinates(geometry)),
        accuracy(properties),
        geometry.at());
  }

  private static OptionalDouble accuracy(JsonValue properties) throws UnreadableTrack {
    Optional<JsonValue> accuracy = properties.find(Columns.ACCURACY);
    return accuracy.isEmpty()
        ? OptionalDouble.empty()
        : Numbers.accuracy(accuracy.get().number("accuracy"), accuracy.get().at());
  }

  private static JsonValue coordinates(JsonValue geometry) throws UnreadableTrack {
    return JsonTrack.get(
        geometry.find("coordinates"), geometry, "this geometry has no \"coordinates\".");
  }

  private static JsonValue timesOf(JsonValue feature, JsonValue geometry) throws UnreadableTrack {
    JsonValue properties = feature.find("properties").orElse(feature);
    JsonValue nested = properties.find("coordinateProperties").orElse(properties);
    for (String name : LISTS_OF_TIMES) {
      Optional<JsonValue> list = properties.find(name).or(() -> nested.find(name));
      if (list.isPresent()) {
        return list.get();
      }
    }
    throw new UnreadableTrack(
        geometry.at(),
        "this line has no \"datetimes\" (or coordTimes, times, timestamps) in its properties. A"
            + " track without times can not be judged.");
  }

  private void line(JsonValue coordinates, JsonValue datetimes) throws UnreadableTrack {
    List<JsonValue> positions = coordinates.items("coordinates");
    List<JsonValue> moments = datetimes.items("times");
    same(positions.size(), moments.size(), "positions", datetimes.at());
    for (int i = 0; i < positions.size(); i++) {
      track.fix(
          JsonTrack.time(moments.get(i), times),
          JsonTrack.position(positions.get(i)),
          OptionalDouble.empty(),
          positions.get(i).at());
    }
  }

  private static void same(int places, int moments, String what, Place at) throws UnreadableTrack {
    if (places != moments) {
      throw new UnreadableTrack(
          at,
          "there are "
              + places
              + " "
              + what
              + " but "
              + moments
              + " times: which time belongs to which is not known.");
    }
  }
}
