package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;

/** What came of one assignment and is not in its track yet. */
final class OfAssignment {
  private final long assignmentId;
  private final EnrolmentId enrolment;
  private final long deviceId;
  private final Set<DedupeKey> keys = new HashSet<>();
  private List<StoredObservation> observations = new ArrayList<>();
  private @Nullable Instant firstAt;

  OfAssignment(long assignmentId, EnrolmentId enrolment, long deviceId) {
    this.assignmentId = assignmentId;
    this.enrolment = enrolment;
    this.deviceId = deviceId;
  }

  long assignmentId() {
    return assignmentId;
  }

  EnrolmentId enrolment() {
    return enrolment;
  }

  long deviceId() {
    return deviceId;
  }

  synchronized void add(StoredObservation one, DedupeKey key) {
    observations.add(one);
    keys.add(key);
    firstAt = earlier(firstAt, one.observedAt());
  }

  /** When the earliest of it was observed. */
  synchronized Optional<Instant> findFirstAt() {
    return Optional.ofNullable(firstAt);
  }

  private static Instant earlier(@Nullable Instant a, Instant b) {
    return a != null && a.isBefore(b) ? a : b;
  }

  /** In order of arrival. */
  synchronized List<StoredObservation> list() {
    return List.copyOf(observations);
  }

  /** The same, of what came after this observation: their ids ascend. */
  synchronized List<StoredObservation> listAfter(long id) {
    int from = observations.size();
    while (from > 0 && observations.get(from - 1).id() > id) {
      from--;
    }
    return List.copyOf(observations.subList(from, observations.size()));
  }

  synchronized boolean holds(DedupeKey key) {
    return keys.contains(key);
  }

  synchronized int count() {
    return observations.size();
  }

  /** Takes these out; tells how many there were. */
  synchronized int remove(Collection<StoredObservation> gone) {
    Set<Long> ids = new HashSet<>();
    gone.forEach(one -> ids.add(one.id()));
    List<StoredObservation> left = new ArrayList<>();
    for (StoredObservation one : observations) {
      if (ids.contains(one.id())) {
        keys.remove(DedupeKey.of(one.dedupeKey()));
      } else {
        left.add(one);
      }
    }
    int removed = observations.size() - left.size();
    observations = left;
    firstAt = null;
    left.forEach(one -> firstAt = earlier(firstAt, one.observedAt()));
    return removed;
  }
}
