package org.muster.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** A table of a package, ready to be asked. Compiled once; may be asked by several at a time. */
public final class Evaluator {
  private final String packageHash;
  private final Table table;
  private final RuleEngine engine;
  private final Optional<Grid> grid;

  private Evaluator(String packageHash, Table table, RuleEngine engine, Optional<Grid> grid) {
    this.packageHash = packageHash;
    this.table = table;
    this.engine = engine;
    this.grid = grid;
  }

  /** Of a table without errors; refuses one that the package has not. */
  public static Evaluator of(PolicyPackage policy, TableForm form) {
    Table table =
        policy
            .find(form)
            .orElseThrow(
                () -> new IllegalArgumentException("the package has no table " + form.decision()));
    return new Evaluator(policy.hash(), table, new RuleEngine(table), Grid.find(table, form));
  }

  /** What the table says where only these inputs are known. */
  public Decided decide(Map<String, Value> known) {
    SequencedMap<String, Value> inputs = new LinkedHashMap<>();
    for (Table.Column column : table.inputs()) {
      Value value = known.get(column.name());
      if (value != null) {
        inputs.put(column.name(), value);
      }
    }
    if (inputs.size() == table.inputs().size()) {
      return said(inputs, inputs);
    }
    if (grid.isEmpty()) {
      return notWorkedOut(inputs);
    }
    try {
      return partly(inputs, grid.get().possible(inputs));
    } catch (Grid.TooLarge e) {
      return notWorkedOut(inputs);
    }
  }

  private Decided said(SequencedMap<String, Value> inputs, Map<String, Value> asked) {
    RuleEngine.Answer answer = engine.evaluate(asked);
    List<String> rows = answer.rows().stream().map(this::id).toList();
    return new Decided(
        packageHash,
        table.decision(),
        inputs,
        rows,
        new LinkedHashMap<>(answer.outputs()),
        false,
        rows);
  }

  /** Where all that is possible says the same, that is said, whatever is not known. */
  private Decided partly(
      SequencedMap<String, Value> inputs, SequencedMap<Integer, Grid.Example> possible) {
    Set<List<String>> said = new LinkedHashSet<>();
    List<String> ids = new ArrayList<>();
    for (int row : possible.keySet()) {
      said.add(row == Grid.NO_ROW ? List.of() : table.rows().get(row).outputs());
      ids.add(row == Grid.NO_ROW ? "" : id(row));
    }
    if (possible.isEmpty()) {
      // A known input is none that its column can have, so no row holds, whatever the others are.
      return new Decided(
          packageHash,
          table.decision(),
          inputs,
          List.of(),
          new LinkedHashMap<>(),
          false,
          List.of(""));
    }
    if (said.size() != 1) {
      return new Decided(
          packageHash, table.decision(), inputs, List.of(), new LinkedHashMap<>(), true, ids);
    }
    Decided one = said(inputs, possible.firstEntry().getValue().inputs());
    return new Decided(
        packageHash,
        table.decision(),
        inputs,
        possible.size() == 1 ? one.rows() : List.of(),
        one.outputs(),
        false,
        ids);
  }

  /** What is said where nothing could be. */
  Decided silent(Map<String, Value> inputs) {
    return notWorkedOut(new LinkedHashMap<>(inputs));
  }

  private Decided notWorkedOut(SequencedMap<String, Value> inputs) {
    return new Decided(
        packageHash, table.decision(), inputs, List.of(), new LinkedHashMap<>(), true, List.of());
  }

  private String id(int row) {
    return table.rows().get(row).id();
  }
}
