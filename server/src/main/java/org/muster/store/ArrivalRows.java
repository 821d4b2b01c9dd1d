package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of arrivals, as it is read. */
final class ArrivalRows {
  private static final int FETCH_ROWS = 500;

  private ArrivalRows() {}

  /** A row of it. */
  record Batch(long id, List<Arrival> arrivals) {
    private static Batch row(ResultSet row, int n) throws SQLException {
      return new Batch(
          row.getLong(1), ArrivalBytes.read(row.getBytes(4), row.getInt(2), row.getBytes(3)));
    }
  }

  /** All that there is, in order of arrival. */
  static void read(JdbcClient jdbc, Consumer<Arrival> each) {
    forEachBatch(jdbc, batch -> batch.arrivals().forEach(each));
  }

  /** All rows that there are, in order of arrival. */
  static void forEachBatch(JdbcClient jdbc, Consumer<Batch> each) {
    List<Batch> some = listAfter(jdbc, 0);
    while (!some.isEmpty()) {
      some.forEach(each);
      some = listAfter(jdbc, some.getLast().id());
    }
  }

  private static List<Batch> listAfter(JdbcClient jdbc, long batch) {
    return jdbc.sql(
            """
            select batch_id, raw_bytes, hash, content from arrival
            where batch_id > ? order by batch_id limit ?
            """)
        .params(batch, FETCH_ROWS)
        .query(Batch::row)
        .list();
  }

  /** What a batch holds, if it was committed. */
  static List<Arrival> find(JdbcClient jdbc, long batch) {
    return jdbc.sql("select batch_id, raw_bytes, hash, content from arrival where batch_id = ?")
        .param(batch)
        .query(Batch::row)
        .optional()
        .map(Batch::arrivals)
        .orElse(List.of());
  }

  /** The last observation that came, unless all was moved since; 0 then. */
  static long lastId(JdbcClient jdbc) {
    return jdbc.sql("select coalesce(max(last_id), 0) from arrival").query(Long.class).single();
  }

  /** The last observation in a row or chunk; 0 where there is none. */
  static long lastMovedId(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select coalesce(greatest((select max(observation_id) from observation),
                                     (select max(last_id) from track_chunk)), 0)
            """)
        .query(Long.class)
        .single();
  }
}
