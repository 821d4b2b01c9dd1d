package org.muster.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.muster.tables.CellText.Asked;
import org.muster.tables.CellText.Piece;
import org.muster.tables.ColumnForm.Kind;
import org.muster.tables.Defect.Weight;
import org.muster.tables.Table.Column;
import org.muster.tables.Table.Row;

/** Holds the columns and cells of a table to what its decision asks: names, types and units. */
final class CellCheck {
  private static final Pattern HOURS =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)");

  private final Table table;
  private final TableForm form;
  private final List<Defect> defects = new ArrayList<>();

  private CellCheck(Table table, TableForm form) {
    this.table = table;
    this.form = form;
  }

  static List<Defect> of(Table table, TableForm form) {
    CellCheck check = new CellCheck(table, form);
    check.columns(table.inputs(), form.inputs(), "input");
    check.columns(table.outputs(), form.outputs(), "output");
    if (check.defects.isEmpty()) {
      for (int row = 0; row < table.rows().size(); row++) {
        check.row(row, table.rows().get(row));
      }
    }
    return check.defects;
  }

  private void columns(List<Column> columns, List<ColumnForm> forms, String what) {
    List<String> names = forms.stream().map(ColumnForm::name).toList();
    for (Column column : columns) {
      Optional<ColumnForm> known =
          forms.stream().filter(one -> one.name().equals(column.name())).findFirst();
      if (known.isEmpty()) {
        defect(
            0,
            column.name(),
            "There is no %s column of this name; there are %s."
                .formatted(what, String.join(", ", names)));
        continue;
      }
      String type = known.get().kind().typeRef();
      if (!List.of("", "Any", type).contains(column.typeRef())) {
        defect(
            0,
            column.name(),
            "The column is of the type %s; it has to be %s.".formatted(column.typeRef(), type));
      }
      allowed(column, known.get());
    }
    for (ColumnForm one : forms) {
      if (one.required() && columns.stream().noneMatch(is -> is.name().equals(one.name()))) {
        defect(0, one.name(), "The table has no such %s column, and needs it.".formatted(what));
      }
    }
  }

  /** A column whose words only the table knows has to say which there are. */
  private void allowed(Column column, ColumnForm known) {
    if (known.kind() != Kind.WORD || !form.inputs().contains(known)) {
      return;
    }
    List<Value> domain = Domains.of(known, column);
    if (domain.isEmpty()) {
      defect(0, column.name(), "Say which words there are: \"allowed values\" of the column.");
    } else if (!known.words().isEmpty()
        && domain.stream().anyMatch(word -> !known.words().contains(word.words()))) {
      defect(
          0,
          column.name(),
          "The column allows words that there are not; there are: "
              + String.join(", ", known.words())
              + ".");
    }
  }

  private void row(int number, Row row) {
    List<String> names =
        java.util.stream.Stream.concat(table.inputs().stream(), table.outputs().stream())
            .map(Column::name)
            .toList();
    for (int i = 0; i < table.inputs().size(); i++) {
      Column column = table.inputs().get(i);
      String cell = row.inputs().get(i);
      Optional<String> objection = CellGuard.objection(cell, names);
      if (objection.isPresent()) {
        defect(number + 1, column.name(), objection.get());
      } else {
        ColumnForm known = known(column);
        CellText.findAsked(cell).ifPresent(asked -> asked(number + 1, column, known, asked));
      }
    }
    for (int i = 0; i < table.outputs().size(); i++) {
      output(number + 1, row, table.outputs().get(i), row.outputs().get(i));
    }
  }

  private ColumnForm known(Column column) {
    return form.findColumn(column.name())
        .orElseThrow(() -> new IllegalStateException("the columns were checked before"));
  }

  private void asked(int row, Column column, ColumnForm known, Asked asked) {
    for (Piece piece : asked.pieces()) {
      for (Value end : new Value[] {piece.low(), piece.high()}) {
        if (end == null) {
          continue;
        }
        boolean fits =
            switch (known.kind()) {
              case WORD -> end instanceof Value.Word;
              case WHOLE, ORDINAL -> end instanceof Value.Amount;
              case DURATION -> end instanceof Value.Lasting;
              case SENTENCES, MEASURE, HOURS -> false;
            };
        if (!fits) {
          defect(
              row,
              column.name(),
              "\"%s\" is not of the column's type: %s."
                  .formatted(end.words(), known.kind().words()));
          return;
        }
        if (known.kind() == Kind.WORD && !Domains.of(known, column).contains(end)) {
          defect(
              row,
              column.name(),
              "There is no \"%s\"; there are: %s."
                  .formatted(end.words(), said(Domains.of(known, column))));
          return;
        }
      }
    }
    if (known.kind() == Kind.WORD
        && asked.pieces().stream()
            .anyMatch(one -> one.low() == null || !one.low().equals(one.high()))) {
      defect(row, column.name(), "Words have no order: name each one.");
    }
  }

  private static String said(List<Value> words) {
    return String.join(", ", words.stream().map(Value::words).toList());
  }

  private void output(int row, Row whole, Column column, String cell) {
    ColumnForm known = known(column);
    Optional<Value> found = CellText.findValue(cell);
    if (found.isEmpty()) {
      defect(
          row,
          column.name(),
          cell.isEmpty()
              ? "The cell is empty; write " + known.kind().words() + "."
              : "\"%s\" is no value written out; write %s.".formatted(cell, known.kind().words()));
      return;
    }
    Value value = found.get();
    boolean none = value instanceof Value.Nothing && form == TableForm.CONTACT;
    if (!none && !fits(known, value)) {
      String words =
          known.words().isEmpty()
              ? "write " + known.kind().words()
              : "there are: " + String.join(", ", known.words());
      defect(row, column.name(), "\"%s\" does not fit; %s.".formatted(value.words(), words));
    } else if (column.name().equals("unit")) {
      unit(row, whole, value);
    }
  }

  private static boolean fits(ColumnForm known, Value value) {
    return switch (known.kind()) {
      case WORD ->
          value instanceof Value.Word(String word)
              && (known.words().isEmpty() || known.words().contains(word));
      case WHOLE, ORDINAL ->
          value instanceof Value.Amount(java.math.BigDecimal number)
              && number.signum() >= 0
              && number.scale() <= 0
              && number.precision() - number.scale() <= 9;
      case DURATION ->
          value instanceof Value.Lasting(java.time.Duration time) && !time.isNegative();
      case SENTENCES -> value instanceof Value.Words;
      case MEASURE -> value instanceof Value.Amount || value instanceof Value.Lasting;
      case HOURS -> value instanceof Value.Word(String hours) && HOURS.matcher(hours).matches();
    };
  }

  /** The unit is that of each parameter for which the row holds, and the value is of that unit. */
  private void unit(int row, Row whole, Value unit) {
    OptionalInt input = table.findInput("parameter");
    OptionalInt output = table.findOutput("value");
    if (input.isEmpty() || output.isEmpty()) {
      return;
    }
    boolean time =
        CellText.findValue(whole.outputs().get(output.getAsInt())).orElse(unit)
            instanceof Value.Lasting;
    if (time != unit.words().equals(Unit.TIME.word())) {
      defect(
          row,
          "value",
          time
              ? "The value is an amount of time, and the unit %s.".formatted(unit.words())
              : "The unit is time; write the value as an amount of time, as duration(\"PT30M\").");
      return;
    }
    List<Piece> pieces =
        CellText.findAsked(whole.inputs().get(input.getAsInt()))
            .map(Asked::pieces)
            .orElse(List.of());
    for (Piece piece : pieces) {
      String parameter = piece.low() == null ? "" : piece.low().words();
      Unit.findOf(form, parameter)
          .filter(asked -> !asked.word().equals(unit.words()))
          .ifPresent(
              asked ->
                  defect(
                      row,
                      "unit",
                      "\"%s\" is measured in %s and not in %s."
                          .formatted(parameter, asked.word(), unit.words())));
    }
  }

  private void defect(int row, String column, String sentence) {
    defects.add(new Defect(Weight.ERROR, table.file(), row, column, sentence));
  }
}
