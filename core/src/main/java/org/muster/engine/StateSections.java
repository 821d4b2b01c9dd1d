package org.muster.engine;

import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.ConditionId;
import org.muster.engine.StateText.Reader;
import org.muster.engine.StateText.Writer;

/** The words of a fold's state: what is remembered of the device, then of each condition. */
final class StateSections {
  private static final String BETWEEN = " | ";

  private String memory = "";
  private final SortedMap<ConditionId, String> walks = new TreeMap<>();

  static StateSections read(String words) {
    StateSections sections = new StateSections();
    String[] parts = words.split(" \\| ", -1);
    sections.memory = parts[0];
    for (int i = 1; i < parts.length; i++) {
      String[] idAndRest = parts[i].split(" ", 2);
      sections.walks.put(new ConditionId(Long.parseLong(idAndRest[0])), idAndRest[1]);
    }
    return sections;
  }

  /** What was remembered, or nothing yet at the start of the first stretch. */
  DeviceMemory memory() {
    DeviceMemory result = new DeviceMemory();
    if (!memory.isEmpty()) {
      result.read(new Reader(memory));
    }
    return result;
  }

  Reader of(ConditionId condition) {
    return new Reader(walks.getOrDefault(condition, ""));
  }

  void put(DeviceMemory remembered) {
    Writer text = new Writer();
    remembered.write(text);
    memory = text.toString();
  }

  void put(ConditionId condition, Walk walk) {
    Writer text = new Writer();
    walk.writeState(text);
    walks.put(condition, text.toString());
  }

  String words() {
    StringBuilder words = new StringBuilder(memory);
    walks.forEach((id, text) -> words.append(BETWEEN).append(id).append(' ').append(text));
    return words.toString();
  }
}
