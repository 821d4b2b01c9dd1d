package org.muster.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Observation;
import org.muster.store.AssignedDevices.Assigned;
import org.muster.store.ReceivedReport.Entry;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Observations on their way into the table. What was moved into a chunk is known by its key; what
 * belongs to a track that was destroyed is not taken any more. Each of the three questions is one
 * look into an index for each row, never a join, whatever the planner thinks of the sizes; of a day
 * of which nothing is sealed yet, and of a device that still stands for somebody, only the first is
 * asked.
 */
final class ObservationRows {
  private static final String INSERT =
      """
      insert into observation (report_id, device_id, assignment_id, observed_at, received_at, kind,
        dedupe_key, latitude_e7, longitude_e7, accuracy_metres, speed_metres_per_second, source,
        mock, valid, level_percent, charging, strap_open, claimed_at)
      select report_id, device_id, assignment_id, observed_at, received_at, kind,
        dedupe_key, latitude_e7, longitude_e7, accuracy_metres, speed_metres_per_second, source,
        mock, valid, level_percent, charging, strap_open, claimed_at
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as given (report_id, device_id, assignment_id, observed_at, received_at, kind,
        dedupe_key, latitude_e7, longitude_e7, accuracy_metres, speed_metres_per_second, source,
        mock, valid, level_percent, charging, strap_open, claimed_at, day, ended)
      where (select true from moved_key m
             where m.device_id = given.device_id and m.dedupe_key = given.dedupe_key) is null
        and case when given.day <= (select max(day) from track_chunk) then
            (select true from track_chunk c
             where c.device_id = given.device_id and c.day = given.day
               and position(given.dedupe_key in c.dedupe_keys) > 0 limit 1) end is null
        and case when given.ended then
            (select true from assignment a join enrolment_key k using (enrolment_id)
             where a.assignment_id = given.assignment_id and k.destroyed_at is not null) end is null
      on conflict (device_id, dedupe_key) do nothing
      returning device_id, encode(dedupe_key, 'hex')
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
          "timestamptz",
          "date",
          "bool");

  /** What tells an observation again. */
  record Identity(long deviceId, String key) {
    static Identity of(Entry entry) {
      return new Identity(entry.device().value(), entry.key().hex());
    }
  }

  void add(long reportId, Assigned to, Instant receivedAt, Entry entry) {
    Observation observation = entry.observation();
    @Nullable Object[] row = new @Nullable Object[20];
    row[0] = reportId;
    row[1] = entry.device().value();
    row[2] = to.assignmentId();
    row[3] = observation.observedAt().toString();
    row[4] = receivedAt.toString();
    row[5] = observation.getClass().getSimpleName();
    row[6] = entry.key().bytes();
    row[17] = entry.claimedAt().map(Instant::toString).orElse(null);
    Instant saidAt = entry.claimedAt().orElse(observation.observedAt());
    row[18] = saidAt.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    row[19] = to.ended();
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

  /** Stores those that are new, and tells which they were. */
  Set<Identity> insert(JdbcClient jdbc) {
    Set<Identity> inserted = new HashSet<>();
    jdbc.sql(INSERT)
        .params(new ArrayList<>(rows.parameters()))
        .query(
            row -> {
              inserted.add(new Identity(row.getLong(1), row.getString(2)));
            });
    return inserted;
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
