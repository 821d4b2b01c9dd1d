package org.muster.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** A chart as an inline picture: lines, dots, and a diamond where a finding names the number. */
public final class SvgChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 220;
  private static final int LEFT = 72;
  private static final int RIGHT = 16;
  private static final int TOP = 14;
  private static final int BOTTOM = 30;
  private static final int LINES = 4;

  private SvgChart() {}

  /** The picture, with a title and a description for those who do not see it. */
  public static String draw(Chart chart, String id) {
    List<Chart.Mark> marks = chart.marks();
    double top = niceTop(marks.stream().mapToDouble(Chart.Mark::value).max().orElse(1));
    long first = marks.stream().mapToLong(mark -> mark.on().toEpochDay()).min().orElse(0);
    long last = marks.stream().mapToLong(mark -> mark.on().toEpochDay()).max().orElse(first);
    StringBuilder svg = new StringBuilder();
    svg.append(
            "<svg class=\"audit-chart\" viewBox=\"0 0 %d %d\" role=\"img\""
                .formatted(WIDTH, HEIGHT))
        .append(
            " aria-labelledby=\"%s-t %s-d\" xmlns=\"http://www.w3.org/2000/svg\">"
                .formatted(id, id))
        .append("<title id=\"%s-t\">%s</title>".formatted(id, escape(chart.title())))
        .append("<desc id=\"%s-d\">%s</desc>".formatted(id, escape(description(chart))));
    for (int i = 0; i <= LINES; i++) {
      double value = top * i / LINES;
      double y = y(value, top);
      svg.append(
          "<line class=\"audit-grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(LEFT, WIDTH - RIGHT, f(y), f(y)));
      svg.append(
          "<text class=\"audit-axis\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>"
              .formatted(LEFT - 8, f(y + 4), Words.n(Math.rint(value))));
    }
    axis(svg, first, last);
    StringBuilder path = new StringBuilder();
    for (Chart.Mark mark : marks) {
      path.append(path.isEmpty() ? "M" : " L")
          .append(f(x(mark.on(), first, last)))
          .append(' ')
          .append(f(y(mark.value(), top)));
    }
    svg.append("<path class=\"audit-line\" fill=\"none\" d=\"%s\"/>".formatted(path));
    for (Chart.Mark mark : marks) {
      mark(svg, mark, x(mark.on(), first, last), y(mark.value(), top));
    }
    return svg.append("</svg>").toString();
  }

  private static void axis(StringBuilder svg, long first, long last) {
    text(svg, LEFT, "start", LocalDate.ofEpochDay(first).toString());
    if (last > first) {
      text(svg, WIDTH - RIGHT, "end", LocalDate.ofEpochDay(last).toString());
    }
  }

  private static void text(StringBuilder svg, int x, String anchor, String words) {
    svg.append(
        "<text class=\"audit-axis\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
            .formatted(x, HEIGHT - 8, anchor, words));
  }

  private static void mark(StringBuilder svg, Chart.Mark mark, double x, double y) {
    if (mark.checks().isEmpty()) {
      svg.append("<circle class=\"audit-dot\" cx=\"%s\" cy=\"%s\" r=\"3\"/>".formatted(f(x), f(y)));
      return;
    }
    svg.append(
        "<path class=\"audit-found\" d=\"M%s %s l7 7 l-7 7 l-7 -7 z\"/>".formatted(f(x), f(y - 7)));
    boolean rightHalf = x > WIDTH / 2.0;
    String checks = String.join(" ", mark.checks().stream().map(Check::name).toList());
    svg.append(
        "<text class=\"audit-name\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
            .formatted(
                f(x + (rightHalf ? -10 : 10)), f(y + 4), rightHalf ? "end" : "start", checks));
  }

  private static String description(Chart chart) {
    long found = chart.marks().stream().filter(mark -> !mark.checks().isEmpty()).count();
    return chart.marks().size()
        + " postings; findings name "
        + found
        + " of the numbers. The table that follows has each of them.";
  }

  private static double x(LocalDate on, long first, long last) {
    double share = last == first ? 0.5 : (on.toEpochDay() - first) / (double) (last - first);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
  }

  /** The next number above that is easy to divide. */
  private static double niceTop(double highest) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(4, highest))));
    for (double step : new double[] {1, 2, 4, 6, 8, 10}) {
      if (step * power >= highest) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static String f(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
