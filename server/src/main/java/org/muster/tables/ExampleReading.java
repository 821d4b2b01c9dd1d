package org.muster.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.tables.ExampleFile.Example;

/**
 * Reads {@code tests/response.csv}, or {@code tests/response-anything.csv}: a column for each input
 * by its name, for each output as "expect severity", "expect row", and "why". An empty input is not
 * known; an empty expectation is none.
 */
final class ExampleReading {
  private static final String EXPECT = "expect ";

  private final String file;
  private final TableForm form;
  private final List<Defect> defects;

  private ExampleReading(String file, TableForm form, List<Defect> defects) {
    this.file = file;
    this.form = form;
    this.defects = defects;
  }

  static Optional<ExampleFile> read(String file, String text, List<Defect> defects) {
    String name = file.substring("tests/".length(), file.length() - ".csv".length());
    Optional<TableForm> form =
        Arrays.stream(TableForm.values())
            .filter(one -> name.equals(one.decision()) || name.startsWith(one.decision() + "-"))
            .findFirst();
    if (form.isEmpty()) {
      defects.add(
          Defect.error(file, "Name it after the table that it tests, as tests/response.csv."));
      return Optional.empty();
    }
    int before = defects.size();
    List<CsvLines.Line> lines;
    try {
      lines = CsvLines.read(text);
    } catch (IllegalArgumentException e) {
      defects.add(Defect.error(file, "It can not be read: " + e.getMessage() + "."));
      return Optional.empty();
    }
    if (lines.size() < 2) {
      defects.add(Defect.error(file, "It holds no example below its line of column names."));
      return Optional.empty();
    }
    ExampleReading reading = new ExampleReading(file, form.get(), defects);
    List<String> names = lines.getFirst().cells();
    reading.names(names);
    List<Example> examples = new ArrayList<>();
    if (defects.size() == before) {
      lines.stream().skip(1).forEach(line -> examples.add(reading.example(names, line)));
    }
    return defects.size() > before
        ? Optional.empty()
        : Optional.of(new ExampleFile(file, form.get().decision(), examples));
  }

  private void names(List<String> names) {
    boolean expects = false;
    for (String name : names) {
      boolean expected = name.startsWith(EXPECT);
      expects |= expected;
      List<ColumnForm> columns = expected ? form.outputs() : form.inputs();
      String bare = expected ? name.substring(EXPECT.length()) : name;
      boolean known = columns.stream().anyMatch(column -> column.name().equals(bare));
      if (!known && !name.equals("why") && !name.equals("expect row")) {
        defects.add(
            new Defect(
                Defect.Weight.ERROR,
                file,
                0,
                name,
                "There is no such column. There are: %s; expect %s; expect row; why."
                    .formatted(
                        String.join(", ", form.inputs().stream().map(ColumnForm::name).toList()),
                        String.join(
                            ", expect ", form.outputs().stream().map(ColumnForm::name).toList()))));
      }
    }
    if (!expects) {
      defects.add(Defect.error(file, "No column says what is expected, as \"expect severity\"."));
    }
  }

  private Example example(List<String> names, CsvLines.Line line) {
    Map<String, Value> inputs = new TreeMap<>();
    Map<String, Value> expected = new TreeMap<>();
    String row = "";
    String why = "";
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String cell = i < line.cells().size() ? line.cells().get(i) : "";
      if (cell.isEmpty()) {
        continue;
      }
      if (name.equals("why")) {
        why = cell;
      } else if (name.equals("expect row")) {
        row = cell;
      } else {
        boolean output = name.startsWith(EXPECT);
        String bare = output ? name.substring(EXPECT.length()) : name;
        (output ? expected : inputs).put(bare, value(line.number(), bare, cell));
      }
    }
    return new Example(line.number(), inputs, expected, row, why);
  }

  private Value value(int line, String name, String cell) {
    ColumnForm column =
        form.findColumn(name)
            .orElseThrow(() -> new IllegalStateException("the names were checked before"));
    Optional<Value> value = cell.equals("none") ? Optional.of(none(column)) : find(column, cell);
    if (value.isEmpty()) {
      defects.add(
          new Defect(
              Defect.Weight.ERROR,
              file,
              line,
              name,
              "\"%s\" can not be read; write %s."
                  .formatted(
                      cell,
                      switch (column.kind()) {
                        case WHOLE, ORDINAL -> "a whole number";
                        case DURATION -> "an amount of time, as 4 h";
                        case MEASURE -> "a number, or an amount of time as 30 min";
                        case WORD, SENTENCES, HOURS -> "a text";
                      })));
    }
    return value.orElse(new Value.Nothing());
  }

  /** "none" is a word of some columns, an empty list of others, and else that there is nothing. */
  private static Value none(ColumnForm column) {
    return switch (column.kind()) {
      case WORD ->
          column.words().isEmpty() || column.words().contains("none")
              ? new Value.Word("none")
              : new Value.Nothing();
      case SENTENCES -> new Value.Words(List.of());
      case WHOLE, ORDINAL, DURATION, MEASURE, HOURS -> new Value.Nothing();
    };
  }

  private static Optional<Value> find(ColumnForm column, String cell) {
    return switch (column.kind()) {
      case WORD, HOURS -> Optional.of(new Value.Word(cell));
      case SENTENCES ->
          Optional.of(
              new Value.Words(Arrays.stream(cell.split("\\|", -1)).map(String::strip).toList()));
      case WHOLE, ORDINAL -> number(cell);
      case DURATION -> Durations.find(cell).map(Value.Lasting::new);
      case MEASURE -> {
        Optional<Value> number = number(cell);
        yield number.isPresent() ? number : Durations.find(cell).map(Value.Lasting::new);
      }
    };
  }

  private static Optional<Value> number(String cell) {
    return cell.matches("\\d{1,9}(\\.\\d{1,9})?")
        ? Optional.of(new Value.Amount(new java.math.BigDecimal(cell)))
        : Optional.empty();
  }
}
