package org.muster.words;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.domain.ExcusalId;

/**
 * The facts of a statement for machines: names as in the vocabulary, enumerations as one word,
 * instants and durations as ISO 8601.
 */
public final class Facts {
  private Facts() {}

  public static Map<String, Object> of(Record statement) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (RecordComponent component : statement.getClass().getRecordComponents()) {
      facts.put(component.getName(), plain(Arguments.value(statement, component)));
    }
    return facts;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Enum<?> word -> word(word);
      case Collection<?> several -> several.stream().map(Facts::plain).toList();
      case Number number -> number;
      // Of an id its number is told, not that it is an id.
      case ExcusalId id -> id.value();
      case Record record -> of(record);
      default -> value.toString();
    };
  }

  /** "TOO_FAST" as "TooFast". */
  static String word(Enum<?> word) {
    return Stream.of(word.name().split("_"))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
