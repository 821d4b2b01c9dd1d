package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Observation;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Observations as rows, as an earlier Muster kept them. */
@NullMarked
final class ObservationRows {
  private static final String INSERT =
      """
      insert into observation (report_id, device_id, assignment_id, observed_at, received_at, kind,
        dedupe_key, latitude_e7, longitude_e7, accuracy_metres, speed_metres_per_second, source,
        mock, valid, level_percent, charging, strap_open, claimed_at)
      select report_id, device_id, assignment_id, observed_at, received_at, kind,
        dedupe_key, latitude_e7, longitude_e7, accuracy_metres, speed_metres_per_second, source,
        mock, valid, level_percent, charging, strap_open, claimed_at
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as given (report_id, device_id, assignment_id, observed_at, received_at, kind,
        dedupe_key, latitude_e7, longitude_e7, accuracy_metres, speed_metres_per_second, source,
        mock, valid, level_percent, charging, strap_open, claimed_at)
      on conflict (device_id, dedupe_key) do nothing
      """;

  private final Columns rows =
      new Columns(
          "int8",
          "int8",
          "int8",
          "timestamptz",
          "timestamptz",
          "text",
          "bytea",
          "int4",
          "int4",
          "float8",
          "float8",
          "text",
          "bool",
          "bool",
          "int2",
          "text",
          "bool",
          "timestamptz");

  void add(long reportId, long assignmentId, Instant receivedAt, ReceivedReport.Entry entry) {
    add(assignmentId, StoredObservation.of(0, reportId, entry, receivedAt));
  }

  void add(long assignmentId, StoredObservation one) {
    Observation observation = one.observation();
    Instant claimedAt = one.claimedAt();
    @Nullable Object[] row = new @Nullable Object[18];
    row[0] = one.reportId();
    row[1] = one.deviceId();
    row[2] = assignmentId;
    row[3] = observation.observedAt().toString();
    row[4] = one.receivedAt().toString();
    row[5] = observation.getClass().getSimpleName();
    row[6] = one.dedupeKey().array();
    row[17] = claimedAt == null ? null : claimedAt.toString();
    switch (observation) {
      case Observation.Fix fix -> {
        row[7] = fix.position().latitudeE7();
        row[8] = fix.position().longitudeE7();
        row[9] = number(fix.accuracyMetres());
        row[10] = number(fix.speedMetresPerSecond());
        row[11] = fix.source().name();
        row[12] = fix.mock();
        row[13] = fix.valid();
      }
      case Observation.Battery battery -> {
        row[14] =
            battery.levelPercent().isPresent() ? (short) battery.levelPercent().getAsInt() : null;
        row[15] = battery.charging().name();
      }
      case Observation.Strap strap -> row[16] = strap.open();
      case Observation.Beat beat -> {}
      case Observation.CaseOpened opened -> {}
      case Observation.PoweredOff off -> {}
      case Observation.CheckedIn in -> {}
    }
    rows.add(row);
  }

  /** Stores those that are new. */
  void insert(JdbcClient jdbc) {
    jdbc.sql(INSERT).params(new ArrayList<>(rows.parameters())).update();
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
