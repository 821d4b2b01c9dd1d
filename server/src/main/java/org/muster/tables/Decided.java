package org.muster.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a table said, with all that is needed to say it again.
 *
 * @param packageHash which package, to the byte
 * @param inputs those that were known
 * @param rows the ids of the rows that hold; empty where none does or it is not known which
 * @param outputs empty where no row holds, or where it is not known which
 * @param provisional an input is unknown, and knowing it could change what is said
 * @param possibleRows the ids of the rows of which one may hold; an empty id stands for none. Empty
 *     where that could not be worked out
 */
public record Decided(
    String packageHash,
    String decision,
    SequencedMap<String, Value> inputs,
    List<String> rows,
    SequencedMap<String, Value> outputs,
    boolean provisional,
    List<String> possibleRows) {
  public Decided {
    inputs = copy(inputs);
    outputs = copy(outputs);
    rows = List.copyOf(rows);
    possibleRows = List.copyOf(possibleRows);
  }

  private static SequencedMap<String, Value> copy(Map<String, Value> values) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }
}
