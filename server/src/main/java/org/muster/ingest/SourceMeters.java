package org.muster.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.muster.domain.ReportSource;

/** How it stands with the sources, as numbers for a monitor; they go when the sources end. */
final class SourceMeters {
  private final List<Meter> meters = new ArrayList<>();

  void measure(SourceState state) {
    gauge(
        state,
        "muster.source.connected",
        "1 while the broker of the source is reached.",
        now -> now.link() == ReportSource.Link.CONNECTED ? 1 : 0);
    gauge(
        state,
        "muster.source.waiting.messages",
        "Messages that are known to wait to be kept.",
        ReportSource::waiting);
    gauge(
        state,
        "muster.source.taken.messages",
        "Messages that were kept since the start, or told nothing new.",
        ReportSource::taken);
    gauge(
        state,
        "muster.source.refused.messages",
        "Messages that were refused since the start.",
        ReportSource::refused);
    gauge(
        state,
        "muster.source.last.message.timestamp.seconds",
        "When the last message came.",
        now -> now.lastMessageAt().map(Instant::getEpochSecond).orElse(0L));
  }

  void end() {
    meters.forEach(Metrics.globalRegistry::remove);
    meters.clear();
  }

  private void gauge(
      SourceState state, String name, String description, ToDoubleFunction<ReportSource> value) {
    meters.add(
        Gauge.builder(name, () -> value.applyAsDouble(state.now()))
            .description(description)
            .tag("source", state.name())
            .register(Metrics.globalRegistry));
  }
}
