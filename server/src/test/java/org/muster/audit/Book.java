package org.muster.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes small workbooks, cell by cell, as spreadsheets keep them. */
final class Book {
  private final LinkedHashMap<String, TreeMap<Integer, TreeMap<Integer, Object>>> sheets =
      new LinkedHashMap<>();
  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final List<String> hidden = new ArrayList<>();
  private @Nullable String savedOn;

  Book sheet(String name) {
    sheets.put(name, new TreeMap<>());
    return this;
  }

  Book hide(String name) {
    hidden.add(name);
    return this;
  }

  Book savedOn(String date) {
    savedOn = date;
    return this;
  }

  /** A number, a text, or XML as it stands when it begins with {@code <}. */
  Book put(int row, int column, Object value) {
    sheets.lastEntry().getValue().computeIfAbsent(row, r -> new TreeMap<>()).put(column, value);
    return this;
  }

  /** Any part of the file, instead of what would be written there. */
  Book part(String name, byte[] bytes) {
    parts.put(name, bytes);
    return this;
  }

  Book part(String name, String text) {
    return part(name, text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    StringBuilder listed = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, TreeMap<Integer, TreeMap<Integer, Object>>> sheet : sheets.entrySet()) {
      number++;
      listed.append(
          "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"%s/>"
              .formatted(
                  SvgChart.escape(sheet.getKey()),
                  number,
                  number,
                  hidden.contains(sheet.getKey()) ? " state=\"hidden\"" : ""));
      relations.append(
          "<Relationship Id=\"rId%d\" Type=\"w\" Target=\"worksheets/sheet%d.xml\"/>"
              .formatted(number, number));
      all.put("xl/worksheets/sheet" + number + ".xml", text(rows(sheet.getValue())));
    }
    String main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    String r = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    all.put(
        "xl/workbook.xml",
        text("<workbook %s %s><sheets>%s</sheets></workbook>".formatted(main, r, listed)));
    all.put("xl/_rels/workbook.xml.rels", text("<Relationships>" + relations + "</Relationships>"));
    if (savedOn != null) {
      all.put(
          "docProps/core.xml",
          text(
              ("<cp:coreProperties xmlns:cp=\"c\" xmlns:dcterms=\"d\"><dcterms:modified>%sT00:00:00Z"
                      + "</dcterms:modified></cp:coreProperties>")
                  .formatted(savedOn)));
    }
    all.putAll(parts);
    return zip(all);
  }

  static byte[] zip(Map<String, byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String rows(Map<Integer, ? extends Map<Integer, Object>> rows) {
    StringBuilder xml = new StringBuilder("<worksheet><sheetData>");
    rows.forEach(
        (row, cells) -> {
          xml.append("<row r=\"%d\">".formatted(row));
          cells.forEach((column, value) -> xml.append(cell(row, column, value)));
          xml.append("</row>");
        });
    return xml.append("</sheetData></worksheet>").toString();
  }

  private static String cell(int row, int column, Object value) {
    String at = new Cell(row, column, "", null).address();
    if (value instanceof Number) {
      return "<c r=\"%s\"><v>%s</v></c>".formatted(at, value);
    }
    String text = value.toString();
    return text.startsWith("<")
        ? "<c r=\"%s\">%s</c>".formatted(at, text)
        : "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(at, SvgChart.escape(text));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
