package org.muster.store;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What one commit is to keep: one row of reports, and one of what was observed. The database does
 * it with one question, or says what of our memory is not so any more, and then nothing is kept.
 *
 * @param changes how often assignments had changed, by our memory
 * @param tokens that let the reports in, by our memory
 * @param batchId of both rows; they are written where something came
 */
record JournalCommit(
    long changes,
    Collection<Long> tokens,
    long batchId,
    List<ReportBatch.Stored> reports,
    List<Arrival> arrivals) {
  private static final int REPORT_COLUMNS = 7;
  private static final int ARRIVAL_COLUMNS = 5;

  /**
   * What was not so.
   *
   * @param assignments they changed since
   * @param shutTokens those that let nobody in any more
   */
  record Objection(boolean assignments, Set<Long> shutTokens) {
    boolean isNone() {
      return !assignments && shutTokens.isEmpty();
    }
  }

  Objection write(JdbcClient jdbc) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(changes);
    values.add(new SqlArrayValue("int8", tokens.toArray()));
    if (arrivals.isEmpty()) {
      for (int i = 0; i < REPORT_COLUMNS + ARRIVAL_COLUMNS; i++) {
        values.add(null);
      }
    } else {
      addReports(values);
      addArrivals(values);
    }
    Set<Long> shut = new TreeSet<>();
    jdbc.sql(
            """
            select unnest(journal_keep(?, ?, ?::int8, ?::timestamptz, ?::int4, ?::int4,
              ?::bytea, ?::bytea, ?::bool, ?::int8, ?::int4, ?::int4, ?::bytea, ?::bytea))
            """)
        .params(values)
        .query(
            row -> {
              shut.add(row.getLong(1));
            });
    boolean changed = shut.remove(0L);
    return new Objection(changed, shut);
  }

  private void addReports(List<@Nullable Object> values) {
    byte[] raw = ReportBatch.write(reports);
    values.add(batchId);
    values.add(Timestamp.from(reports.getFirst().receivedAt()));
    values.add(reports.size());
    values.add(raw.length);
    values.add(Hashes.sha256(raw));
    values.add(ReportBatch.compressed(raw));
    values.add(reports.stream().noneMatch(report -> report.slices().isEmpty()));
  }

  private void addArrivals(List<@Nullable Object> values) {
    byte[] raw = ArrivalBytes.write(arrivals);
    values.add(arrivals.getLast().observation().id());
    values.add(arrivals.size());
    values.add(raw.length);
    values.add(Hashes.sha256(raw));
    values.add(ArrivalBytes.compressed(raw));
  }
}
