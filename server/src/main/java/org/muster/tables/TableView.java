package org.muster.tables;

import java.util.ArrayList;
import java.util.List;

/** A decision table as it is read on a page, by who knows spreadsheets and not FEEL. */
public record TableView(
    String file,
    String title,
    String hit,
    List<String> inputs,
    List<String> outputs,
    List<Line> rows) {
  public TableView {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    rows = List.copyOf(rows);
  }

  /** A row of it, with the row's number from 1. */
  public record Line(
      int number,
      List<String> inputs,
      List<String> outputs,
      String citation,
      String reason,
      String source) {
    public Line {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** The tables of a package, in the order of {@link TableForm}. */
  public static List<TableView> of(PolicyPackage policy) {
    List<TableView> views = new ArrayList<>();
    for (TableForm form : TableForm.values()) {
      policy.find(form).ifPresent(table -> views.add(of(form, table)));
    }
    return views;
  }

  private static TableView of(TableForm form, Table table) {
    List<Line> rows = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      rows.add(
          new Line(
              rows.size() + 1,
              row.inputs().stream().map(CellWords::asked).toList(),
              row.outputs().stream().map(CellWords::said).toList(),
              row.citation(),
              row.reason(),
              row.source()));
    }
    return new TableView(
        table.file(),
        form.title(),
        table.hit().words(),
        table.inputs().stream().map(one -> words(one.name())).toList(),
        table.outputs().stream().map(one -> words(one.name())).toList(),
        rows);
  }

  /** The name of a column in words: "Due within" of dueWithin. */
  private static String words(String name) {
    String apart = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT);
    return Character.toUpperCase(apart.charAt(0)) + apart.substring(1);
  }
}
