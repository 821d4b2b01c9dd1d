package org.muster.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.tables.Defect.Weight;
import org.muster.tables.Table.Hit;

/** Gaps, overlaps and rows that never speak, each with an input that shows it. */
final class GridCheck {
  static final int EXAMPLES_MAX = 20;

  private GridCheck() {}

  /** Of a table whose cells are without fault. */
  static List<Defect> of(Table table, TableForm form) {
    Optional<Grid> found = Grid.find(table, form);
    if (found.isEmpty()) {
      return List.of(
          note(
              table,
              "Not all cells are values, comparisons, ranges or lists of these, so gaps, overlaps"
                  + " and rows that never speak were not looked for."));
    }
    List<Defect> defects = new ArrayList<>();
    Grid grid = found.get();
    if (table.hit() == Hit.UNIQUE) {
      for (Grid.Overlap overlap : grid.overlaps(EXAMPLES_MAX)) {
        defects.add(
            new Defect(
                Weight.ERROR,
                table.file(),
                overlap.second() + 1,
                "",
                "The row and row %d both hold for: %s."
                    .formatted(overlap.first() + 1, overlap.example().words())));
      }
    }
    try {
      for (int row : grid.unreachable()) {
        defects.add(
            new Defect(
                Weight.ERROR,
                table.file(),
                row + 1,
                "",
                "The row never speaks: rows before it hold wherever it does, or it holds"
                    + " nowhere."));
      }
      // What the programme judges by has to speak of everything.
      Weight weight = form.isBinding() ? Weight.ERROR : Weight.WARNING;
      for (Grid.Example gap : grid.gaps(EXAMPLES_MAX)) {
        defects.add(
            new Defect(
                weight, table.file(), 0, "", "No row speaks of: %s.".formatted(gap.words())));
      }
    } catch (Grid.TooLarge e) {
      defects.add(
          note(
              table,
              "The table is too large for all of its inputs to be gone through, so gaps and rows"
                  + " that never speak were not looked for."));
    }
    return defects;
  }

  private static Defect note(Table table, String sentence) {
    return new Defect(Weight.NOTE, table.file(), 0, "", sentence);
  }
}
