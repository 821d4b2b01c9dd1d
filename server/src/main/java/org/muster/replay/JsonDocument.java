package org.muster.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON with the place of every value. */
final class JsonDocument {
  private static final int DEPTH_MAX = 50;
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonDocument() {}

  static JsonValue parse(String text) throws UnreadableTrack {
    try (JsonParser parser = MAPPER.createParser(text)) {
      parser.nextToken();
      JsonValue root = value(parser, 0);
      if (parser.nextToken() != null) {
        throw new UnreadableTrack(place(parser), "something follows the end of the JSON value.");
      }
      return root;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new UnreadableTrack(
          at == null ? Place.UNKNOWN : new Place(at.getLineNr(), at.getColumnNr()),
          "the JSON is broken or cut off: " + reason(e) + ".");
    }
  }

  /** What the parser says, without its advice to programmers. */
  private static String reason(JacksonException e) {
    return e.getOriginalMessage().replaceFirst(": enable `.*", "").replaceAll("\\s+", " ");
  }

  private static JsonValue value(JsonParser parser, int depth) throws UnreadableTrack {
    Place at = place(parser);
    if (depth > DEPTH_MAX) {
      throw new UnreadableTrack(at, "values nest more than 50 deep.");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> members(parser, at, depth);
      case START_ARRAY -> items(parser, at, depth);
      case VALUE_STRING -> new JsonValue.Text(at, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonValue.Numeral(at, parser.getDoubleValue());
      case null -> throw new UnreadableTrack(at, "the JSON is broken or cut off.");
      default -> new JsonValue.Literal(at, parser.getString());
    };
  }

  private static JsonValue members(JsonParser parser, Place at, int depth) throws UnreadableTrack {
    Map<String, JsonValue> byName = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      byName.put(name, value(parser, depth + 1));
    }
    return new JsonValue.Members(at, byName);
  }

  private static JsonValue items(JsonParser parser, Place at, int depth) throws UnreadableTrack {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, depth + 1));
    }
    return new JsonValue.Items(at, items);
  }

  private static Place place(JsonParser parser) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return new Place(at.getLineNr(), at.getColumnNr());
  }
}
