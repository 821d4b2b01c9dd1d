package org.muster.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes what came of one enrolment out of the table of arrivals. */
final class ArrivalCutting {
  private final JdbcClient jdbc;

  ArrivalCutting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Tells what it was, by assignment. Within a transaction. */
  Map<Long, List<StoredObservation>> cut(EnrolmentId enrolment) {
    Map<Long, List<StoredObservation>> cut = new TreeMap<>();
    ArrivalRows.forEachBatch(jdbc, batch -> cut(batch, enrolment, cut));
    return cut;
  }

  private void cut(
      ArrivalRows.Batch batch, EnrolmentId enrolment, Map<Long, List<StoredObservation>> cut) {
    List<Arrival> left =
        batch.arrivals().stream().filter(one -> !one.enrolment().equals(enrolment)).toList();
    if (left.size() == batch.arrivals().size()) {
      return;
    }
    byte[] raw = ArrivalBytes.write(left);
    int replaced =
        jdbc.sql(
                """
                update arrival set observations = ?, raw_bytes = ?, hash = ?, content = ?
                where batch_id = ?
                """)
            .params(
                left.size(),
                raw.length,
                Hashes.sha256(raw),
                ArrivalBytes.compressed(raw),
                batch.id())
            .update();
    if (replaced == 0) {
      // It was settled meanwhile, and is in the chunks.
      return;
    }
    for (Arrival one : batch.arrivals()) {
      if (one.enrolment().equals(enrolment)) {
        cut.computeIfAbsent(one.assignmentId(), id -> new ArrayList<>()).add(one.observation());
      }
    }
  }
}
