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

  static void judged(long startedNanos) {
    JUDGED.record(Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  static void failed() {
    FAILED.increment();
  }
}
