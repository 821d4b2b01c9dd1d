package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Assignment;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.store.ReceivedReport.Entry;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * For whom each device stands, kept in memory and held against the database in every commit: the
 * rows that a batch relies on are read again and locked until it is committed. So what ends an
 * assignment comes before a batch or after it, and never in between; and what memory does not know
 * is asked before anything is said to be nobody's.
 *
 * <p>For the one thread that writes.
 */
final class AssignedDevices {
  static final int DEVICES_MAX = 250_000;

  private static final String COLUMNS =
      "a.assignment_id, a.device_id, a.enrolment_id, lower(a.during), upper(a.during)";
  private static final String OF_DEVICES =
      "select " + COLUMNS + " from assignment a where a.device_id = any (?)";
  // In one order for everybody, so that two transactions never wait for each other.
  private static final String LOCKED =
      "select "
          + COLUMNS
          + " from assignment a where a.assignment_id = any (?) order by a.assignment_id"
          + " for key share";
  private static final String AT =
      """
      select given.n, assignment_id, enrolment_id
      from unnest(?, ?, ?) as given (n, device_id, observed_at)
      join assignment a on a.device_id = given.device_id and a.during @> given.observed_at
      for key share of a
      """;

  private final JdbcClient jdbc;
  private final Remembered<DeviceId, List<Assignment>> remembered = new Remembered<>(DEVICES_MAX);

  AssignedDevices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whom a device stood for.
   *
   * @param ended whether that has an end, or may have one
   */
  record Assigned(long assignmentId, EnrolmentId enrolment, boolean ended) {}

  /**
   * For each entry, in order, whom its device stood for then; null for nobody. True until the
   * transaction ends, which must be under way.
   */
  List<@Nullable Assigned> list(List<Entry> entries) {
    load(entries);
    List<@Nullable Assignment> likely = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      likely.add(recall(entry));
    }
    Set<DeviceId> stale = stale(likely);
    List<@Nullable Assigned> assigned = new ArrayList<>(entries.size());
    List<Integer> toAsk = new ArrayList<>();
    for (int n = 0; n < entries.size(); n++) {
      Assignment one = likely.get(n);
      if (one == null || stale.contains(one.device())) {
        toAsk.add(n);
        assigned.add(null);
      } else {
        boolean ended = one.during().endsAt().isBefore(Interval.FOREVER);
        assigned.add(new Assigned(one.id().value(), one.enrolment(), ended));
      }
    }
    ask(entries, toAsk, assigned);
    return assigned;
  }

  /** What was read in a transaction that failed need not be so. */
  void forgetAll() {
    remembered.clear();
  }

  private @Nullable Assignment recall(Entry entry) {
    List<Assignment> ofDevice = remembered.get(entry.device());
    Instant at = entry.observation().observedAt();
    if (ofDevice != null) {
      for (Assignment one : ofDevice) {
        if (one.during().contains(at)) {
          return one;
        }
      }
    }
    return null;
  }

  private void load(List<Entry> entries) {
    Set<Long> unknown = new TreeSet<>();
    for (Entry entry : entries) {
      if (remembered.get(entry.device()) == null) {
        unknown.add(entry.device().value());
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Map<DeviceId, List<Assignment>> found = new HashMap<>();
    for (Assignment one : read(OF_DEVICES, unknown)) {
      found.computeIfAbsent(one.device(), id -> new ArrayList<>()).add(one);
    }
    found.forEach((device, ofDevice) -> remembered.put(device, List.copyOf(ofDevice)));
  }

  /** Locks what the batch relies on; the devices of which memory was wrong are forgotten. */
  private Set<DeviceId> stale(List<@Nullable Assignment> likely) {
    Map<Long, Assignment> relied = new HashMap<>();
    for (Assignment one : likely) {
      if (one != null) {
        relied.put(one.id().value(), one);
      }
    }
    if (!relied.isEmpty()) {
      for (Assignment now : read(LOCKED, relied.keySet())) {
        relied.remove(now.id().value(), now);
      }
    }
    Set<DeviceId> stale = new HashSet<>();
    for (Assignment one : relied.values()) {
      stale.add(one.device());
      remembered.remove(one.device());
    }
    return stale;
  }

  private void ask(List<Entry> entries, List<Integer> toAsk, List<@Nullable Assigned> assigned) {
    if (toAsk.isEmpty()) {
      return;
    }
    Columns asked = new Columns("int4", "int8", "timestamptz");
    for (int n : toAsk) {
      Entry entry = entries.get(n);
      asked.add(n, entry.device().value(), entry.observation().observedAt().toString());
    }
    jdbc.sql(AT)
        .params(new ArrayList<>(asked.parameters()))
        .query(
            row -> {
              int n = row.getInt(1);
              assigned.set(n, new Assigned(row.getLong(2), new EnrolmentId(row.getLong(3)), true));
              remembered.remove(entries.get(n).device());
            });
  }

  private List<Assignment> read(String sql, Set<Long> ids) {
    Columns given = new Columns("int8");
    ids.forEach(given::add);
    return jdbc.sql(sql)
        .params(new ArrayList<>(given.parameters()))
        .query(AssignedDevices::row)
        .list();
  }

  private static Assignment row(ResultSet row, int n) throws SQLException {
    return new Assignment(
        new AssignmentId(row.getLong(1)),
        new DeviceId(row.getLong(2)),
        new EnrolmentId(row.getLong(3)),
        Ranges.interval(row, 4, 5));
  }
}
