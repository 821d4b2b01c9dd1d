package org.muster.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.DeviceId;
import org.muster.domain.Observation;

/**
 * A report that was understood, on its way into the journal.
 *
 * @param bytes as received; their hash is kept whatever becomes of the parts
 * @param parts what of the bytes may be kept, piece by piece: a line, or the whole
 */
public record ReceivedReport(
    long tokenId, String protocol, Instant receivedAt, Bytes bytes, List<Part> parts) {

  /**
   * A piece of the bytes and the observations read from it. Without bytes, nothing of them is kept
   * beside the observations.
   */
  public record Part(Bytes bytes, List<Entry> entries) {}

  /**
   * An observation, whose it is, and what tells it again.
   *
   * @param claimedAt what the device's clock said, where that cannot be right
   */
  public record Entry(
      DeviceId device, Observation observation, DedupeKey key, Optional<Instant> claimedAt) {
    /** By a clock that may be right, told again by what it says. */
    public static Entry of(DeviceId device, Observation observation) {
      return new Entry(device, observation, DedupeKey.ofContent(observation), Optional.empty());
    }
  }

  /** What became of an entry. */
  public enum Fate {
    ACCEPTED,
    DUPLICATE,
    /** No order asks for it at the time it speaks of, so it is not kept. */
    NO_ASSIGNMENT
  }

  /** All entries, in order. */
  List<Entry> entries() {
    return parts.stream().flatMap(part -> part.entries().stream()).toList();
  }
}
