package org.muster.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.tables.CellText.Asked;
import org.muster.tables.CellText.Piece;

/** Cells as people read them, who know spreadsheets and not FEEL. */
public final class CellWords {
  private CellWords() {}

  /** What an input cell asks; one that is not analysed is shown as it was written. */
  public static String asked(String cell) {
    if (cell.isEmpty()) {
      return "";
    }
    Optional<Asked> asked = CellText.findAsked(cell);
    if (asked.isEmpty()) {
      return cell;
    }
    if (asked.get().equals(Asked.ANYTHING)) {
      return "any";
    }
    List<String> pieces = asked.get().pieces().stream().map(CellWords::piece).toList();
    return asked.get().negated()
        ? "not " + String.join(" and not ", pieces)
        : String.join(" or ", pieces);
  }

  private static String piece(Piece piece) {
    Value low = piece.low();
    Value high = piece.high();
    if (low != null && low.equals(high)) {
      return low.words();
    }
    List<String> parts = new ArrayList<>();
    if (low != null) {
      parts.add((piece.lowIn() ? "at least " : "more than ") + low.words());
    }
    if (high != null) {
      parts.add((piece.highIn() ? "at most " : "less than ") + high.words());
    }
    return String.join(" and ", parts);
  }

  /** What an output cell says. */
  public static String said(String cell) {
    return CellText.findValue(cell).map(Value::words).orElse(cell);
  }
}
