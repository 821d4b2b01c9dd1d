package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A posting that is made up from published facts, in the layout of its time. Everything in it
 * agrees until a test changes something.
 */
final class Made {
  final Map<String, Long> technologies = new LinkedHashMap<>();
  final Map<String, Double> prices = new LinkedHashMap<>();
  final Map<String, Double> means = new LinkedHashMap<>();
  final Map<String, Double> costs = new LinkedHashMap<>();
  final Map<String, Long> statuses = new LinkedHashMap<>();
  final List<String> offices = new ArrayList<>(List.of("Atlanta", "Boston", "El Paso"));
  final Map<String, Long> officeTotals = new LinkedHashMap<>();
  String sheet = "ATD FY23 YTD";
  String heading = "ICE ALTERNATIVES TO DETENTION DATA, FY23";
  String posted = "01092023";
  @Nullable String source = "12.31.2022";
  @Nullable String asOf;
  @Nullable Long total;
  @Nullable Double mean;
  @Nullable Long statusTotal;
  @Nullable Long officesTotal;
  @Nullable String court;
  long attended = 900;
  long failed = 100;
  int column;

  static Made of(long gps, long smartlink, long voice, long none) {
    Made made = new Made();
    made.technologies.put("GPS", gps);
    made.technologies.put("SmartLINK", smartlink);
    made.technologies.put("VoiceID", voice);
    made.technologies.put("No Technology", none);
    made.prices.putAll(
        Map.of("GPS", 2.74, "SmartLINK", 0.96, "VoiceID", 0.18, "No Technology", 0.0));
    made.means.putAll(
        Map.of("GPS", 400.0, "SmartLINK", 500.0, "VoiceID", 1500.0, "No Technology", 60.0));
    return made;
  }

  /** The same, posted some days later, of a source that is as much later. */
  Made later(int days) {
    Made made = new Made();
    made.technologies.putAll(technologies);
    made.prices.putAll(prices);
    means.forEach((k, v) -> made.means.put(k, v));
    made.sheet = sheet;
    made.heading = heading;
    made.posted = shift(posted, days);
    made.source = source == null ? null : dots(DateText.find(source).orElseThrow(), days);
    return made;
  }

  Made set(String technology, long count) {
    technologies.put(technology, count);
    return this;
  }

  private static String shift(String posted, int days) {
    LocalDate date = DateText.findInName("x" + posted).orElseThrow().plusDays(days);
    return "%02d%02d%d".formatted(date.getMonthValue(), date.getDayOfMonth(), date.getYear());
  }

  private static String dots(LocalDate date, int days) {
    LocalDate then = date.plusDays(days);
    return "%d.%d.%d".formatted(then.getMonthValue(), then.getDayOfMonth(), then.getYear());
  }

  String file() {
    return sheet.replaceAll(".*?(FY\\d+).*", "$1") + "_detentionStats" + posted + ".xlsx";
  }

  long everybody() {
    return technologies.values().stream().mapToLong(Long::longValue).sum();
  }

  private double weighted() {
    double days =
        technologies.entrySet().stream()
            .mapToDouble(e -> e.getValue() * means.getOrDefault(e.getKey(), 100.0))
            .sum();
    return days / everybody();
  }

  Book book() {
    Book book = new Book().sheet("Header").put(1, 0, "ICE Detention Statistics");
    return write(book.sheet(sheet));
  }

  Book write(Book book) {
    int a = column;
    book.put(4, a, heading).put(7, a, "ATD Active Population Counts and Daily Cost by Technology");
    book.put(8, a, "Technology").put(8, a + 1, "Count").put(8, a + 2, "Daily Tech Cost");
    int row = 9;
    double cost = 0;
    for (Map.Entry<String, Long> entry : technologies.entrySet()) {
      double is =
          costs.getOrDefault(
              entry.getKey(),
              Math.round(entry.getValue() * prices.getOrDefault(entry.getKey(), 4.5) * 100)
                  / 100.0);
      cost += is;
      book.put(row, a, entry.getKey()).put(row, a + 1, entry.getValue()).put(row++, a + 2, is);
    }
    long all = everybody();
    book.put(row, a, "Total").put(row, a + 1, total == null ? all : total);
    book.put(row++, a + 2, Math.round(cost * 100) / 100.0);
    if (source != null) {
      book.put(row, a, "Data from BI Inc. Participants Report, " + source);
    }
    row = statuses(book, a, row + 2);
    offices(book, a, row + 2);
    if (court != null) {
      court(book, a + 5);
    }
    return book;
  }

  private int statuses(Book book, int a, int from) {
    int row = from;
    book.put(row++, a, "ATD Active Population by Status, Count and ALIP");
    book.put(row, a, "FAMU Status").put(row, a + 1, "Count").put(row++, a + 2, "ALIP");
    Map<String, Long> parts = new LinkedHashMap<>(statuses);
    if (parts.isEmpty()) {
      parts.put("FAMU*", everybody() / 4);
      parts.put("Single Adult", everybody() - everybody() / 4);
    }
    for (Map.Entry<String, Long> entry : parts.entrySet()) {
      book.put(row, a, entry.getKey()).put(row, a + 1, entry.getValue());
      book.put(row++, a + 2, weighted());
    }
    long sum = parts.values().stream().mapToLong(Long::longValue).sum();
    book.put(row, a, "Total").put(row, a + 1, statusTotal == null ? sum : statusTotal);
    book.put(row++, a + 2, mean == null ? weighted() : mean);
    return row;
  }

  private int offices(Book book, int a, int from) {
    int row = from;
    String as = asOf == null ? "" : ", as of " + asOf;
    book.put(row++, a, "Active ATD Participants and Average Length in Program" + as + ", by AOR");
    book.put(row, a, "AOR/Technology").put(row, a + 1, "Count");
    book.put(row++, a + 2, "Average Length in Program");
    book.put(row, a, "Total").put(row, a + 1, officesTotal == null ? everybody() : officesTotal);
    book.put(row++, a + 2, mean == null ? weighted() : mean);
    Map<String, Long> left = new LinkedHashMap<>(technologies);
    for (int i = 0; i < offices.size(); i++) {
      boolean last = i == offices.size() - 1;
      Map<String, Long> here = new LinkedHashMap<>();
      for (Map.Entry<String, Long> entry : technologies.entrySet()) {
        long rest = left.getOrDefault(entry.getKey(), 0L);
        long share = last ? rest : entry.getValue() / offices.size();
        left.merge(entry.getKey(), -share, Long::sum);
        here.put(entry.getKey(), share);
      }
      row = office(book, a, row, offices.get(i), here);
    }
    return row;
  }

  private int office(Book book, int a, int from, String name, Map<String, Long> here) {
    int row = from;
    long sum = here.values().stream().mapToLong(Long::longValue).sum();
    double days = 0;
    for (Map.Entry<String, Long> entry : here.entrySet()) {
      days += entry.getValue() * means.getOrDefault(entry.getKey(), 100.0);
    }
    book.put(row, a, name).put(row, a + 1, officeTotals.getOrDefault(name, sum));
    book.put(row++, a + 2, sum == 0 ? 0 : days / sum);
    for (Map.Entry<String, Long> entry : here.entrySet()) {
      book.put(row, a, entry.getKey()).put(row, a + 1, entry.getValue());
      book.put(row++, a + 2, means.getOrDefault(entry.getKey(), 100.0));
    }
    return row;
  }

  private void court(Book book, int a) {
    for (int i = 0; i < 2; i++) {
      int row = 8 + 10 * i;
      long came = i == 0 ? attended : attended / 10;
      long not = i == 0 ? failed : failed / 10;
      String which = i == 0 ? "Total" : "Final";
      book.put(row, a, court + " Court Appearance: " + which + " Hearings*");
      book.put(row + 1, a, "Metric").put(row + 1, a + 1, "Count").put(row + 1, a + 2, "%");
      book.put(row + 2, a, "Attended").put(row + 2, a + 1, came);
      book.put(row + 2, a + 2, came / (double) (came + not));
      book.put(row + 3, a, "Failed to Attend").put(row + 3, a + 1, not);
      book.put(row + 3, a + 2, not / (double) (came + not));
      book.put(row + 4, a, "Total").put(row + 4, a + 1, came + not).put(row + 4, a + 2, 1);
    }
  }

  Posting posting() {
    return PostingFile.read(file(), book().bytes());
  }

  /** All of them audited together. */
  static AuditReport audit(Made... made) {
    List<Posting> postings = new ArrayList<>();
    for (Made one : made) {
      postings.add(one.posting());
    }
    return new Audit(Thresholds.defaults()).check(postings);
  }

  /** "P4 suspect FY23_…" of every finding that is no note. */
  static List<String> told(AuditReport report) {
    return report.findings().stream()
        .filter(finding -> finding.severity() != Severity.NOTE)
        .map(f -> f.check() + " " + f.severity().word() + " " + f.file())
        .distinct()
        .toList();
  }
}
