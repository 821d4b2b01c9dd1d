package org.muster.audit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a table.
 *
 * @param label as it is written
 * @param key what it is, however it is written
 * @param cell the address of the label
 */
record Line(String label, String key, String cell, Map<Measure, Num> numbers) {
  Line {
    Map<Measure, Num> sorted = new EnumMap<>(Measure.class);
    sorted.putAll(numbers);
    numbers = Collections.unmodifiableMap(sorted);
  }

  Optional<Num> find(Measure measure) {
    return Optional.ofNullable(numbers.get(measure));
  }

  /** The count, or nothing where the cell is empty. */
  double countOrZero() {
    Num count = numbers.get(Measure.COUNT);
    return count == null ? 0 : count.value();
  }
}
