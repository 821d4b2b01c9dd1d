package org.muster.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.muster.domain.DeviceId;
import org.muster.store.AssignedDevices.Assigned;
import org.muster.store.ReceivedReport.Entry;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells what was kept before. A fact that speaks of a later time than all that its device told of
 * its kind is new; this is so of nearly all that comes, and needs no look anywhere. What came
 * lately is known in memory. Of the rest the database is asked: of what was moved into a chunk, by
 * its key, and of what belongs to a track that was destroyed, which is not taken any more.
 *
 * <p>For the one thread that writes.
 */
final class KnownObservations {
  private static final String KNOWN =
      """
      select given.n
      from unnest(?, ?, ?, ?, ?, ?) as given (n, device_id, dedupe_key, day, ended, assignment_id)
      where (select true from observation o
             where o.device_id = given.device_id and o.dedupe_key = given.dedupe_key) is not null
        or (select true from moved_key m
            where m.device_id = given.device_id and m.dedupe_key = given.dedupe_key) is not null
        or case when given.day <= (select max(day) from track_chunk) then
            (select true from track_chunk c
             where c.device_id = given.device_id and c.day = given.day
               and position(given.dedupe_key in c.dedupe_keys) > 0 limit 1) end is not null
        or case when given.ended then
            (select true from assignment a join enrolment_key k using (enrolment_id)
             where a.assignment_id = given.assignment_id and k.destroyed_at is not null) end
          is not null
      """;

  private static final String LAST =
      """
      select given.device_id, (extract(epoch from greatest(
        (select max(c.last_at) from track_chunk c where c.device_id = given.device_id
           and c.day = (select max(l.day) from track_chunk l where l.device_id = given.device_id)),
        (select max(each.at) from assignment a cross join lateral (
           select max(o.observed_at) as at from observation o
           where o.assignment_id = a.assignment_id) each
         where a.device_id = given.device_id))
        + case when exists (select from moved_key m where m.device_id = given.device_id)
            or exists (select from observation o
              where o.device_id = given.device_id and o.claimed_at is not null)
          then interval '3 days' else interval '0' end) * 1000)::bigint
      from unnest(?) as given (device_id)
      """;

  /** More than a clock may be ahead of ours to be taken; the statement says it too. */
  private static final Duration AHEAD = Duration.ofDays(3);

  private final JdbcClient jdbc;
  private final LatestArrivals arrivals;

  /** By device, the latest time of each kind that it told; at least what is kept. */
  private final Remembered<DeviceId, long[]> latest = new Remembered<>(AssignedDevices.DEVICES_MAX);

  KnownObservations(JdbcClient jdbc, LatestArrivals arrivals) {
    this.jdbc = jdbc;
    this.arrivals = arrivals;
  }

  /** What tells an observation again. */
  private record Identity(DeviceId device, DedupeKey key) {}

  /** Which of the entries are new; what is nobody's is not. */
  boolean[] fresh(List<Entry> entries, List<@Nullable Assigned> assigned) {
    load(entries);
    boolean[] fresh = new boolean[entries.size()];
    Map<Identity, Integer> uncertain = new HashMap<>();
    Set<Identity> seen = new HashSet<>();
    for (int n = 0; n < fresh.length; n++) {
      Entry entry = entries.get(n);
      Assigned to = assigned.get(n);
      Identity identity = new Identity(entry.device(), entry.key());
      if (to == null || !seen.add(identity)) {
        continue;
      }
      if (isLatest(entry) && !to.ended()) {
        fresh[n] = true;
      } else if (!arrivals.holds(entry.device().value(), entry.key())) {
        uncertain.put(identity, n);
      }
    }
    if (!uncertain.isEmpty()) {
      Set<Integer> known = known(entries, assigned, uncertain.values());
      uncertain.values().forEach(n -> fresh[n] = !known.contains(n));
    }
    return fresh;
  }

  /** Nothing is remembered of what may not have been committed. */
  void forgetAll() {
    latest.clear();
  }

  /** Whether nothing of the kind that the device told is of the same time or later. */
  private boolean isLatest(Entry entry) {
    long[] ofDevice = latest.get(entry.device());
    if (ofDevice == null) {
      return false;
    }
    long at = saidMillis(entry.observation().observedAt(), entry.claimedAt().orElse(Instant.MIN));
    int kind = ArrivalBytes.kind(entry.observation());
    boolean isLatest = at > ofDevice[kind];
    if (isLatest) {
      ofDevice[kind] = at;
    }
    // What is told by an id may have been told with another time.
    return isLatest && entry.key().isOfContent() && entry.claimedAt().isEmpty();
  }

  /**
   * The later of both, since what a clock said that was ahead may come again when it is time. A
   * clock that is off by more says nothing that comes again.
   */
  private static long saidMillis(Instant observedAt, Instant claimedAt) {
    boolean mayCome = claimedAt.isAfter(observedAt) && claimedAt.isBefore(observedAt.plus(AHEAD));
    return (mayCome ? claimedAt : observedAt).toEpochMilli();
  }

  private void load(List<Entry> entries) {
    Set<Long> unknown = new TreeSet<>();
    for (Entry entry : entries) {
      if (latest.get(entry.device()) == null) {
        unknown.add(entry.device().value());
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Columns asked = new Columns("int8");
    unknown.forEach(asked::add);
    // What came and is not moved yet is read before: it may be moved meanwhile.
    Map<Long, List<StoredObservation>> came = new HashMap<>();
    unknown.forEach(device -> came.put(device, arrivals.ofDevice(device)));
    jdbc.sql(LAST)
        .params(new ArrayList<>(asked.parameters()))
        .query(
            row -> {
              long[] ofDevice = new long[ArrivalBytes.KINDS];
              Arrays.fill(ofDevice, row.getObject(2) == null ? Long.MIN_VALUE : row.getLong(2));
              for (StoredObservation one : came.getOrDefault(row.getLong(1), List.of())) {
                int kind = ArrivalBytes.kind(one.observation());
                Instant claimedAt = one.claimedAt() == null ? Instant.MIN : one.claimedAt();
                ofDevice[kind] = Math.max(ofDevice[kind], saidMillis(one.observedAt(), claimedAt));
              }
              latest.put(new DeviceId(row.getLong(1)), ofDevice);
            });
  }

  private Set<Integer> known(
      List<Entry> entries, List<@Nullable Assigned> assigned, Iterable<Integer> uncertain) {
    Columns asked = new Columns("int4", "int8", "bytea", "date", "bool", "int8");
    for (int n : uncertain) {
      Entry entry = entries.get(n);
      Assigned to = assigned.get(n);
      if (to != null) {
        asked.add(
            n,
            entry.device().value(),
            entry.key().bytes(),
            entry
                .claimedAt()
                .orElse(entry.observation().observedAt())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString(),
            to.ended(),
            to.assignmentId());
      }
    }
    return new HashSet<>(
        jdbc.sql(KNOWN).params(new ArrayList<>(asked.parameters())).query(Integer.class).list());
  }
}
