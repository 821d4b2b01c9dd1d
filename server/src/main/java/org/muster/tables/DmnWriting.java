package org.muster.tables;

import java.util.List;
import org.muster.tables.Table.Column;
import org.muster.tables.Table.Row;

/**
 * Writes a table that was read as DMN 1.5 again, and nothing else of its file. The rule engine is
 * given only this, so it never sees what was not read. Ids tell row and column of a cell.
 */
final class DmnWriting {
  static final String MODEL = "https://www.omg.org/spec/DMN/20230324/MODEL/";

  /** Names of columns have no space, so that this is none of them. */
  static final String DECISION = "the decision";

  private DmnWriting() {}

  static String write(Table table) {
    StringBuilder xml = new StringBuilder(4_000);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions xmlns=\"")
        .append(MODEL)
        .append("\" id=\"definitions\" name=\"")
        .append(table.decision())
        .append("\" namespace=\"urn:muster:policy\">\n");
    List<Column> inputs = table.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      String name = inputs.get(i).name();
      xml.append("<inputData id=\"data").append(i).append("\" name=\"").append(name);
      xml.append("\"><variable name=\"").append(name).append("\" typeRef=\"");
      xml.append(inputs.get(i).typeRef()).append("\"/></inputData>\n");
    }
    xml.append("<decision id=\"decision\" name=\"").append(DECISION);
    xml.append("\"><variable name=\"").append(DECISION).append("\" typeRef=\"Any\"/>\n");
    for (int i = 0; i < inputs.size(); i++) {
      xml.append("<informationRequirement id=\"needs").append(i);
      xml.append("\"><requiredInput href=\"#data").append(i);
      xml.append("\"/></informationRequirement>\n");
    }
    xml.append("<decisionTable id=\"table\" hitPolicy=\"")
        .append(table.hit().name())
        .append("\">\n");
    for (int i = 0; i < inputs.size(); i++) {
      xml.append("<input id=\"input").append(i).append("\"><inputExpression id=\"expression");
      xml.append(i).append("\" typeRef=\"").append(inputs.get(i).typeRef()).append("\"><text>");
      xml.append(inputs.get(i).name()).append("</text></inputExpression></input>\n");
    }
    for (int i = 0; i < table.outputs().size(); i++) {
      xml.append("<output id=\"output").append(i).append("\" name=\"");
      xml.append(table.outputs().get(i).name()).append("\" typeRef=\"Any\"/>\n");
    }
    for (int i = 0; i < table.rows().size(); i++) {
      row(xml, i, table.rows().get(i));
    }
    return xml.append("</decisionTable></decision>\n</definitions>\n").toString();
  }

  private static void row(StringBuilder xml, int number, Row row) {
    xml.append("<rule id=\"row").append(number).append("\">");
    entries(xml, "inputEntry", "cell-" + number + "-i", row.inputs());
    entries(xml, "outputEntry", "cell-" + number + "-o", row.outputs());
    xml.append("</rule>\n");
  }

  private static void entries(StringBuilder xml, String element, String id, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      xml.append('<').append(element).append(" id=\"").append(id).append(i).append("\"><text>");
      xml.append(escaped(cells.get(i))).append("</text></").append(element).append('>');
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
