package org.muster.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was asked for beside what was measured.
 *
 * @param kind whether it was reached in this run
 */
record Goal(String about, String measured, String wanted, Verdict kind) {
  /** What a Traccar server was measured to take elsewhere, on two such cores. */
  static final double TRACCAR_MIN = 930;

  static final double TRACCAR_MAX = 1_520;

  private static final double OF_BARE_MIN = 0.6;
  private static final double OF_TRACCAR_MIN = 12;
  private static final double NATIVE_MIN = 500_000;
  private static final double P99_MILLISECONDS_MAX = 20;

  enum Verdict {
    REACHED,
    MISSED
  }

  static List<Goal> of(List<Row> rows) {
    List<Goal> goals = new ArrayList<>();
    for (Row row : rows) {
      boolean ours = row.server().equals(Measuring.OURS);
      boolean most = row.mode().equals(Measuring.CLOSED);
      if (ours && most && row.protocol().equals(Protocol.OSMAND.word())) {
        bare(rows, row, goals);
        double times = row.reportsPerSecond() / TRACCAR_MAX;
        goals.add(
            new Goal(
                "OsmAnd reports beside a Traccar server (930 to 1,520/s: quoted, not measured"
                    + " here)",
                String.format(
                    Locale.ROOT, "%.1f to %.1f times", times, row.reportsPerSecond() / TRACCAR_MIN),
                "at least 12 times",
                verdict(times >= OF_TRACCAR_MIN)));
      }
      if (ours && most && row.protocol().equals(Protocol.NATIVE.word())) {
        goals.add(
            new Goal(
                "native lines in batches",
                String.format(Locale.ROOT, "%,.0f/s", row.acceptedPerSecond()),
                "at least 500,000/s",
                verdict(row.acceptedPerSecond() >= NATIVE_MIN)));
      }
      if (ours && !most) {
        goals.add(
            new Goal(
                "99 of 100 answers, " + row.protocol() + ", " + row.mode(),
                String.format(Locale.ROOT, "%.1f ms", row.p99Milliseconds()),
                "at most 20 ms",
                verdict(row.p99Milliseconds() <= P99_MILLISECONDS_MAX)));
      }
    }
    return goals;
  }

  private static void bare(List<Row> rows, Row ours, List<Goal> goals) {
    for (Row bare : rows) {
      if (bare.server().equals(Measuring.BARE)) {
        double share = ours.reportsPerSecond() / bare.reportsPerSecond();
        goals.add(
            new Goal(
                "OsmAnd reports beside bare Netty, in this run",
                String.format(Locale.ROOT, "%.0f %%", share * 100),
                "at least 60 %",
                verdict(share >= OF_BARE_MIN)));
      }
    }
  }

  private static Verdict verdict(boolean reached) {
    return reached ? Verdict.REACHED : Verdict.MISSED;
  }
}
