package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of enrolments for which something is due, from when; an earlier mark stays. */
final class DueMarks {
  /** The columns that {@link #row} reads. */
  static final String COLUMNS = "enrolment_id, from_at, mark";

  private final JdbcClient jdbc;
  private final String table;

  DueMarks(JdbcClient jdbc, String table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /** Marks each enrolment from its instant on, in one statement. */
  void mark(Map<EnrolmentId, Instant> fromAt) {
    if (fromAt.isEmpty()) {
      return;
    }
    Columns rows = new Columns("int8", "timestamptz");
    fromAt.forEach((enrolment, at) -> rows.add(enrolment.value(), at.toString()));
    mark(
        "select * from unnest(?, ?) as given (enrolment_id, from_at)", rows.parameters().toArray());
  }

  /** Marks the enrolments that a query gives, each with the instant from which on. */
  void mark(String query, Object... parameters) {
    // In one order for everybody, so that two transactions never wait for each other.
    jdbc.sql(
            """
            insert into %1$s (enrolment_id, from_at)
            %2$s order by enrolment_id
            on conflict (enrolment_id)
            do update set from_at = least(%1$s.from_at, excluded.from_at), mark = excluded.mark
            """
                .formatted(table, query))
        .params(parameters)
        .update();
  }

  static Due row(ResultSet row, int n) throws SQLException {
    return new Due(
        new EnrolmentId(row.getLong(1)), row.getTimestamp(2).toInstant(), row.getLong(3));
  }
}
