package org.muster.judging;

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;
import org.muster.engine.CompiledZone;

/**
 * Where the days of enrolments stand, as many as the memory for them holds: what was used longest
 * ago makes room. A zone counts once, however many share it. What is forgotten is folded again.
 */
final class FoldMemory {
  private final int foldsMax;
  private final long bytesMax;
  private final Map<EnrolmentId, LiveFold> folds = new LinkedHashMap<>(16, 0.75f, true);
  private final IdentityHashMap<CompiledZone, Integer> users = new IdentityHashMap<>();
  private long bytes;

  FoldMemory(int foldsMax, long bytesMax) {
    this.foldsMax = foldsMax;
    this.bytesMax = bytesMax;
  }

  synchronized @Nullable LiveFold get(EnrolmentId enrolment) {
    return folds.get(enrolment);
  }

  synchronized void put(EnrolmentId enrolment, LiveFold fold) {
    remove(enrolment);
    folds.put(enrolment, fold);
    bytes += fold.estimatedBytes();
    for (CompiledZone zone : fold.supervision().zones()) {
      if (users.merge(zone, 1, Integer::sum) == 1) {
        bytes += zone.estimatedBytes();
      }
    }
    while (folds.size() > foldsMax || (bytes > bytesMax && !folds.isEmpty())) {
      Iterator<EnrolmentId> eldest = folds.keySet().iterator();
      remove(eldest.next());
    }
  }

  synchronized void remove(EnrolmentId enrolment) {
    LiveFold fold = folds.remove(enrolment);
    if (fold == null) {
      return;
    }
    bytes -= fold.estimatedBytes();
    for (CompiledZone zone : fold.supervision().zones()) {
      if (users.merge(zone, -1, Integer::sum) == 0) {
        users.remove(zone);
        bytes -= zone.estimatedBytes();
      }
    }
  }

  /** What all of them take, about. */
  synchronized long estimatedBytes() {
    return bytes;
  }
}
