package org.muster.audit;

import java.util.List;

/** An audit for a terminal. */
public final class TextReport {
  private static final int WIDTH = 96;
  private static final int CELLS_MAX = 6;

  private TextReport() {}

  public static String write(AuditReport report) {
    StringBuilder out = new StringBuilder();
    String file = "";
    for (Finding finding : report.findings()) {
      if (!finding.file().equals(file)) {
        file = finding.file();
        out.append(out.isEmpty() ? "" : "\n").append(clean(file)).append('\n');
      }
      out.append("  %-7s %s".formatted(finding.severity().word(), finding.check()))
          .append("  ")
          .append(clean(finding.sheet().strip()))
          .append(finding.cells().isEmpty() ? "" : ", " + cells(finding.cells()))
          .append('\n');
      wrap(out, clean(finding.message()));
    }
    if (report.findings().isEmpty()) {
      out.append("Nothing was found.\n");
    }
    if (!report.unread().isEmpty()) {
      out.append("\nNot read\n");
      for (Unread unread : report.unread()) {
        String at = unread.sheet().isEmpty() ? "" : ", " + unread.sheet().strip();
        String cells = unread.cells().isEmpty() ? "" : ", " + cells(unread.cells());
        wrap(out, clean(unread.file() + at + cells + ": " + unread.reason()));
      }
    }
    return out.append('\n').append(summary(report)).toString();
  }

  private static String summary(AuditReport report) {
    StringBuilder out = new StringBuilder();
    out.append("%-4s %-58s %7s %8s %6s%n".formatted("", "", "errors", "suspect", "notes"));
    for (Check check : Check.values()) {
      out.append(
          "%-4s %-58s %7d %8d %6d%n"
              .formatted(
                  check,
                  check.rule(),
                  report.countOf(check, Severity.ERROR),
                  report.countOf(check, Severity.SUSPECT),
                  report.countOf(check, Severity.NOTE)));
    }
    out.append(
        "%-63s %7d %8d %6d%n"
            .formatted(
                "All of "
                    + report.files().size()
                    + (report.files().size() == 1 ? " file" : " files"),
                report.count(Severity.ERROR),
                report.count(Severity.SUSPECT),
                report.count(Severity.NOTE)));
    return out.toString();
  }

  private static String cells(List<String> cells) {
    int shown = Math.min(cells.size(), CELLS_MAX);
    return String.join(" ", cells.subList(0, shown))
        + (cells.size() > shown ? " and " + (cells.size() - shown) + " more" : "");
  }

  private static void wrap(StringBuilder out, String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() + 1 > WIDTH - 10 && !line.isEmpty()) {
        out.append("          ").append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.append("          ").append(line).append('\n');
  }

  /** What a file says of itself must not steer the terminal. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
