package org.muster.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.store.ReportBatch.Stored;
import org.muster.store.UnsealedBatches.Batch;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes the bytes of one enrolment out of the batches that are not sealed yet. Needs no key, and
 * may be done again.
 */
final class ReportCutting {
  private static final int BATCHES_MAX = 1_000;
  private static final int TRIES_MAX = 10;

  private final UnsealedBatches batches;

  ReportCutting(JdbcClient jdbc) {
    batches = new UnsealedBatches(jdbc);
  }

  /** Tells from how many reports something was taken. */
  int cut(EnrolmentId enrolment) {
    int cut = 0;
    long after = 0;
    List<Long> some = batches.listIdsAfter(after, BATCHES_MAX);
    while (!some.isEmpty()) {
      for (long id : some) {
        cut += cutBatch(id, enrolment);
        after = id;
      }
      some = batches.listIdsAfter(after, BATCHES_MAX);
    }
    return cut;
  }

  private int cutBatch(long id, EnrolmentId enrolment) {
    for (int left = TRIES_MAX; left > 0; left--) {
      Optional<Batch> batch = batches.find(id);
      if (batch.isEmpty()) {
        // It was sealed meanwhile, and without what is of a destroyed key.
        return 0;
      }
      List<Stored> reports = new ArrayList<>();
      int cut = 0;
      for (Stored report : batch.get().reports()) {
        boolean holds = report.holdsBytesOf(enrolment.value());
        cut += holds ? 1 : 0;
        reports.add(holds ? report.without(enrolment.value()) : report);
      }
      if (cut == 0 || batches.replace(batch.get(), reports, false)) {
        return cut;
      }
    }
    throw new IllegalStateException("a batch of reports changes all the while");
  }
}
