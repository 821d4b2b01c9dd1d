package org.muster.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that was made, without its text, which nobody keeps.
 *
 * @param device whose it is; empty for a gateway's
 * @param uniqueId what that device calls itself
 * @param vendor whose devices the gateway carries, or whose the device is
 * @param lastUsedAt when a report that it let in was last taken, to about a minute
 * @param endsAt until when it lets in beside the one that was made in its place
 * @param revokedAt since when it lets nobody in
 */
public record IssuedToken(
    long id,
    Optional<DeviceId> device,
    Optional<String> uniqueId,
    String vendor,
    Instant createdAt,
    String createdBy,
    Optional<Instant> lastUsedAt,
    Optional<Instant> endsAt,
    Optional<Instant> revokedAt) {

  /** Whether it writes for all devices of a vendor. */
  public boolean isOfGateway() {
    return device.isEmpty();
  }

  /** Whether another was made in its place. */
  public boolean isReplaced() {
    return endsAt.isPresent();
  }

  /** Whether it lets anybody in. */
  public boolean letsIn() {
    return revokedAt.isEmpty();
  }
}
