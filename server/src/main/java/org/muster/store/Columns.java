package org.muster.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Many rows as one array a column, for {@code unnest}: one statement, however many rows. */
final class Columns {
  private static final String BYTES = "bytea";

  private final List<String> types;
  private final List<List<@Nullable Object>> columns = new ArrayList<>();

  /** Columns of these types of the database. Times are text, in ISO 8601. */
  Columns(String... types) {
    this.types = List.of(types);
    this.types.forEach(type -> columns.add(new ArrayList<>()));
  }

  void add(@Nullable Object... row) {
    for (int i = 0; i < row.length; i++) {
      columns.get(i).add(row[i]);
    }
  }

  boolean isEmpty() {
    return columns.getFirst().isEmpty();
  }

  /** One parameter a column. */
  List<SqlArrayValue> parameters() {
    List<SqlArrayValue> parameters = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String type = types.get(i);
      parameters.add(array(type, columns.get(i)));
    }
    return parameters;
  }

  // Spring declares that elements are not null; the database's arrays hold nulls well.
  @SuppressWarnings("NullAway")
  private static SqlArrayValue array(String type, List<@Nullable Object> column) {
    // The driver takes bytes only in an array of their own type.
    return new SqlArrayValue(
        type, type.equals(BYTES) ? column.toArray(new byte[0][]) : column.toArray());
  }
}
