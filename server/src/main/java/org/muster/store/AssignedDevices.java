package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
 * For whom each device stands, kept in memory, with how often that had changed for anybody when it
 * was read. Each commit holds that number against the database's, which stands still until the
 * commit is done: so what ends an assignment comes before a batch or after it, and never in
 * between.
 *
 * <p>For the one thread that writes.
 */
final class AssignedDevices {
  static final int DEVICES_MAX = 250_000;

  private final JdbcClient jdbc;
  private final Remembered<DeviceId, List<Assignment>> remembered = new Remembered<>(DEVICES_MAX);
  private long changes = -1;

  AssignedDevices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whom a device stood for.
   *
   * @param ended whether that has an end, or may have one
   */
  record Assigned(long assignmentId, EnrolmentId enrolment, boolean ended) {}

  /** For each entry, in order, whom its device stood for then; null for nobody. */
  List<@Nullable Assigned> list(List<Entry> entries) {
    load(entries);
    List<@Nullable Assigned> assigned = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      assigned.add(find(entry.device(), entry.observation().observedAt()));
    }
    return assigned;
  }

  /** How often assignments had changed when they were read. */
  long changes() {
    return changes;
  }

  /** They have changed since, or may have. */
  void forgetAll() {
    remembered.clear();
    changes = -1;
  }

  private @Nullable Assigned find(DeviceId device, Instant at) {
    List<Assignment> ofDevice = remembered.get(device);
    if (ofDevice == null) {
      throw new IllegalStateException("device %s was not looked up".formatted(device));
    }
    for (Assignment one : ofDevice) {
      if (one.during().contains(at)) {
        boolean ended = one.during().endsAt().isBefore(Interval.FOREVER);
        return new Assigned(one.id().value(), one.enrolment(), ended);
      }
    }
    return null;
  }

  private void load(List<Entry> entries) {
    if (!read(unknown(entries))) {
      // It has changed since the others were read, and is now as it was for none of them.
      forgetAll();
      read(unknown(entries));
    }
  }

  private Set<Long> unknown(List<Entry> entries) {
    Set<Long> unknown = new TreeSet<>();
    for (Entry entry : entries) {
      if (remembered.get(entry.device()) == null) {
        unknown.add(entry.device().value());
      }
    }
    return unknown;
  }

  /** Whether those that were read before are still so. */
  private boolean read(Set<Long> devices) {
    if (devices.isEmpty() && changes >= 0) {
      return true;
    }
    Columns asked = new Columns("int8");
    devices.forEach(asked::add);
    Map<DeviceId, List<Assignment>> found = new HashMap<>();
    devices.forEach(device -> found.put(new DeviceId(device), new ArrayList<>()));
    List<Long> changesThen = new ArrayList<>();
    jdbc.sql("select * from journal_assignments(?)")
        .params(new ArrayList<>(asked.parameters()))
        .query(
            row -> {
              changesThen.add(row.getLong(1));
              if (row.getObject(2) != null) {
                Assignment one = assignment(row);
                found.computeIfAbsent(one.device(), id -> new ArrayList<>()).add(one);
              }
            });
    long then = changesThen.getFirst();
    if (changes >= 0 && then != changes) {
      return false;
    }
    changes = then;
    found.forEach((device, ofDevice) -> remembered.put(device, List.copyOf(ofDevice)));
    return true;
  }

  private static Assignment assignment(ResultSet row) throws SQLException {
    return new Assignment(
        new AssignmentId(row.getLong(2)),
        new DeviceId(row.getLong(3)),
        new EnrolmentId(row.getLong(4)),
        Ranges.interval(row, 5, 6));
  }
}
