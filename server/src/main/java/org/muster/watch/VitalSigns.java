package org.muster.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.muster.store.Journal;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The state of the server as numbers for a monitor. What is not known now is no number; none of
 * them names or numbers a person.
 */
@Component
public class VitalSigns {
  private final MeterRegistry registry;
  private final Vitals vitals;
  private final InstantSource clock;
  private final MultiGauge sequences;

  VitalSigns(
      MeterRegistry registry,
      Vitals vitals,
      Disk disk,
      Journal journal,
      Judging judging,
      DailyRoll roll,
      InstantSource clock) {
    this.registry = registry;
    this.vitals = vitals;
    this.clock = clock;
    sequences =
        MultiGauge.builder("muster.ids.used.share")
            .description("The part of a table's ids that was given out, from 0 to 1.")
            .register(registry);
    gauge("muster.journal.queue", "reports", "Reports that wait for a commit.", journal::queued);
    gauge(
        "muster.journal.queue.max",
        "reports",
        "Reports that may wait; more are turned away.",
        () -> Journal.QUEUE_MAX);
    gauge(
        "muster.journal.writing",
        "",
        "1 while reports are taken, else 0.",
        () -> journal.isWriting() ? 1 : 0);
    gauge(
        "muster.judging.running",
        "",
        "1 while what is due is judged, else 0.",
        () -> judging.isJudging() ? 1 : 0);
    gauge(
        "muster.roll.called",
        "timestamp_seconds",
        "When the roll was last called, in seconds since 1970.",
        () -> roll.calledAt().map(at -> (double) at.getEpochSecond()).orElse(Double.NaN));
    gauge(
        "muster.disk.free",
        "bytes",
        "Free space where our own database lies.",
        () -> disk.findFree().map(DataSize::toBytes).map(Long::doubleValue).orElse(Double.NaN));
    ofLook();
  }

  private void ofLook() {
    seen(
        "muster.judging.waiting",
        "enrolments",
        "Enrolments that wait to be judged.",
        Vitals.Look::waiting);
    seen(
        "muster.judging.waiting.oldest",
        "seconds",
        "For how long the one that waits longest has waited.",
        look ->
            look.waitingSince()
                .map(since -> Math.max(0, Duration.between(since, clock.instant()).toMillis()))
                .map(millis -> millis / 1_000.0)
                .orElse(0.0));
    seen("muster.incidents.open", "", "System incidents that go on.", Vitals.Look::incidentsOpen);
    seen(
        "muster.database.transactions.used.share",
        "",
        "Transactions without a vacuum, of those the database can count, from 0 to 1.",
        Vitals.Look::transactionsUsedShare);
    seen(
        "muster.database.connections.used.share",
        "",
        "The database server's connections in use, by anybody, from 0 to 1.",
        Vitals.Look::connectionsUsedShare);
    seen("muster.database.size", "bytes", "What the database takes.", Vitals.Look::databaseBytes);
  }

  /** The tables are known once the database was looked at. */
  @Scheduled(fixedRateString = "${muster.vitals.every:PT10S}", initialDelayString = "PT4S")
  public void nameSequences() {
    List<MultiGauge.Row<?>> rows =
        vitals.findLast().stream()
            .flatMap(look -> look.sequences().stream())
            .<MultiGauge.Row<?>>map(
                one -> MultiGauge.Row.of(Tags.of("sequence", one.name()), one.usedShare()))
            .toList();
    sequences.register(rows, true);
  }

  private void seen(
      String name, String unit, String description, ToDoubleFunction<Vitals.Look> value) {
    gauge(
        name,
        unit,
        description,
        () -> vitals.findLast().map(value::applyAsDouble).orElse(Double.NaN));
  }

  private void gauge(String name, String unit, String description, Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .register(registry);
  }
}
