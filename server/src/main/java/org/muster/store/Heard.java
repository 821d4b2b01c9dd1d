package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Interval;

/**
 * What is known of an enrolment's latest observations without asking again: all from some instant
 * on, among those that there were when the last of them was read.
 */
public final class Heard {
  /** Nothing is known: all has to be read. */
  public static final Heard NOTHING = new Heard(0, List.of());

  /** What one takes in memory, about. */
  public static final int ROW_BYTES = 250;

  private final long readTo;
  private final List<StoredObservation> rows;

  private Heard(long readTo, List<StoredObservation> rows) {
    this.readTo = readTo;
    this.rows = rows;
  }

  /** How many observations are known. */
  public int count() {
    return rows.size();
  }

  /** When the earliest of the last so many was observed; of all, where there are fewer. */
  public Instant lastStartAt(int count) {
    if (rows.isEmpty()) {
      return Interval.FOREVER;
    }
    return rows.get(Math.max(0, rows.size() - count)).observedAt();
  }

  /** The last observation that there was, of anybody, when these were read; 0 before. */
  long readTo() {
    return readTo;
  }

  /** In order of time. */
  List<StoredObservation> rows() {
    return rows;
  }

  /** With those that came since, which are in no order. */
  Heard and(List<StoredObservation> come, long lastObservation) {
    if (come.isEmpty()) {
      return new Heard(lastObservation, rows);
    }
    List<StoredObservation> all = new ArrayList<>(rows);
    all.addAll(come);
    all.sort(StoredObservation.ORDER);
    return new Heard(lastObservation, all);
  }

  /** Only what was observed from the instant on. */
  Heard from(Instant at) {
    int first = 0;
    while (first < rows.size() && rows.get(first).observedAt().isBefore(at)) {
      first++;
    }
    return first == 0 ? this : new Heard(readTo, List.copyOf(rows.subList(first, rows.size())));
  }
}
