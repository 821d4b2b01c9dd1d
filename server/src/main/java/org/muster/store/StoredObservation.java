package org.muster.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Observation;
import org.muster.domain.Receipt;
import org.muster.store.ReceivedReport.Entry;

/**
 * An observation as it is kept, in a row or in a chunk.
 *
 * @param id as it was given, in order of arrival
 * @param reportId the report that brought it
 * @param deviceId the device that stood for the assignment
 * @param observation by the device's clock as it is kept; whether that can be right is not said yet
 * @param receivedAt in whole microseconds, as the database keeps them
 * @param claimedAt what the device's clock said, where that cannot be right
 * @param key what tells it again; null where that is the hash of its content and time
 */
record StoredObservation(
    long id,
    long reportId,
    long deviceId,
    Observation observation,
    Instant receivedAt,
    @Nullable Instant claimedAt,
    @Nullable Bytes key) {
  /** In order of time; what is of one instant, in order of arrival. */
  static final Comparator<StoredObservation> ORDER =
      Comparator.comparing((StoredObservation one) -> one.observation().observedAt())
          .thenComparing(StoredObservation::receivedAt)
          .thenComparingLong(StoredObservation::id);

  Instant observedAt() {
    return observation.observedAt();
  }

  Receipt receipt() {
    return new Receipt(observation.observedAt(), receivedAt);
  }

  /** One that was read with its key, which is not kept where it follows from the rest. */
  static StoredObservation of(
      long id,
      long reportId,
      long deviceId,
      Observation observation,
      Instant receivedAt,
      @Nullable Instant claimedAt,
      Bytes key) {
    boolean follows = claimedAt == null && key.equals(contentKey(observation));
    return new StoredObservation(
        id, reportId, deviceId, observation, receivedAt, claimedAt, follows ? null : key);
  }

  /** One that came in this entry. */
  static StoredObservation of(long id, long reportId, Entry entry, Instant receivedAt) {
    boolean follows = entry.claimedAt().isEmpty() && entry.key().isOfContent();
    return new StoredObservation(
        id,
        reportId,
        entry.device().value(),
        takenAtItsWord(entry.observation()),
        receivedAt.truncatedTo(ChronoUnit.MICROS),
        entry.claimedAt().orElse(null),
        follows ? null : Bytes.of(entry.key().bytes()));
  }

  /** Whether its clock can be right is asked whenever it is read. */
  private static Observation takenAtItsWord(Observation observation) {
    return observation instanceof Observation.Fix fix && !fix.clockRight()
        ? new Observation.Fix(
            fix.observedAt(),
            fix.position(),
            fix.accuracyMetres(),
            fix.speedMetresPerSecond(),
            fix.source(),
            fix.mock(),
            fix.valid())
        : observation;
  }

  /** What tells it again. */
  Bytes dedupeKey() {
    return key == null ? contentKey(observation) : key;
  }

  private static Bytes contentKey(Observation observation) {
    return Bytes.of(DedupeKey.ofContent(observation).bytes());
  }

  /** Both, each observation once, in order of time. */
  static List<StoredObservation> union(
      List<StoredObservation> rows, List<StoredObservation> sealed) {
    Set<Long> known = new HashSet<>();
    if (!rows.isEmpty()) {
      sealed.forEach(one -> known.add(one.id()));
    }
    List<StoredObservation> all = new ArrayList<>(sealed);
    rows.stream().filter(one -> !known.contains(one.id())).forEach(all::add);
    all.sort(ORDER);
    return all;
  }
}
