package org.muster.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.muster.tables.Defect.Weight;
import org.muster.tables.Table.Column;
import org.muster.tables.Table.Hit;
import org.muster.tables.Table.Row;

/**
 * Reads one decision table out of a DMN file. What else DMN can hold, as imports, functions and
 * expressions that call Java, is refused: a table says all of it in its cells.
 */
final class DmnReading {
  private static final Pattern MODEL =
      Pattern.compile("https?://www\\.omg\\.org/spec/DMN/\\d{8}/MODEL/");

  /** What says nothing of the decision: who wrote it, how it is drawn. */
  private static final Set<String> PASSED =
      Set.of(
          "description",
          "extensionElements",
          "inputData",
          "itemDefinition",
          "informationRequirement",
          "authorityRequirement",
          "knowledgeSource",
          "variable",
          "question",
          "allowedAnswers",
          "textAnnotation",
          "association");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");
  private static final Pattern ROW_ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,79}");

  private final String file;
  private final List<Defect> defects;

  DmnReading(String file, List<Defect> defects) {
    this.file = file;
    this.defects = defects;
  }

  /** The table, or empty when the file holds none; why is among the defects. */
  Optional<Table> read(byte[] bytes) {
    XmlTree root;
    try {
      root = XmlTree.read(bytes);
    } catch (XmlTree.NotReadable e) {
      refuse(e.sentence());
      return Optional.empty();
    }
    if (!root.name().equals("definitions") || !MODEL.matcher(root.namespace()).matches()) {
      refuse("It is no DMN file: it does not begin with definitions of DMN.");
      return Optional.empty();
    }
    List<XmlTree> decisions = only(root, Set.of("decision"));
    if (decisions.size() != 1) {
      refuse("It holds %d decisions; one file holds one.".formatted(decisions.size()));
      return Optional.empty();
    }
    XmlTree decision = decisions.getFirst();
    List<XmlTree> tables = only(decision, Set.of("decisionTable"));
    if (tables.isEmpty()) {
      refuse("Its decision has no decision table.");
      return Optional.empty();
    }
    String name = decision.attribute("name").toLowerCase(Locale.ROOT);
    if (!file.equals(name + ".dmn")) {
      refuse("Its decision is called \"%s\"; call it as the file.".formatted(name));
      return Optional.empty();
    }
    return table(name, tables.getFirst());
  }

  /** The children of these names; what is neither these nor may be passed over is refused. */
  private List<XmlTree> only(XmlTree parent, Set<String> names) {
    List<XmlTree> found = new ArrayList<>();
    for (XmlTree child : parent.children()) {
      if (!MODEL.matcher(child.namespace()).matches() || PASSED.contains(child.name())) {
        continue;
      }
      if (names.contains(child.name())) {
        found.add(child);
      } else {
        refuse(
            ("Line %d: \"%s\" is not read here; a decision is one table, without imports and"
                    + " functions.")
                .formatted(child.line(), child.name()));
      }
    }
    return found;
  }

  private Optional<Table> table(String decision, XmlTree table) {
    int before = defects.size();
    Optional<Hit> hit = hit(table.attribute("hitPolicy"));
    only(table, Set.of("input", "output", "annotation", "rule"));
    List<Column> inputs = table.list("input").stream().map(this::input).toList();
    List<Column> outputs =
        table.list("output").stream()
            .map(one -> column(one.attribute("name"), one.attribute("typeRef"), ""))
            .toList();
    List<String> notes =
        table.list("annotation").stream()
            .map(one -> one.attribute("name").toLowerCase(Locale.ROOT))
            .toList();
    if (inputs.size() + outputs.size() > Table.COLUMNS_MAX || outputs.isEmpty()) {
      refuse("It has no output column, or more than %d columns.".formatted(Table.COLUMNS_MAX));
    }
    Set<String> names = new HashSet<>();
    for (Column column :
        java.util.stream.Stream.concat(inputs.stream(), outputs.stream()).toList()) {
      if (!names.add(column.name())) {
        refuse("Two columns are called \"%s\".".formatted(column.name()));
      }
    }
    List<XmlTree> rules = table.list("rule");
    if (rules.isEmpty() || rules.size() > Table.ROWS_MAX) {
      refuse("It has %,d rows; a table has 1 to %,d.".formatted(rules.size(), Table.ROWS_MAX));
    }
    if (hit.isEmpty() || defects.size() > before) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      rows.add(row(rules.get(i), i + 1, inputs, outputs, notes, ids));
    }
    return defects.size() > before && defects.stream().skip(before).anyMatch(this::isError)
        ? Optional.empty()
        : Optional.of(new Table(file, decision, hit.get(), inputs, outputs, rows));
  }

  private boolean isError(Defect defect) {
    return defect.weight() == Weight.ERROR;
  }

  private Optional<Hit> hit(String policy) {
    return switch (policy.toUpperCase(Locale.ROOT)) {
      case "", "UNIQUE" -> Optional.of(Hit.UNIQUE);
      case "FIRST" -> Optional.of(Hit.FIRST);
      default -> {
        refuse("Its hit policy is %s; tables here are UNIQUE or FIRST.".formatted(policy));
        yield Optional.empty();
      }
    };
  }

  private Column input(XmlTree input) {
    Optional<XmlTree> expression = input.find("inputExpression");
    return column(
        expression.map(XmlTree::entry).orElse(""),
        expression.map(one -> one.attribute("typeRef")).orElse(""),
        input.find("inputValues").map(XmlTree::entry).orElse(""));
  }

  private Column column(String name, String typeRef, String allowed) {
    if (!NAME.matcher(name).matches()) {
      refuse(
          "A column is called \"%s\". The name of a column is one word of letters and digits."
              .formatted(name));
    }
    return new Column(name, typeRef, allowed);
  }

  private Row row(
      XmlTree rule,
      int number,
      List<Column> inputs,
      List<Column> outputs,
      List<String> notes,
      Set<String> ids) {
    String id = rule.attribute("id");
    if (!ROW_ID.matcher(id).matches() || !ids.add(id)) {
      at(number, "", "A row needs an id of its own; this one has \"%s\".".formatted(id));
    }
    Map<String, String> said = new TreeMap<>();
    List<String> annotations = entries(rule, "annotationEntry", number, "annotation");
    for (int i = 0; i < annotations.size() && i < notes.size(); i++) {
      said.put(notes.get(i), annotations.get(i));
    }
    List<String> in = entries(rule, "inputEntry", number, "input");
    List<String> out = entries(rule, "outputEntry", number, "output");
    if (in.size() != inputs.size() || out.size() != outputs.size()) {
      at(
          number,
          "",
          "The row has %d input and %d output cells; the table has %d and %d columns."
              .formatted(in.size(), out.size(), inputs.size(), outputs.size()));
    }
    return new Row(
        id,
        in,
        out,
        required(said, "citation", number, "Say by which clause the row is so."),
        required(said, "reason", number, "Say why the row is so."),
        said.getOrDefault("source", ""));
  }

  private String required(Map<String, String> said, String name, int row, String sentence) {
    String text = said.getOrDefault(name, "");
    if (text.isEmpty()) {
      at(row, name, sentence);
    }
    return text;
  }

  private List<String> entries(XmlTree rule, String element, int row, String what) {
    List<String> cells = rule.list(element).stream().map(XmlTree::entry).toList();
    for (String cell : cells) {
      if (cell.length() > Table.CELL_LENGTH_MAX) {
        at(row, what, "A cell has more than %,d characters.".formatted(Table.CELL_LENGTH_MAX));
      }
    }
    return cells.stream().map(cell -> cell.isEmpty() ? emptyCell(what) : cell).toList();
  }

  /** An empty input cell holds for everything, as editors of DMN write it. */
  private static String emptyCell(String what) {
    return what.equals("input") ? "-" : "";
  }

  private void refuse(String sentence) {
    defects.add(Defect.error(file, sentence));
  }

  private void at(int row, String column, String sentence) {
    defects.add(new Defect(Weight.ERROR, file, row, column, sentence));
  }
}
