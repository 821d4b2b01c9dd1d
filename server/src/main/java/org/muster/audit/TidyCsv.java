package org.muster.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Published numbers in the tidy form of {@code docs/audit.md}: one number a line, with what it
 * counts, of which posting. A file can hold many postings.
 */
final class TidyCsv {
  private static final List<String> REQUIRED = List.of("table", "category", "measure", "value");

  static final int SHEETS_MAX = 2_000;
  private static final int REFUSED_TOLD_MAX = 100;
  private final String file;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Map<String, TidySheet> sheets = new LinkedHashMap<>();
  private final List<Unread> unread = new ArrayList<>();

  private TidyCsv(String file) {
    this.file = file;
  }

  static Posting read(String file, byte[] bytes) throws UnreadableFile {
    if (bytes.length > WorkbookParts.FILE_BYTES_MAX) {
      throw new UnreadableFile("the file is too large.");
    }
    return new TidyCsv(file).read(CsvRows.read(text(bytes)));
  }

  private static String text(byte[] bytes) throws UnreadableFile {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableFile("the file is no text in UTF-8.");
    }
  }

  private Posting read(List<CsvRows.CsvRow> rows) throws UnreadableFile {
    if (rows.isEmpty()) {
      throw new UnreadableFile("the file is empty.");
    }
    List<String> head = rows.getFirst().fields();
    for (int i = 0; i < head.size(); i++) {
      columns.put(head.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    List<String> missing = REQUIRED.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new UnreadableFile(
          "its first line names no column " + String.join(", ", missing) + " (see docs/audit.md).");
    }
    for (CsvRows.CsvRow row : rows.subList(1, rows.size())) {
      take(row);
    }
    List<AtdSheet> read = sheets.values().stream().map(sheet -> sheet.sheet(file)).toList();
    if (read.isEmpty()) {
      throw new UnreadableFile("no line of it could be read.");
    }
    return new Posting(file, read, List.of(), unread);
  }

  private void take(CsvRows.CsvRow row) {
    String cell = "line " + row.line();
    Optional<Kind> kind = named(Kind.class, field(row, "table"));
    Optional<Measure> measure = named(Measure.class, field(row, "measure"));
    Optional<Num> value = NumberText.find(field(row, "value")).map(n -> Num.of(n, cell));
    String category = field(row, "category");
    if (kind.isEmpty() || measure.isEmpty() || category.isBlank()) {
      refuse(cell, "it names no table, category or measure that is known.");
      return;
    }
    if (value.isEmpty() && !field(row, "value").isBlank()) {
      refuse(cell, "\"" + field(row, "value") + "\" is no number.");
      return;
    }
    LocalDate posted = date(row, "posted_on", cell);
    LocalDate source = date(row, "source_on", cell);
    Integer year = DateText.findFiscalYear("fy" + field(row, "fiscal_year")).orElse(null);
    String name = field(row, "sheet");
    String shown =
        !name.isBlank()
            ? name
            : source != null ? "source " + source : posted != null ? "posted " + posted : "sheet";
    String key = name + "|" + posted + "|" + source + "|" + year;
    boolean yearEnd = field(row, "year_end").equalsIgnoreCase("true");
    if (!sheets.containsKey(key) && sheets.size() >= SHEETS_MAX) {
      refuse(cell, "the file holds more than " + SHEETS_MAX + " postings.");
      return;
    }
    TidySheet sheet =
        sheets.computeIfAbsent(key, k -> new TidySheet(shown, posted, source, year, yearEnd, cell));
    LocalDate through = date(row, "through_on", cell);
    String office = field(row, "office");
    Num number = value.orElse(null);
    if (!sheet.put(kind.get(), office, category, measure.get(), number, cell, through)) {
      refuse(cell, "its table has more than " + kind.get().linesMax() + " lines.");
    }
  }

  private void refuse(String cell, String reason) {
    if (unread.size() < REFUSED_TOLD_MAX) {
      unread.add(new Unread(file, "", List.of(cell), reason, false));
    }
  }

  private String field(CsvRows.CsvRow row, String column) {
    return row.get(columns.getOrDefault(column, -1));
  }

  private @Nullable LocalDate date(CsvRows.CsvRow row, String column, String cell) {
    String text = field(row, column);
    Optional<LocalDate> date = DateText.find(text);
    if (date.isEmpty() && !text.isBlank()) {
      refuse(cell, "\"" + text + "\" is no date; write it like 2023-05-20.");
    }
    return date.orElse(null);
  }

  private static <E extends Enum<E>> Optional<E> named(Class<E> of, String text) {
    return Arrays.stream(of.getEnumConstants())
        .filter(one -> one.name().equalsIgnoreCase(text))
        .findFirst();
  }
}
