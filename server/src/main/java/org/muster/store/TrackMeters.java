package org.muster.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.store.TrackMerger.Outcome;

/** What is measured of the merger: what waits, how long one day takes, what became of it. */
final class TrackMeters {
  private static final AtomicLong WAITING = new AtomicLong();
  private static final AtomicLong AGE_SECONDS = new AtomicLong();

  private static final Timer MERGED =
      Timers.of(
          "muster.tracks.merge",
          "How long it took to move one day of an assignment into its chunk.");
  private static final Counter FAILED =
      Counter.builder("muster.tracks.merge.failures")
          .description("Days that could not be moved into their chunk; each is tried again.")
          .register(Metrics.globalRegistry);

  private static final Timer SETTLED =
      Timers.of(
          "muster.tracks.settle",
          "How long it took to move what came of some assignments into their tracks.");
  private static final Counter OBSERVATIONS =
      Counter.builder("muster.tracks.settled")
          .description("Observations that were moved into their tracks.")
          .baseUnit("observations")
          .register(Metrics.globalRegistry);

  static {
    Gauge.builder("muster.tracks.waiting", WAITING, AtomicLong::doubleValue)
        .description("Assignments with days that are to be moved into chunks.")
        .baseUnit("assignments")
        .register(Metrics.globalRegistry);
    Gauge.builder("muster.tracks.waiting.oldest", AGE_SECONDS, AtomicLong::doubleValue)
        .description("How long the oldest observation could have been moved; 0 when none waits.")
        .baseUnit("seconds")
        .register(Metrics.globalRegistry);
  }

  private TrackMeters() {}

  static void waiting(long assignments, Duration oldest) {
    WAITING.set(assignments);
    AGE_SECONDS.set(oldest.toSeconds());
  }

  static void settled(List<TrackSettler.Came> group, long startedNanos) {
    SETTLED.record(Duration.ofNanos(System.nanoTime() - startedNanos));
    OBSERVATIONS.increment(group.stream().mapToInt(came -> came.observations().size()).sum());
  }

  static void failed() {
    FAILED.increment();
  }

  static void merged(Outcome outcome, long startedNanos) {
    if (outcome == Outcome.MOVED) {
      MERGED.record(Duration.ofNanos(System.nanoTime() - startedNanos));
    }
    Counter.builder("muster.tracks.merges")
        .description("Days that were looked at to be moved into their chunk, by outcome.")
        .tag("outcome", outcome.name().toLowerCase(java.util.Locale.ROOT))
        .register(Metrics.globalRegistry)
        .increment();
  }
}
