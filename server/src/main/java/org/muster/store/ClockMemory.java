package org.muster.store;

import java.util.HashMap;
import java.util.Map;
import org.muster.domain.Observation;
import org.muster.domain.Receipt;

/**
 * What the clocks of some devices said last, so that the fixes of one that is behind are told.
 * Given what was observed in order of time.
 */
public final class ClockMemory {
  private final Map<Long, LastTwo> lastOf = new HashMap<>();

  /** The last that was read of a device, and the one before it; the same where there is but one. */
  private record LastTwo(Receipt last, Receipt earlier) {}

  ClockMemory() {}

  /** As it is now, whatever is read after. */
  ClockMemory copy() {
    ClockMemory copy = new ClockMemory();
    copy.lastOf.putAll(lastOf);
    return copy;
  }

  /** Given the latest first: what was observed before all that this knows of the device. */
  void rememberEarlier(long device, Receipt receipt) {
    LastTwo later = lastOf.get(device);
    lastOf.put(
        device, later == null ? new LastTwo(receipt, receipt) : new LastTwo(later.last(), receipt));
  }

  /** What it says of the observation that it is of, and that it was the last of its device. */
  Observation read(StoredObservation stored) {
    return read(
        stored.observation(), stored.deviceId(), stored.receipt(), stored.claimedAt() != null);
  }

  private Observation read(Observation observation, long device, Receipt receipt, boolean ahead) {
    if (ahead) {
      return observation instanceof Observation.Fix fix
          ? fix.byWrongClock(fix.observedAt())
          : observation;
    }
    LastTwo before = lastOf.getOrDefault(device, new LastTwo(receipt, receipt));
    lastOf.put(device, new LastTwo(receipt, before.last()));
    return observation instanceof Observation.Fix fix
            && receipt.clockIsBehind(before.last(), before.earlier())
        ? fix.byWrongClock(fix.observedAt())
        : observation;
  }
}
