package org.muster.audit;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The few elements of a workbook's XML that hold what a reader of the sheet sees. No document type
 * is read and no entity resolved, so nothing outside the file is reached.
 */
final class WorkbookXml {
  static final int STRINGS_MAX = 500_000;
  static final int CELLS_MAX = 400_000;
  static final int ROWS_MAX = 20_000;
  static final int COLUMNS_MAX = 256;
  static final int TEXT_MAX = 2_000;
  static final int NUMBER_DIGITS_MAX = 40;
  private static final XMLInputFactory FACTORY = factory();

  private WorkbookXml() {}

  /** A sheet as the workbook lists it. */
  record Listed(String name, String relation, boolean hidden) {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private static XMLStreamReader open(byte[] part) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(new ByteArrayInputStream(part));
  }

  static List<Listed> sheets(byte[] part) throws XMLStreamException {
    List<Listed> sheets = new ArrayList<>();
    XMLStreamReader in = open(part);
    while (in.hasNext()) {
      if (in.next() == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals("sheet")) {
        String state = attribute(in, "state");
        sheets.add(
            new Listed(
                attribute(in, "name"),
                attribute(in, "id"),
                state.equals("hidden") || state.equals("veryHidden")));
      }
    }
    return sheets;
  }

  /** Where each relation leads, inside the workbook. */
  static Map<String, String> relations(byte[] part) throws XMLStreamException {
    Map<String, String> targets = new HashMap<>();
    XMLStreamReader in = open(part);
    while (in.hasNext()) {
      if (in.next() == XMLStreamConstants.START_ELEMENT
          && in.getLocalName().equals("Relationship")
          && !attribute(in, "TargetMode").equals("External")) {
        targets.put(attribute(in, "Id"), attribute(in, "Target"));
      }
    }
    return targets;
  }

  static List<String> strings(byte[] part) throws XMLStreamException, UnreadableFile {
    List<String> strings = new ArrayList<>();
    XMLStreamReader in = open(part);
    while (in.hasNext()) {
      if (in.next() == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals("si")) {
        if (strings.size() >= STRINGS_MAX) {
          throw new UnreadableFile("the workbook holds more than " + STRINGS_MAX + " texts.");
        }
        strings.add(text(in, "si"));
      }
    }
    return strings;
  }

  static List<Cell> cells(byte[] part, List<String> strings, String sheet)
      throws XMLStreamException, UnreadableFile {
    List<Cell> cells = new ArrayList<>();
    XMLStreamReader in = open(part);
    int row = 0;
    int column = -1;
    while (in.hasNext()) {
      if (in.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (in.getLocalName().equals("row")) {
        row = count(attribute(in, "r"), row + 1);
        column = -1;
      } else if (in.getLocalName().equals("c")) {
        column = column(attribute(in, "r"), column + 1);
        if (row > ROWS_MAX || cells.size() >= CELLS_MAX) {
          throw new UnreadableFile("the sheet \"" + sheet + "\" is larger than any published one.");
        }
        Cell cell = cell(in, row, column, strings);
        if (cell != null && column < COLUMNS_MAX) {
          cells.add(cell);
        }
      }
    }
    return cells;
  }

  private static @Nullable Cell cell(XMLStreamReader in, int row, int column, List<String> strings)
      throws XMLStreamException {
    String type = attribute(in, "t");
    String value = "";
    while (!(in.next() == XMLStreamConstants.END_ELEMENT && in.getLocalName().equals("c"))) {
      if (in.getEventType() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (in.getLocalName().equals("v")) {
        value = in.getElementText();
      } else if (in.getLocalName().equals("is")) {
        value = text(in, "is");
      }
    }
    if (type.equals("s")) {
      int index = count(value, -1);
      value = index >= 0 && index < strings.size() ? strings.get(index) : "";
    }
    if (value.isBlank()) {
      return null;
    }
    String cut = value.length() > TEXT_MAX ? value.substring(0, TEXT_MAX) : value;
    boolean number = type.isEmpty() || type.equals("n");
    return new Cell(row, column, cut, number ? number(value) : null);
  }

  /** All the text inside, without what a reader does not see: the reading aids of a script. */
  private static String text(XMLStreamReader in, String end) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    boolean aid = false;
    while (true) {
      int event = in.next();
      String name =
          event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT
              ? in.getLocalName()
              : "";
      if (event == XMLStreamConstants.END_ELEMENT && name.equals(end)) {
        return text.toString();
      }
      if (name.equals("rPh")) {
        aid = event == XMLStreamConstants.START_ELEMENT;
      } else if (event == XMLStreamConstants.START_ELEMENT && name.equals("t")) {
        String part = in.getElementText();
        if (!aid && text.length() < TEXT_MAX) {
          text.append(part);
        }
      }
    }
  }

  private static @Nullable BigDecimal number(String value) {
    if (value.length() > NUMBER_DIGITS_MAX) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(value.strip());
      return Math.abs((long) number.scale()) > NUMBER_DIGITS_MAX ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static int count(String text, int otherwise) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  /** The column of an address, counted from zero; beyond what is read, the first such. */
  private static int column(String address, int otherwise) {
    int column = 0;
    int letters = 0;
    while (letters < address.length() && Character.isLetter(address.charAt(letters))) {
      column = column * 26 + (Character.toUpperCase(address.charAt(letters)) - 'A' + 1);
      if (++letters > 3 || column < 0) {
        return COLUMNS_MAX;
      }
    }
    return letters == 0 ? otherwise : column - 1;
  }

  private static String attribute(XMLStreamReader in, String name) {
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (in.getAttributeLocalName(i).equals(name)) {
        return in.getAttributeValue(i);
      }
    }
    return "";
  }
}
