package org.muster.domain;

import java.util.Optional;

/**
 * Which devices are asked for; each that is given limits the list.
 *
 * @param text stands in the id, the vendor or the batch
 */
public record DeviceQuestion(
    String text,
    Optional<StockStatus> status,
    Optional<String> vendor,
    Optional<String> batch,
    Optional<DeviceId> device) {

  /** Those that are in stock. */
  public static final DeviceQuestion FREE =
      new DeviceQuestion(
          "",
          Optional.of(StockStatus.IN_STOCK),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public static DeviceQuestion of(DeviceId device) {
    return new DeviceQuestion(
        "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(device));
  }

  public static DeviceQuestion ofBatch(String vendor, String batch) {
    return new DeviceQuestion(
        "", Optional.empty(), Optional.of(vendor), Optional.of(batch), Optional.empty());
  }
}
