package org.muster.tables;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/**
 * One table, compiled once by the rule engine (Apache KIE). The only place that knows the engine,
 * so that it is loaded when the first table is compiled and not before.
 */
final class RuleEngine {
  private static final Pattern CELL = Pattern.compile("cell-(\\d{1,4})-([io])(\\d{1,3})");

  private final Table table;
  private final DMNRuntime runtime;
  private final DMNModel model;
  private final List<Defect> faults = new ArrayList<>();
  private final List<Integer> hit = new ArrayList<>();

  /** A table that {@link CellGuard} let through; what the engine can not read is a fault of it. */
  RuleEngine(Table table) {
    this.table = table;
    byte[] xml = DmnWriting.write(table).getBytes(StandardCharsets.UTF_8);
    runtime =
        DMNRuntimeBuilder.fromDefaults()
            .buildConfiguration()
            .fromResources(List.of(ResourceFactory.newByteArrayResource(xml)))
            .getOrElseThrow(
                e -> new IllegalStateException("a table written here is not read by KIE", e));
    model = runtime.getModels().getFirst();
    for (DMNMessage message : model.getMessages(DMNMessage.Severity.ERROR)) {
      faults.add(fault(message));
    }
    runtime.addListener(
        new DMNRuntimeEventListener() {
          @Override
          public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
            hit.addAll(event.getSelected());
          }
        });
  }

  /** A table that the engine compiled and yet can not ask; the message is the engine's. */
  static final class NotAnswered extends RuntimeException {
    NotAnswered(String message) {
      super(message);
    }
  }

  /** Rows count from 0. */
  record Answer(List<Integer> rows, Map<String, Value> outputs) {}

  /** What could not be compiled, cell by cell; with any, nothing is evaluated. */
  List<Defect> faults() {
    return List.copyOf(faults);
  }

  private Defect fault(DMNMessage message) {
    Matcher cell = CELL.matcher(message.getSourceId() == null ? "" : message.getSourceId());
    int row = 0;
    String column = "";
    if (cell.matches()) {
      row = Integer.parseInt(cell.group(1)) + 1;
      List<Table.Column> columns = cell.group(2).equals("i") ? table.inputs() : table.outputs();
      column = columns.get(Integer.parseInt(cell.group(3))).name();
    }
    return new Defect(Defect.Weight.ERROR, table.file(), row, column, sentence(message.getText()));
  }

  /** What the engine says is long and names ids that nobody wrote; its core is the reason. */
  private static String sentence(String text) {
    Matcher reason =
        Pattern.compile("Error compiling FEEL expression '(.*?)'", Pattern.DOTALL).matcher(text);
    return reason.find()
        ? "\"%s\" is no comparison that can be read.".formatted(reason.group(1))
        : "The rule engine can not read this: " + text.lines().findFirst().orElse("");
  }

  /** What the table says of these inputs; one that is missing is taken as none. */
  synchronized Answer evaluate(Map<String, Value> inputs) {
    if (!faults.isEmpty()) {
      throw new IllegalStateException("a table with faults is not evaluated: " + faults);
    }
    DMNContext context = runtime.newContext();
    for (Table.Column column : table.inputs()) {
      Value value = inputs.get(column.name());
      context.set(column.name(), value == null ? null : value.plain());
    }
    hit.clear();
    DMNResult result = runtime.evaluateAll(model, context);
    if (result.hasErrors()) {
      throw new NotAnswered(result.getMessages(DMNMessage.Severity.ERROR).getFirst().getText());
    }
    DMNDecisionResult decided = result.getDecisionResultByName(DmnWriting.DECISION);
    Map<String, Value> outputs = new LinkedHashMap<>();
    if (!hit.isEmpty()) {
      Object said = decided.getResult();
      for (Table.Column column : table.outputs()) {
        Object one =
            table.outputs().size() == 1
                ? said
                : said instanceof Map<?, ?> all ? all.get(column.name()) : null;
        outputs.put(column.name(), Value.of(one));
      }
    }
    return new Answer(hit.stream().map(row -> row - 1).toList(), outputs);
  }
}
