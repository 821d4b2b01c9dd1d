package org.muster.tables;

import java.util.ArrayList;
import java.util.List;
import org.muster.tables.CellText.Asked;
import org.muster.tables.CellText.Piece;
import org.muster.tables.Table.Column;

/** The words that a column of words can hold. */
final class Domains {
  private Domains() {}

  /** Those that the table itself names, where it does; else those of the known decision. */
  static List<Value> of(ColumnForm form, Column column) {
    List<Value> own = new ArrayList<>();
    if (!column.allowed().isEmpty()) {
      CellText.findAsked(column.allowed()).map(Asked::pieces).orElse(List.of()).stream()
          .map(Piece::low)
          .filter(Value.Word.class::isInstance)
          .forEach(own::add);
    }
    return own.isEmpty() ? form.words().stream().<Value>map(Value.Word::new).toList() : own;
  }
}
