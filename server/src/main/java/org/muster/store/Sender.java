package org.muster.store;

import org.muster.domain.DeviceId;

/** Who shows a token: one device, or a gateway that speaks for the devices of a vendor. */
public sealed interface Sender {
  long tokenId();

  /** May write for this device only. */
  record OfDevice(long tokenId, DeviceId device, String uniqueId) implements Sender {}

  /** May write for every device of this vendor. */
  record OfVendor(long tokenId, String vendor) implements Sender {}
}
