package org.muster.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value that knows where it stands, so that an error can say so. */
sealed interface JsonValue {
  Place at();

  record Members(Place at, Map<String, JsonValue> byName) implements JsonValue {}

  record Items(Place at, List<JsonValue> items) implements JsonValue {}

  record Text(Place at, String text) implements JsonValue {}

  record Numeral(Place at, double value) implements JsonValue {}

  /** True, false or null. */
  record Literal(Place at, String text) implements JsonValue {}

  /** The member of that name; empty where this is no object, has none, or it is null. */
  default Optional<JsonValue> find(String name) {
    return this instanceof Members(Place at, Map<String, JsonValue> byName)
        ? Optional.ofNullable(byName.get(name)).filter(value -> !value.isNull())
        : Optional.empty();
  }

  private boolean isNull() {
    return this instanceof Literal(Place at, String text) && text.equals("null");
  }

  /** The first member that fits, in the order of the file. */
  default Optional<JsonValue> find(Columns column) {
    if (this instanceof Members(Place at, Map<String, JsonValue> byName)) {
      for (Map.Entry<String, JsonValue> member : byName.entrySet()) {
        if (column.fits(member.getKey()) && find(member.getKey()).isPresent()) {
          return Optional.of(member.getValue());
        }
      }
    }
    return Optional.empty();
  }

  default boolean is(String name, String text) {
    return find(name).orElse(this) instanceof Text(Place at, String value) && value.equals(text);
  }

  default List<JsonValue> items(String what) throws UnreadableTrack {
    if (this instanceof Items(Place at, List<JsonValue> items)) {
      return items;
    }
    throw new UnreadableTrack(at(), "the " + what + " are not a list.");
  }

  default double number(String what) throws UnreadableTrack {
    return switch (this) {
      case Numeral(Place at, double value) -> value;
      case Text(Place at, String text) -> Numbers.number(text, what, at);
      case Members value -> throw noNumber(what);
      case Items value -> throw noNumber(what);
      case Literal value -> throw noNumber(what);
    };
  }

  private UnreadableTrack noNumber(String what) {
    return new UnreadableTrack(at(), "the " + what + " is not a number.");
  }
}
