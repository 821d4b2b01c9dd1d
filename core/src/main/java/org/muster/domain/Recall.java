package org.muster.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A batch of devices that told wrong things from a time on: what they alone told until the recall
 * was recorded is withdrawn, and does not come back by judging again.
 *
 * @param deviceCount how many devices were of the batch when it was recorded
 */
public record Recall(
    RecallId id,
    String vendor,
    String batch,
    Instant fromAt,
    String reason,
    String recordedBy,
    Instant recordedAt,
    int deviceCount,
    Optional<Undoing> undoing) {
  public static final int REASON_LENGTH_MAX = 2_000;

  /** That a recall was wrong. What it withdrew is said again where the evidence still says it. */
  public record Undoing(String reason, String recordedBy, Instant recordedAt) {}

  public boolean stands() {
    return undoing.isEmpty();
  }

  /**
   * The time in which one recalled device stood for a participant, under one recall.
   *
   * @param recordedAt what begins from here on is not recalled
   * @param told from when on what the device told is recalled, until it was taken off
   */
  public record Cover(RecallId recall, Instant recordedAt, Interval told) {

    /**
     * Whether the finding rests on what the recalled device told, from its start to its end. One
     * that goes on is not covered: it stays before people, since it may be true.
     */
    public boolean covers(Finding finding) {
      return finding.kind().isToldByDevice()
          && told.contains(finding.startsAt())
          && finding.startsAt().isBefore(recordedAt)
          && finding.endsAt().filter(at -> !at.isAfter(told.endsAt())).isPresent();
    }
  }
}
