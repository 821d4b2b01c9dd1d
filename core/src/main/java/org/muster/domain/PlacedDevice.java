package org.muster.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A device and where it is.
 *
 * @param since when that began
 * @param holder for whom it stands now
 * @param recalled whether a recall that stands names it
 */
public record PlacedDevice(
    Device device,
    Optional<String> batch,
    Optional<String> firmware,
    StockStatus status,
    Instant since,
    Optional<EnrolmentId> holder,
    boolean recalled) {}
