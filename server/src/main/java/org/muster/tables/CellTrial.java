package org.muster.tables;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.tables.Defect.Weight;
import org.muster.tables.Table.Column;
import org.muster.tables.Table.Hit;
import org.muster.tables.Table.Row;

/**
 * Tries the input cells that are not analysed, each for itself: the rule engine compiles some that
 * it then can not ask.
 */
final class CellTrial {
  static final int TRIALS_MAX = 100;

  private CellTrial() {}

  static List<Defect> of(Table table, TableForm form) {
    List<Defect> defects = new ArrayList<>();
    int tried = 0;
    for (int row = 0; row < table.rows().size(); row++) {
      for (int i = 0; i < table.inputs().size(); i++) {
        String cell = table.rows().get(row).inputs().get(i);
        if (CellText.findAsked(cell).isPresent()) {
          continue;
        }
        Column column = table.inputs().get(i);
        if (++tried > TRIALS_MAX) {
          defects.add(
              Defect.error(
                  table.file(),
                  "More than %d cells are neither values, comparisons, ranges nor lists of these."
                      .formatted(TRIALS_MAX)));
          return defects;
        }
        if (!answers(table, column, cell, sample(form, column))) {
          defects.add(
              new Defect(
                  Weight.ERROR,
                  table.file(),
                  row + 1,
                  column.name(),
                  "\"%s\" is no comparison that can be read.".formatted(cell)));
        }
      }
    }
    return defects;
  }

  private static Value sample(TableForm form, Column column) {
    ColumnForm known = form.findColumn(column.name()).orElseThrow();
    return switch (known.kind()) {
      case WORD -> Domains.of(known, column).getFirst();
      case DURATION -> new Value.Lasting(Duration.ofHours(1));
      case WHOLE, ORDINAL, MEASURE, SENTENCES, HOURS -> new Value.Amount(BigDecimal.ONE);
    };
  }

  private static boolean answers(Table table, Column column, String cell, Value sample) {
    Table alone =
        new Table(
            table.file(),
            table.decision(),
            Hit.UNIQUE,
            List.of(column),
            List.of(new Column("holds", "", "")),
            List.of(new Row("row", List.of(cell), List.of("true"), "", "", "")));
    try {
      RuleEngine engine = new RuleEngine(alone);
      if (engine.faults().isEmpty()) {
        engine.evaluate(Map.of(column.name(), sample));
        return true;
      }
      return false;
    } catch (RuleEngine.NotAnswered e) {
      return false;
    }
  }
}
