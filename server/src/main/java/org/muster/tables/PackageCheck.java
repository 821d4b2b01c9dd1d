package org.muster.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.tables.Defect.Weight;
import org.muster.tables.ExampleFile.Example;

/**
 * What is wrong with a package, and what its example tests come to.
 *
 * @param ran the examples that ran; none does while a cell of its table is wrong
 */
public record PackageCheck(List<Defect> defects, List<Ran> ran) {
  public PackageCheck {
    defects = List.copyOf(defects);
    ran = List.copyOf(ran);
  }

  /**
   * An example that ran.
   *
   * @param objection how what was said differs from what is expected; empty where it does not
   */
  public record Ran(String file, Example example, Decided decided, String objection) {
    public boolean isPassed() {
      return objection.isEmpty();
    }
  }

  public boolean hasErrors() {
    return defects.stream().anyMatch(one -> one.weight() == Weight.ERROR)
        || ran.stream().anyMatch(one -> !one.isPassed());
  }

  public long failedCount() {
    return ran.stream().filter(one -> !one.isPassed()).count();
  }

  /** Checks tables and runs examples; the rule engine compiles each table once. */
  public static PackageCheck of(PolicyPackage policy) {
    List<Defect> defects = new ArrayList<>();
    Map<String, Evaluator> evaluators = new TreeMap<>();
    for (Table table : policy.tables()) {
      TableForm form = TableForm.find(table.decision()).orElseThrow();
      List<Defect> cells = new ArrayList<>(CellCheck.of(table, form));
      if (cells.isEmpty()) {
        cells.addAll(new RuleEngine(table).faults());
      }
      if (cells.isEmpty()) {
        cells.addAll(CellTrial.of(table, form));
      }
      if (cells.isEmpty()) {
        cells.addAll(GridCheck.of(table, form));
        cells.addAll(BurdenCheck.of(table, form));
        evaluators.put(table.decision(), Evaluator.of(policy, form));
      }
      defects.addAll(cells);
    }
    List<Ran> ran = new ArrayList<>();
    for (ExampleFile file : policy.examples()) {
      Evaluator evaluator = evaluators.get(file.decision());
      if (evaluator == null) {
        defects.add(
            new Defect(
                Weight.ERROR,
                file.file(),
                0,
                "",
                "The examples did not run: the table is not there, or a cell of it is wrong."));
        continue;
      }
      for (Example example : file.examples()) {
        ran.add(run(file.file(), example, evaluator));
      }
    }
    for (Table table : policy.tables()) {
      if (policy.examples().stream().noneMatch(one -> one.decision().equals(table.decision()))) {
        defects.add(
            new Defect(Weight.WARNING, table.file(), 0, "", "No example tests this table."));
      }
    }
    return new PackageCheck(defects, ran);
  }

  private static Ran run(String file, Example example, Evaluator evaluator) {
    try {
      Decided decided = evaluator.decide(example.inputs());
      return new Ran(file, example, decided, objection(example, decided));
    } catch (RuleEngine.NotAnswered e) {
      return new Ran(file, example, evaluator.silent(example.inputs()), "the table gave no answer");
    }
  }

  private static String objection(Example example, Decided decided) {
    List<String> differences = new ArrayList<>();
    if (example.expected().isEmpty() && example.expectedRow().isEmpty()) {
      return "it expects nothing";
    }
    String row =
        decided.provisional()
            ? "unknown"
            : decided.rows().isEmpty() ? "none" : String.join(", ", decided.rows());
    if (!example.expectedRow().isEmpty() && !example.expectedRow().equals(row)) {
      differences.add("row is %s, not %s".formatted(row, example.expectedRow()));
    }
    example
        .expected()
        .forEach(
            (name, value) -> {
              Optional<Value> is = Optional.ofNullable(decided.outputs().get(name));
              if (!is.equals(Optional.of(value))) {
                differences.add(
                    "%s is %s, not %s"
                        .formatted(name, is.map(Value::words).orElse("not said"), value.words()));
              }
            });
    return String.join("; ", differences);
  }
}
