package org.muster.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.muster.domain.AssignmentId;
import org.muster.domain.Charging;
import org.muster.domain.DeviceId;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Part;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the device of an assignment tells in three days. */
@NullMarked
final class MadeUpReports {
  private final JdbcClient jdbc;
  private final DeviceId device;
  private final Instant start;

  MadeUpReports(JdbcClient jdbc, AssignmentId assignment, Instant start) {
    this.jdbc = jdbc;
    this.start = start;
    device =
        new DeviceId(
            jdbc.sql("select device_id from assignment where assignment_id = ?")
                .param(assignment.value())
                .query(Long.class)
                .single());
  }

  DeviceId device() {
    return device;
  }

  /** Reports of all kinds of observations, in no order, some doubled, some late, some ahead. */
  List<ReceivedReport> reports(Random random, int count) {
    List<ReceivedReport> reports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant receivedAt =
          start
              .plusMillis(random.nextLong(Duration.ofDays(3).toMillis()))
              .plus(random.nextInt(1000), ChronoUnit.MICROS);
      List<Entry> entries = new ArrayList<>();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        Instant at =
            receivedAt
                .minusMillis(random.nextBoolean() ? 0 : random.nextLong(30_000_000))
                .truncatedTo(ChronoUnit.MILLIS);
        Observation observation = observation(random, at.isBefore(start) ? start : at);
        entries.add(
            switch (random.nextInt(4)) {
              case 0 ->
                  new Entry(
                      device,
                      observation,
                      DedupeKey.ofClientId("id-" + random.nextLong()),
                      Optional.empty());
              case 1 -> ahead(observation, receivedAt);
              default -> Entry.of(device, observation);
            });
      }
      reports.add(report(entries, receivedAt));
    }
    Collections.shuffle(reports, random);
    return reports;
  }

  /** What a clock said that cannot be right: it counts from the receipt. */
  Entry ahead(Observation said, Instant receivedAt) {
    return new Entry(
        device,
        new Observation.Beat(receivedAt.truncatedTo(ChronoUnit.MILLIS)),
        DedupeKey.ofContent(said),
        Optional.of(said.observedAt()));
  }

  private static Observation observation(Random random, Instant at) {
    return switch (random.nextInt(9)) {
      case 0 -> new Observation.Beat(at);
      case 1 -> new Observation.Strap(at, random.nextBoolean());
      case 2 -> new Observation.CaseOpened(at);
      case 3 -> new Observation.PoweredOff(at);
      case 4 -> new Observation.CheckedIn(at);
      case 5 ->
          new Observation.Battery(
              at,
              random.nextBoolean() ? OptionalInt.of(random.nextInt(101)) : OptionalInt.empty(),
              random.nextBoolean() ? Charging.CHARGING : Charging.UNPLUGGED);
      default ->
          new Observation.Fix(
              at,
              new Position(random.nextInt(-900_000_000, 900_000_001), random.nextInt(1_000_000)),
              random.nextBoolean()
                  ? OptionalDouble.of(random.nextDouble(0.1, 5_000))
                  : OptionalDouble.empty(),
              random.nextBoolean()
                  ? OptionalDouble.of(random.nextInt(100) / 10.0)
                  : OptionalDouble.empty(),
              List.of(FixSource.SATELLITE, FixSource.NETWORK, FixSource.UNSTATED)
                  .get(random.nextInt(3)),
              random.nextInt(5) == 0,
              random.nextInt(5) != 0);
    };
  }

  ReceivedReport report(List<Entry> entries, Instant receivedAt) {
    byte[] bytes = entries.toString().getBytes(StandardCharsets.UTF_8);
    return new ReceivedReport(
        token(),
        "native",
        receivedAt,
        Bytes.of(bytes),
        List.of(new Part(Bytes.of(bytes), entries)),
        List.of());
  }

  private long token() {
    return jdbc.sql("select min(token_id) from token where device_id = ?")
        .param(device.value())
        .query(Long.class)
        .single();
  }
}
