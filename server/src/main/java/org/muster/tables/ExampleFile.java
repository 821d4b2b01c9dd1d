package org.muster.tables;

import java.util.List;
import java.util.Map;

/**
 * Example tests of one table: what it has to say of some inputs.
 *
 * @param decision the table they are of
 */
public record ExampleFile(String file, String decision, List<Example> examples) {
  public ExampleFile {
    examples = List.copyOf(examples);
  }

  /**
   * A line of the file.
   *
   * @param inputs those that are known
   * @param expected some or all outputs, by name
   * @param expectedRow the id of the row that has to speak, "none" for no row, "unknown" where it
   *     has to depend on what is not known; empty where any will do
   * @param why what the example shows
   */
  public record Example(
      int line,
      Map<String, Value> inputs,
      Map<String, Value> expected,
      String expectedRow,
      String why) {}
}
