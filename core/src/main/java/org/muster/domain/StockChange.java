package org.muster.domain;

import java.time.Instant;

/** From when on a device is where, by whom it was recorded and why. It is never changed. */
public record StockChange(
    DeviceId device,
    StockStatus status,
    Instant fromAt,
    String reason,
    String recordedBy,
    Instant recordedAt) {
  public static final int REASON_LENGTH_MAX = 1_000;

  public StockChange {
    reason = Refuse.blank(reason, REASON_LENGTH_MAX, "the reason");
    recordedBy = Refuse.blank(recordedBy, 100, "the name of who records");
    Refuse.unless(status.isRecorded(), "an assignment says that a device is assigned");
    Refuse.unless(!fromAt.isAfter(recordedAt), "a device's status is not recorded ahead of time");
  }
}
