package org.muster.ingest;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long senders wait for their answer, by protocol. */
final class IntakeMeters {
  private static final Map<Protocol, Timer> ANSWERS = new EnumMap<>(Protocol.class);

  static {
    for (Protocol protocol : Protocol.values()) {
      ANSWERS.put(
          protocol,
          Timer.builder("muster.intake.answer")
              .description("From the first look at a report to its answer.")
              .tag("protocol", protocol.word())
              .serviceLevelObjectives(
                  Duration.ofMillis(5),
                  Duration.ofMillis(10),
                  Duration.ofMillis(25),
                  Duration.ofMillis(50),
                  Duration.ofMillis(100),
                  Duration.ofMillis(250),
                  Duration.ofMillis(500),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(30))
              .register(Metrics.globalRegistry));
    }
  }

  private IntakeMeters() {}

  static void answered(Protocol protocol, long startedNanos) {
    Timer timer = ANSWERS.get(protocol);
    if (timer != null) {
      timer.record(Duration.ofNanos(System.nanoTime() - startedNanos));
    }
  }
}
