package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Observation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** A chunk on its way into its row, with what stands beside it in plain. */
final class ChunkRow {
  private final TrackMerger.Due due;
  private final int piece;
  private final int versionBefore;
  private final List<StoredObservation> all;
  private final List<StoredObservation> added;
  private final byte[] content;

  /**
   * A chunk.
   *
   * @param piece of its day, from 1 on
   * @param versionBefore of the chunk whose place it takes; 0 where there was none
   * @param all its observations, in order of time
   * @param added those of them that were not in the chunk before
   */
  ChunkRow(
      TrackMerger.Due due,
      int piece,
      int versionBefore,
      List<StoredObservation> all,
      List<StoredObservation> added,
      byte[] content) {
    this.due = due;
    this.piece = piece;
    this.versionBefore = versionBefore;
    this.all = all;
    this.added = added;
    this.content = content;
  }

  /** Whether it took the place that it was made for. */
  boolean write(JdbcClient jdbc) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(versionBefore + 1);
    values.add(all.size());
    values.add(Timestamp.from(all.getFirst().observedAt()));
    values.add(Timestamp.from(all.getLast().observedAt()));
    values.add(all.stream().mapToLong(StoredObservation::id).max().orElseThrow());
    values.add(new SqlArrayValue("int4", heardMillis()));
    @Nullable StoredObservation charge = charge();
    Observation.@Nullable Battery battery =
        charge == null ? null : (Observation.Battery) charge.observation();
    values.add(battery == null ? null : battery.levelPercent().getAsInt());
    values.add(battery == null ? null : battery.charging().name());
    values.add(charge == null ? null : Timestamp.from(charge.observedAt()));
    values.add(addedKeys());
    values.add(content);
    values.add(due.assignment().value());
    values.add(due.day());
    values.add(piece);
    return versionBefore == 0 ? insert(jdbc, values) : replace(jdbc, values);
  }

  /** What tells its new observations again where that does not follow from what they say. */
  void writeKeys(JdbcClient jdbc) {
    Columns moved = new Columns("int8", "bytea", "int8");
    for (StoredObservation one : added) {
      Bytes key = one.key();
      if (key != null) {
        moved.add(due.deviceId(), key.array(), due.assignment().value());
      }
    }
    if (!moved.isEmpty()) {
      jdbc.sql(
              """
              insert into moved_key (device_id, dedupe_key, assignment_id)
              select * from unnest(?, ?, ?)
              """)
          .params(new ArrayList<>(moved.parameters()))
          .update();
    }
  }

  private boolean insert(JdbcClient jdbc, List<@Nullable Object> values) {
    values.add(due.deviceId());
    return jdbc.sql(
                """
                insert into track_chunk (version, observations, first_at, last_at, last_id,
                  heard_millis, charge_percent, charging, charge_at, dedupe_keys, content,
                  assignment_id, day, piece, device_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(values)
            .update()
        == 1;
  }

  private boolean replace(JdbcClient jdbc, List<@Nullable Object> values) {
    values.add(versionBefore);
    return jdbc.sql(
                """
                update track_chunk set version = ?, observations = ?, first_at = ?, last_at = ?,
                  last_id = ?, heard_millis = ?, charge_percent = ?, charging = ?, charge_at = ?,
                  dedupe_keys = dedupe_keys || ?, content = ?
                where assignment_id = ? and day = ? and piece = ? and version = ?
                """)
            .params(values)
            .update()
        == 1;
  }

  private Object[] heardMillis() {
    Instant startsAt = SealedDay.stretch(due.day()).startsAt();
    return all.stream()
        .map(one -> (int) (one.observedAt().toEpochMilli() - startsAt.toEpochMilli()))
        .distinct()
        .toArray();
  }

  private @Nullable StoredObservation charge() {
    for (StoredObservation one : all.reversed()) {
      if (one.observation() instanceof Observation.Battery battery
          && battery.levelPercent().isPresent()) {
        return one;
      }
    }
    return null;
  }

  private byte[] addedKeys() {
    Numbers keys = new Numbers();
    for (StoredObservation one : added) {
      if (one.key() == null) {
        keys.putBytes(one.dedupeKey().array());
      }
    }
    return keys.toByteArray();
  }
}
