package org.muster.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An audit as one page that needs nothing else: no script, no other file, nothing from the net. */
public final class HtmlReport {
  private static final String STYLE = "/audit/report.css";

  private HtmlReport() {}

  public static String write(AuditReport report) {
    StringBuilder out = new StringBuilder();
    out.append(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Audit of published tables</title>
            <style>
            """)
        .append(style())
        .append("</style></head><body><main>\n<h1>Audit of published tables</h1>\n");
    out.append("<p>")
        .append(e(sentence(report)))
        .append("</p>\n<nav aria-label=\"Parts of the report\"><a href=\"#summary\">Summary</a>")
        .append(" <a href=\"#findings\">Findings</a> <a href=\"#unread\">Not read</a>")
        .append(" <a href=\"#charts\">Charts</a></nav>\n");
    summary(out, report);
    findings(out, report);
    unread(out, report.unread());
    charts(out, report.charts());
    return out.append("</main></body></html>\n").toString();
  }

  /** What came of it, in one sentence. */
  public static String sentence(AuditReport report) {
    return "%s read: %s (arithmetically impossible), %d suspect (implausible), %s."
        .formatted(
            counted(report.files().size(), "file"),
            counted(report.count(Severity.ERROR), "error"),
            report.count(Severity.SUSPECT),
            counted(report.count(Severity.NOTE), "note"));
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static void summary(StringBuilder out, AuditReport report) {
    out.append("<section aria-labelledby=\"summary\"><h2 id=\"summary\">Summary</h2>\n");
    head(out, "By check", "Check", "Rule", "Errors", "Suspect", "Notes");
    for (Check check : Check.values()) {
      out.append("<tr><th scope=\"row\">").append(check).append("</th>");
      cell(out, check.rule(), false);
      for (Severity severity : Severity.values()) {
        cell(out, "" + report.countOf(check, severity), true);
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    head(out, "By file", "File", "Posted", "Source report", "Errors", "Suspect", "Notes");
    for (AuditReport.FileRead file : report.files()) {
      out.append("<tr><th scope=\"row\">").append(e(file.name())).append("</th>");
      cell(out, file.postedOn().map(Object::toString).orElse("not known"), false);
      cell(out, file.sourceOn().map(Object::toString).orElse("not stated"), false);
      for (Severity severity : Severity.values()) {
        cell(out, "" + report.countIn(file.name(), severity), true);
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private static void findings(StringBuilder out, AuditReport report) {
    out.append("<section aria-labelledby=\"findings\"><h2 id=\"findings\">Findings</h2>\n");
    if (report.findings().isEmpty()) {
      out.append("<p>Nothing was found.</p></section>\n");
      return;
    }
    head(out, "All findings", "File", "Severity", "Check", "Sheet", "Cells", "What it is");
    for (Finding finding : report.findings()) {
      out.append("<tr class=\"").append(finding.severity().word()).append("\">");
      out.append("<th scope=\"row\">").append(e(finding.file())).append("</th>");
      cell(out, finding.severity().word(), false);
      cell(out, finding.check().name(), false);
      cell(out, finding.sheet().strip(), false);
      cell(out, String.join(" ", finding.cells()), false);
      cell(out, finding.message(), false);
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private static void unread(StringBuilder out, List<Unread> unread) {
    out.append("<section aria-labelledby=\"unread\"><h2 id=\"unread\">Not read</h2>\n");
    if (unread.isEmpty()) {
      out.append("<p>Everything was read.</p></section>\n");
      return;
    }
    head(out, "What could not be read", "File", "Sheet", "Cells", "Why");
    for (Unread one : unread) {
      out.append("<tr><th scope=\"row\">").append(e(one.file())).append("</th>");
      cell(out, one.sheet().strip(), false);
      cell(out, String.join(" ", one.cells()), false);
      cell(out, one.reason(), false);
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private static void charts(StringBuilder out, List<Chart> charts) {
    out.append("<section aria-labelledby=\"charts\"><h2 id=\"charts\">Charts</h2>\n");
    out.append("<p>A diamond is a number that an error or a suspect finding names.</p>\n");
    int id = 0;
    for (Chart chart : charts) {
      String name = "chart" + ++id;
      out.append("<h3>").append(e(chart.title())).append("</h3>\n<div class=\"chart\"><figure>");
      out.append(SvgChart.draw(chart, name)).append("</figure>\n");
      head(out, chart.title(), "Posted", "File", "Cell", "Number", "Findings");
      for (Chart.Mark mark : chart.marks()) {
        out.append("<tr><th scope=\"row\">").append(mark.on()).append("</th>");
        cell(out, mark.file(), false);
        cell(out, mark.cell(), false);
        cell(out, Words.n(mark.value()), true);
        cell(out, String.join(" ", mark.checks().stream().map(Check::name).toList()), false);
        out.append("</tr>\n");
      }
      out.append("</tbody></table></div></div>\n");
    }
    out.append("</section>\n");
  }

  private static void head(StringBuilder out, String caption, String... columns) {
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(e(caption))
        .append("\"><table><caption>")
        .append(e(caption))
        .append("</caption><thead><tr>");
    for (String column : columns) {
      out.append("<th scope=\"col\">").append(e(column)).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
  }

  private static void cell(StringBuilder out, String text, boolean number) {
    out.append(number ? "<td class=\"number\">" : "<td>").append(e(text)).append("</td>");
  }

  private static String e(String text) {
    return SvgChart.escape(text);
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(STYLE + " is not readable", e);
    }
  }
}
