package org.muster.tables;

import java.util.List;
import java.util.OptionalInt;

/**
 * A decision table as it was read: cells are the text that somebody wrote.
 *
 * @param file its path in the package
 * @param decision the name of the decision, as {@code response}
 */
public record Table(
    String file,
    String decision,
    Hit hit,
    List<Column> inputs,
    List<Column> outputs,
    List<Row> rows) {
  public static final int COLUMNS_MAX = 20;
  public static final int ROWS_MAX = 500;
  public static final int CELL_LENGTH_MAX = 2_000;

  public Table {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    rows = List.copyOf(rows);
  }

  /** Which row speaks where several hold. */
  public enum Hit {
    /** At most one row holds for any input. */
    UNIQUE("one row at most"),
    /** The first row that holds speaks. */
    FIRST("the first row that holds");

    private final String words;

    Hit(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * A column.
   *
   * @param allowed the values that the table says there are, as FEEL; empty where it does not say
   */
  public record Column(String name, String typeRef, String allowed) {}

  /**
   * A row.
   *
   * @param id stays the same when the row is changed or moved, so that two versions can be compared
   */
  public record Row(
      String id,
      List<String> inputs,
      List<String> outputs,
      String citation,
      String reason,
      String source) {
    public Row {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  OptionalInt findInput(String name) {
    return find(inputs, name);
  }

  OptionalInt findOutput(String name) {
    return find(outputs, name);
  }

  private static OptionalInt find(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
