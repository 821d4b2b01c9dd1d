package org.muster.ingest;

import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object of JSON as a device sent it. A field that is null is as one that is absent. */
record JsonBody(JsonNode node) {
  private static final int NESTING_MAX = 20;
  private static final int STRING_LENGTH_MAX = 65_536;
  private static final int NUMBER_LENGTH_MAX = 100;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxStringLength(STRING_LENGTH_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static JsonBody parse(byte[] bytes) throws Unreadable {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new Unreadable(
          Reason.MALFORMED, "the body is no JSON: " + Texts.brief(e.getOriginalMessage()));
    }
    if (!node.isObject()) {
      throw new Unreadable(Reason.MALFORMED, "the body is no object of JSON");
    }
    return new JsonBody(node);
  }

  /** The object in this field; without it, an empty one. */
  JsonBody child(String name) throws Unreadable {
    JsonNode child = node.get(name);
    if (child == null || child.isNull()) {
      return new JsonBody(MAPPER.createObjectNode());
    }
    if (!child.isObject()) {
      throw wrong(name, "an object");
    }
    return new JsonBody(child);
  }

  boolean has(String name) {
    JsonNode field = node.get(name);
    return field != null && !field.isNull();
  }

  OptionalDouble number(String name) throws Unreadable {
    if (!has(name)) {
      return OptionalDouble.empty();
    }
    if (!node.get(name).isNumber()) {
      throw wrong(name, "a number");
    }
    return OptionalDouble.of(Numbers.finite(name, node.get(name).doubleValue()));
  }

  /** Text; a number is read as its digits, as some clients send ids bare. */
  Optional<String> text(String name) throws Unreadable {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode field = node.get(name);
    if (!field.isString() && !field.isIntegralNumber()) {
      throw wrong(name, "text");
    }
    return Optional.of(field.asString());
  }

  Optional<Boolean> flag(String name) throws Unreadable {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!node.get(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return Optional.of(node.get(name).booleanValue());
  }

  private static Unreadable wrong(String name, String wanted) {
    return new Unreadable(Reason.MALFORMED, "'%s' is not %s".formatted(name, wanted));
  }
}
