package org.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The cells of one sheet that hold something. */
final class Grid {
  private final String name;
  private final NavigableMap<Integer, NavigableMap<Integer, Cell>> rows = new TreeMap<>();

  Grid(String name, List<Cell> cells) {
    this.name = name;
    for (Cell cell : cells) {
      rows.computeIfAbsent(cell.row(), row -> new TreeMap<>()).put(cell.column(), cell);
    }
  }

  String name() {
    return name;
  }

  Optional<Cell> find(int row, int column) {
    NavigableMap<Integer, Cell> found = rows.get(row);
    return found == null ? Optional.empty() : Optional.ofNullable(found.get(column));
  }

  List<Cell> row(int row) {
    NavigableMap<Integer, Cell> found = rows.get(row);
    return found == null ? List.of() : List.copyOf(found.values());
  }

  List<Cell> list() {
    List<Cell> all = new ArrayList<>();
    for (Map<Integer, Cell> row : rows.values()) {
      all.addAll(row.values());
    }
    return all;
  }

  int lastRow() {
    return rows.isEmpty() ? 0 : rows.lastKey();
  }
}
