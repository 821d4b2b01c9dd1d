package org.muster.judging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How long judging takes, and how often it fails. */
final class JudgingMeters {
  private static final Timer JUDGED =
      Timer.builder("muster.judging")
          .description("How long it took to judge one enrolment once.")
          .serviceLevelObjectives(
              Duration.ofMillis(5),
              Duration.ofMillis(10),
              Duration.ofMillis(25),
              Duration.ofMillis(50),
              Duration.ofMillis(100),
              Duration.ofMillis(250),
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30))
          .register(Metrics.globalRegistry);
  private static final Counter FAILED =
      Counter.builder("muster.judging.failures")
          .description("Judgings that failed; each is tried again later.")
          .register(Metrics.globalRegistry);

  private JudgingMeters() {}

  /** So many were judged together; each has its part of the time. */
  static void judged(long startedNanos, int count) {
    Duration each = Duration.ofNanos((System.nanoTime() - startedNanos) / count);
    for (int i = 0; i < count; i++) {
      JUDGED.record(each);
    }
  }

  static void failed() {
    FAILED.increment();
  }
}
