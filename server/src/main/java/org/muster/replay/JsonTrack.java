package org.muster.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Position;

/** A JSON track file: tells which of the formats it is, and reads what they share. */
final class JsonTrack {
  private JsonTrack() {}

  static Track read(Content content, ReadOptions options) throws UnreadableTrack {
    JsonValue root = JsonDocument.parse(content.text());
    Times times = new Times(options.zone());
    TrackBuilder track = new TrackBuilder();
    String format;
    if (root instanceof JsonValue.Items(Place at, List<JsonValue> items)) {
      format = "Barefoot JSON";
      for (JsonValue item : items) {
        Barefoot.read(item, times, track);
      }
    } else if (root.find("type").isPresent() || root.find("temporalGeometry").isPresent()) {
      Features features = new Features(times, track);
      features.read(root, 0);
      format = features.format();
    } else {
      throw new UnreadableTrack(
          root.at(),
          "this JSON is no track that is known: it has no \"type\". " + TrackFormat.whichAreRead());
    }
    track.noteZone(times, options);
    return track.build(format);
  }

  /** A position as GeoJSON writes it: longitude, latitude, and more that does not matter. */
  static Position position(JsonValue coordinates) throws UnreadableTrack {
    List<JsonValue> numbers = coordinates.items("coordinates");
    if (numbers.size() < 2) {
      throw new UnreadableTrack(coordinates.at(), "a position is [longitude, latitude].");
    }
    return Numbers.position(
        numbers.get(1).number("latitude"), numbers.get(0).number("longitude"), coordinates.at());
  }

  static Instant time(JsonValue time, Times times) throws UnreadableTrack {
    return switch (time) {
      case JsonValue.Text(Place at, String text) -> times.read(text, at);
      case JsonValue.Numeral(Place at, double value) -> times.unix(value, at);
      case JsonValue.Members value -> throw noTime(value);
      case JsonValue.Items value -> throw noTime(value);
      case JsonValue.Literal value -> throw noTime(value);
    };
  }

  private static UnreadableTrack noTime(JsonValue value) {
    return new UnreadableTrack(
        value.at(), "this point has no time. A track without times can not be judged.");
  }

  static JsonValue get(Optional<JsonValue> member, JsonValue owner, String what)
      throws UnreadableTrack {
    return member.orElseThrow(() -> new UnreadableTrack(owner.at(), what));
  }
}
