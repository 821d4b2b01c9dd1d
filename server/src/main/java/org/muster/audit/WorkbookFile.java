package org.muster.audit;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * An Office Open XML workbook. Formulas are never evaluated, macros and links never followed: only
 * the values that are stored in cells are read, within bounds.
 *
 * @param hidden the names of hidden sheets of the programme, which are not read
 * @param savedOn when it says that it was last saved
 */
record WorkbookFile(List<Grid> grids, List<String> hidden, @Nullable LocalDate savedOn) {
  static final int SHEETS_MAX = 100;
  private static final int PROPERTIES_MAX = 64 << 10;
  private static final Pattern SAVED =
      Pattern.compile("modified[^>]{0,200}>(\\d{4}-\\d{2}-\\d{2})");

  static WorkbookFile read(byte[] file) throws UnreadableFile {
    if (file.length > 3 && (file[0] & 0xff) == 0xd0 && (file[1] & 0xff) == 0xcf) {
      throw new UnreadableFile(
          "this is an old .xls file or one with a password; save it as .xlsx without one.");
    }
    if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
      throw new UnreadableFile("this is no .xlsx workbook.");
    }
    Map<String, byte[]> parts = WorkbookParts.unpack(file);
    try {
      return read(parts);
    } catch (XMLStreamException | RuntimeException e) {
      throw new UnreadableFile("the workbook is damaged: its sheets cannot be read.");
    }
  }

  private static WorkbookFile read(Map<String, byte[]> parts)
      throws XMLStreamException, UnreadableFile {
    byte[] book = parts.get("xl/workbook.xml");
    byte[] relations = parts.get("xl/_rels/workbook.xml.rels");
    if (book == null || relations == null) {
      throw new UnreadableFile("this is no .xlsx workbook: it lists no sheets.");
    }
    List<WorkbookXml.Listed> listed = WorkbookXml.sheets(book);
    if (listed.size() > SHEETS_MAX) {
      throw new UnreadableFile("the workbook has more than " + SHEETS_MAX + " sheets.");
    }
    Map<String, String> targets = WorkbookXml.relations(relations);
    byte[] texts = parts.get("xl/sharedstrings.xml");
    List<String> strings = texts == null ? List.of() : WorkbookXml.strings(texts);
    List<Grid> grids = new ArrayList<>();
    for (WorkbookXml.Listed sheet : worthReading(listed)) {
      byte[] part = parts.get(path(targets.getOrDefault(sheet.relation(), "")));
      if (part == null) {
        throw new UnreadableFile("the sheet \"" + sheet.name() + "\" is listed but not there.");
      }
      grids.add(new Grid(sheet.name(), WorkbookXml.cells(part, strings, sheet.name())));
    }
    List<String> hidden =
        listed.stream()
            .filter(sheet -> sheet.hidden() && isNamed(sheet.name()))
            .map(WorkbookXml.Listed::name)
            .toList();
    return new WorkbookFile(grids, hidden, saved(parts.get("docprops/core.xml")));
  }

  /** The sheets that name the programme; where none does, all, since names change. */
  private static List<WorkbookXml.Listed> worthReading(List<WorkbookXml.Listed> all) {
    List<WorkbookXml.Listed> shown = all.stream().filter(sheet -> !sheet.hidden()).toList();
    List<WorkbookXml.Listed> named = shown.stream().filter(sheet -> isNamed(sheet.name())).toList();
    return named.isEmpty() ? shown : named;
  }

  static boolean isNamed(String sheet) {
    String lower = sheet.toLowerCase(Locale.ROOT);
    return lower.contains("atd") || lower.contains("alternatives");
  }

  private static String path(String target) {
    String lower = target.toLowerCase(Locale.ROOT);
    return lower.startsWith("/") ? lower.substring(1) : "xl/" + lower;
  }

  private static @Nullable LocalDate saved(byte @Nullable [] properties) {
    if (properties == null) {
      return null;
    }
    int length = Math.min(properties.length, PROPERTIES_MAX);
    Matcher matcher = SAVED.matcher(new String(properties, 0, length, StandardCharsets.UTF_8));
    return matcher.find() ? DateText.find(matcher.group(1)).orElse(null) : null;
  }
}
