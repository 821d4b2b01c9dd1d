package org.muster.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.muster.store.ReceivedReport.Fate;

/** What is measured of the journal: batches, the time of a commit, what became of entries. */
final class JournalMeters {
  private static final DistributionSummary BATCH =
      DistributionSummary.builder("muster.journal.batch")
          .description("Reports that one commit of the journal held.")
          .baseUnit("reports")
          .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
          .register(Metrics.globalRegistry);
  private static final Timer COMMIT =
      Timers.of("muster.journal.commit", "How long it took to write and commit a batch.");
  private static final Counter FAILED =
      Counter.builder("muster.journal.failures")
          .description("Commits of the journal that failed.")
          .register(Metrics.globalRegistry);

  private JournalMeters() {}

  static void failed() {
    FAILED.increment();
  }

  static void committed(
      List<ReceivedReport> reports, JournalWriter.Written written, long startedNanos) {
    COMMIT.record(Duration.ofNanos(System.nanoTime() - startedNanos));
    BATCH.record(reports.size());
    for (int i = 0; i < reports.size(); i++) {
      // What was sent with a token that lets nobody in any more is a report of its own.
      if (written.kept().get(i).letIn()) {
        taken(reports.get(i), written.kept().get(i).fates());
      }
    }
  }

  private static void taken(ReceivedReport report, List<Fate> fates) {
    report
        .refusals()
        .forEach(refusal -> refused(report.protocol(), refusal.reason(), refusal.count()));
    for (Fate fate : fates) {
      switch (fate) {
        case ACCEPTED -> observed(report.protocol(), "accepted");
        case DUPLICATE -> observed(report.protocol(), "duplicate");
        case NO_ASSIGNMENT -> refused(report.protocol(), Refusals.NO_ASSIGNMENT, 1);
      }
    }
  }

  private static void refused(String protocol, String reason, long count) {
    Counter.builder("muster.intake.refusals")
        .description("Reports, or lines of them, that were not taken, by reason.")
        .tag("protocol", protocol)
        .tag("reason", reason)
        .register(Metrics.globalRegistry)
        .increment((double) count);
  }

  private static void observed(String protocol, String outcome) {
    Counter.builder("muster.intake.observations")
        .description("Observations that were kept, or had been kept before.")
        .tag("protocol", protocol)
        .tag("outcome", outcome)
        .register(Metrics.globalRegistry)
        .increment();
  }
}
