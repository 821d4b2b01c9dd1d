package org.muster.bench.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a run has measured, as a table or as JSON.
 *
 * @param loadBefore how many threads of this machine wanted a core in the minute before the run
 */
record LoadReport(
    Instant startedAt,
    int cores,
    String java,
    double loadBefore,
    double loadAfter,
    int connections,
    int devices,
    int batch,
    boolean battery,
    List<Row> rows,
    List<Goal> goals,
    Map<String, Double> judgedSecondsAfterLoad) {

  String json() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(this);
  }

  String table() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s, %d cores, JDK %s, load of the machine %.1f before and %.1f after (this run is in the"
            + " latter)",
        startedAt.truncatedTo(ChronoUnit.SECONDS),
        cores,
        java,
        loadBefore,
        loadAfter);
    line(
        text,
        "%,d devices over %d keep-alive connections, one request out on each; native in batches of"
            + " %,d, the others a place a report%s",
        devices,
        connections,
        batch,
        battery ? " with the battery's level" : "");
    line(text, "");
    measures(text);
    rows.forEach(row -> oddities(text, row));
    worklist(text);
    if (!goals.isEmpty()) {
      line(text, "");
      goals.forEach(
          goal ->
              line(
                  text,
                  "%-8s %s: %s (wanted: %s)",
                  goal.kind().name().toLowerCase(Locale.ROOT),
                  goal.about(),
                  goal.measured(),
                  goal.wanted()));
    }
    return text.toString();
  }

  private void measures(StringBuilder text) {
    String form = "%-7s %-9s %-13s %9s %11s %8s %8s %9s %6s %6s";
    line(
        text,
        form,
        "server",
        "protocol",
        "requests",
        "reports/s",
        "accepted/s",
        "p50 ms",
        "p99 ms",
        "max ms",
        "client",
        "server");
    for (Row row : rows) {
      line(
          text,
          form,
          row.server(),
          row.protocol(),
          row.mode(),
          String.format(Locale.ROOT, "%,.0f", row.reportsPerSecond()),
          String.format(Locale.ROOT, "%,.0f", row.acceptedPerSecond()),
          String.format(Locale.ROOT, "%.2f", row.p50Milliseconds()),
          String.format(Locale.ROOT, "%.2f", row.p99Milliseconds()),
          String.format(Locale.ROOT, "%.1f", row.maxMilliseconds()),
          String.format(Locale.ROOT, "%.2f", row.senderCores()),
          String.format(Locale.ROOT, "%.2f", row.serverCores()));
    }
    line(
        text,
        "reports: answered as kept; accepted: observations in them, as a fix and the battery's"
            + " level");
    line(
        text, "client and server: cores used, of the client's sending and of the server's process");
    line(text, "");
  }

  private static void oddities(StringBuilder text, Row row) {
    String refused =
        row.refused().isEmpty()
            ? "none"
            : row.refused().entrySet().stream()
                .map(e -> "%,d of %s".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
    line(
        text,
        "%s %s %s: accepted %,d, duplicates %,d, refused %s, without an answer %,d, not sent in"
            + " time %,d, connections made anew %,d",
        row.server(),
        row.protocol(),
        row.mode(),
        row.accepted(),
        row.duplicates(),
        refused,
        row.unanswered(),
        row.unsent(),
        row.reconnects());
  }

  private void worklist(StringBuilder text) {
    for (Row row : rows) {
      EdgeCrossings.Measured seen = row.toWorklist();
      if (seen != null) {
        line(
            text,
            "from answer to worklist under %s %s: p50 %.0f ms, p99 %.0f ms, max %.0f ms of %d"
                + " crossings; %d not within a minute%s",
            row.protocol(),
            row.mode(),
            seen.p50Milliseconds(),
            seen.p99Milliseconds(),
            seen.maxMilliseconds(),
            seen.seen(),
            seen.notSeen(),
            seen.fault().isEmpty() ? "" : "; ended early: " + seen.fault());
      }
    }
    judgedSecondsAfterLoad.forEach(
        (run, seconds) ->
            line(
                text,
                seconds < 0
                    ? "after %s: not all was judged within the time waited"
                    : "after %s: all was judged %.1f s later",
                run,
                seconds));
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
