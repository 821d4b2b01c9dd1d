package org.muster.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.DeviceId;
import org.muster.domain.Observation;

/**
 * A report on its way into the journal: what was understood of it, and what was refused.
 *
 * @param tokenId by which it was let in; null when it was not, and then there are only refusals
 * @param bytes as received; their hash is kept whatever becomes of the parts
 * @param parts what of the bytes may be kept, piece by piece: a line, or the whole
 * @param refusals what was not taken, to be counted and listed in the same commit
 */
public record ReceivedReport(
    @Nullable Long tokenId,
    String protocol,
    Instant receivedAt,
    Bytes bytes,
    List<Part> parts,
    List<Refusal> refusals) {

  /** A report of which nothing was refused. */
  public ReceivedReport(
      long tokenId, String protocol, Instant receivedAt, Bytes bytes, List<Part> parts) {
    this(tokenId, protocol, receivedAt, bytes, parts, List.of());
  }

  public ReceivedReport {
    parts = List.copyOf(parts);
    refusals = List.copyOf(refusals);
    if (tokenId == null && !parts.isEmpty()) {
      throw new IllegalArgumentException("nothing is kept of a sender who was not let in");
    }
  }

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

  /**
   * What was refused for one reason.
   *
   * @param device null when the report names none that is known
   * @param body of the first that was refused for it
   * @param count how many were
   * @param listed whether it is listed beside being counted, where the sender is known
   */
  public record Refusal(
      String reason,
      String detail,
      @Nullable DeviceId device,
      Bytes body,
      long count,
      boolean listed) {
    /** The same, of which only the count is kept. */
    public Refusal countedOnly() {
      return new Refusal(reason, detail, device, Bytes.NONE, count, false);
    }
  }

  /** What became of an entry. */
  public enum Fate {
    ACCEPTED,
    DUPLICATE,
    /** No order asks for it at the time it speaks of, so it is not kept. */
    NO_ASSIGNMENT
  }

  /**
   * What became of a report, once it is on disk.
   *
   * @param letIn false when its token was revoked meanwhile: then nothing of it was kept
   * @param fates of its entries, in order
   */
  public record Kept(boolean letIn, List<Fate> fates) {
    public Kept {
      fates = List.copyOf(fates);
    }
  }

  /** All entries, in order. */
  List<Entry> entries() {
    return parts.stream().flatMap(part -> part.entries().stream()).toList();
  }

  int entryCount() {
    int count = 0;
    for (Part part : parts) {
      count += part.entries().size();
    }
    return count;
  }
}
