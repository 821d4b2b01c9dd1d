package org.muster.tables;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.muster.tables.CellText.Asked;
import org.muster.tables.ColumnForm.Kind;
import org.muster.tables.Table.Hit;
import org.muster.tables.Table.Row;

/**
 * A table as boxes of atoms. Every input there can be lies in exactly one cell of the grid, so what
 * is said of gaps, overlaps and rows that never speak is exact.
 */
final class Grid {
  static final int NO_ROW = -1;

  /** So many looks at a row for an atom, well under a second. */
  private static final long LOOKS_MAX = 50_000_000;

  private final Table table;
  private final List<Kind> kinds;
  private final List<List<Asked>> asked;
  private final List<Line> lines;

  private Grid(Table table, List<Kind> kinds, List<List<Asked>> asked, List<Line> lines) {
    this.table = table;
    this.kinds = kinds;
    this.asked = asked;
    this.lines = lines;
  }

  /** More work than is done for one table; nothing is said then rather than something guessed. */
  static final class TooLarge extends Exception {}

  /** An input that no row speaks of, or that two do. */
  record Example(SequencedMap<String, Value> inputs) {
    String words() {
      List<String> parts = new ArrayList<>();
      inputs.forEach((name, value) -> parts.add(name + " " + value.words()));
      return parts.isEmpty() ? "any input" : String.join(", ", parts);
    }
  }

  /** Two rows of a table, and an input for which both hold. */
  record Overlap(int first, int second, Example example) {}

  /** Empty when a cell is outside of what is analysed. */
  static Optional<Grid> find(Table table, TableForm form) {
    List<Kind> kinds = new ArrayList<>();
    List<List<Asked>> asked = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < table.inputs().size(); i++) {
      Table.Column column = table.inputs().get(i);
      Optional<ColumnForm> columnForm = form.findColumn(column.name());
      List<Asked> cells = new ArrayList<>();
      for (Row row : table.rows()) {
        CellText.findAsked(row.inputs().get(i)).ifPresent(cells::add);
      }
      if (columnForm.isEmpty() || cells.size() < table.rows().size()) {
        return Optional.empty();
      }
      Kind kind = columnForm.get().kind();
      Optional<Line> line =
          Line.find(column.name(), kind, Domains.of(columnForm.get(), column), cells);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      kinds.add(kind);
      asked.add(List.copyOf(cells));
      lines.add(line.get());
    }
    return Optional.of(new Grid(table, kinds, asked, lines));
  }

  /** Inputs that no row speaks of, one of each stretch of them, at most so many. */
  List<Example> gaps(int countMax) throws TooLarge {
    BitSet all = new BitSet();
    all.set(0, table.rows().size());
    return uncovered(all, whole(), countMax, new long[] {LOOKS_MAX});
  }

  /** Pairs of rows that hold for one input, at most so many. */
  List<Overlap> overlaps(int countMax) {
    List<Overlap> found = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      for (int j = i + 1; j < table.rows().size() && found.size() < countMax; j++) {
        int[] atoms = new int[lines.size()];
        boolean meet = true;
        for (int column = 0; column < lines.size() && meet; column++) {
          BitSet both = (BitSet) lines.get(column).cells().get(i).clone();
          both.and(lines.get(column).cells().get(j));
          meet = !both.isEmpty();
          atoms[column] = both.nextSetBit(0);
        }
        if (meet) {
          found.add(new Overlap(i, j, example(atoms)));
        }
      }
    }
    return found;
  }

  /** Rows that never speak: they hold for nothing, or rows before them for all of it. */
  List<Integer> unreachable() throws TooLarge {
    List<Integer> found = new ArrayList<>();
    long[] left = {LOOKS_MAX};
    for (int row = 0; row < table.rows().size(); row++) {
      List<BitSet> box = new ArrayList<>();
      for (Line line : lines) {
        box.add(line.cells().get(row));
      }
      BitSet before = new BitSet();
      if (table.hit() == Hit.FIRST) {
        before.set(0, row);
      }
      if (box.stream().anyMatch(BitSet::isEmpty) || uncovered(before, box, 1, left).isEmpty()) {
        found.add(row);
      }
    }
    return found;
  }

  /** Every row that can speak when only these inputs are known, with an input for which it does. */
  SequencedMap<Integer, Example> possible(Map<String, Value> known) throws TooLarge {
    List<BitSet> box = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Value value = known.get(line.column());
      BitSet atoms = new BitSet();
      if (value == null) {
        atoms.set(0, line.examples().size());
      } else {
        line.findAtom(kinds.get(i), value, asked.get(i)).ifPresent(atoms::set);
      }
      box.add(atoms);
    }
    SequencedMap<Integer, Example> rows = new LinkedHashMap<>();
    BitSet all = new BitSet();
    all.set(0, table.rows().size());
    new Walk(box, false, Integer.MAX_VALUE, new long[] {LOOKS_MAX})
        .walk(
            0,
            all,
            new int[lines.size()],
            (active, atoms) -> {
              int row = active.isEmpty() ? NO_ROW : active.nextSetBit(0);
              rows.putIfAbsent(row, example(atoms));
            });
    SequencedMap<Integer, Example> sorted = new LinkedHashMap<>();
    for (int row : new TreeSet<>(rows.keySet())) {
      Example example = rows.get(row);
      if (example != null) {
        sorted.put(row, example);
      }
    }
    return sorted;
  }

  private List<BitSet> whole() {
    List<BitSet> box = new ArrayList<>();
    for (Line line : lines) {
      BitSet atoms = new BitSet();
      atoms.set(0, line.examples().size());
      box.add(atoms);
    }
    return box;
  }

  private List<Example> uncovered(BitSet rows, List<BitSet> box, int countMax, long[] left)
      throws TooLarge {
    List<Example> found = new ArrayList<>();
    new Walk(box, true, countMax, left)
        .walk(0, rows, new int[lines.size()], (active, atoms) -> found.add(example(atoms)));
    return found;
  }

  private Example example(int[] atoms) {
    SequencedMap<String, Value> inputs = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      inputs.put(lines.get(i).column(), lines.get(i).examples().get(atoms[i]));
    }
    return new Example(inputs);
  }

  /** What is told of each leaf: the rows that hold there, and an atom of each column. */
  private interface Leaf {
    void at(BitSet active, int[] atoms);
  }

  /** Goes through a box column by column; atoms for which the same rows are left go as one. */
  private final class Walk {
    private final List<BitSet> box;
    private final boolean gapsOnly;
    private final int leavesMax;

    /** How many looks are left; one number, which several walks may share. */
    private final long[] left;

    private int leaves;

    Walk(List<BitSet> box, boolean gapsOnly, int leavesMax, long[] left) {
      this.box = box;
      this.gapsOnly = gapsOnly;
      this.leavesMax = leavesMax;
      this.left = left;
    }

    void walk(int column, BitSet active, int[] atoms, Leaf leaf) throws TooLarge {
      if (leaves >= leavesMax) {
        return;
      }
      if (column == lines.size() || (gapsOnly && active.isEmpty())) {
        if (!gapsOnly || active.isEmpty()) {
          for (int rest = column; rest < lines.size(); rest++) {
            atoms[rest] = box.get(rest).nextSetBit(0);
          }
          leaves++;
          leaf.at(active, atoms);
        }
        return;
      }
      Map<BitSet, Integer> branches = new LinkedHashMap<>();
      BitSet here = box.get(column);
      left[0] -= 1 + (long) here.cardinality() * active.cardinality();
      if (left[0] < 0) {
        throw new TooLarge();
      }
      for (int atom = here.nextSetBit(0); atom >= 0; atom = here.nextSetBit(atom + 1)) {
        BitSet hold = new BitSet();
        for (int row = active.nextSetBit(0); row >= 0; row = active.nextSetBit(row + 1)) {
          hold.set(row, lines.get(column).cells().get(row).get(atom));
        }
        branches.putIfAbsent(hold, atom);
      }
      for (Map.Entry<BitSet, Integer> branch : branches.entrySet()) {
        atoms[column] = branch.getValue();
        walk(column + 1, branch.getKey(), atoms, leaf);
      }
    }
  }
}
