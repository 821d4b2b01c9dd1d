package org.muster.ingest;

import java.util.Optional;
import org.muster.domain.DeviceId;
import org.muster.store.Sender;

/** Finds the device that a report names, if there is one and its sender may write for it. */
interface Lookup {
  Optional<DeviceId> device(Sender sender, String name) throws NotAtHand;

  /** Only the database can say: to be asked again by a thread that may wait for it. */
  final class NotAtHand extends Exception {
    NotAtHand() {
      // It happens once for each device of a gateway, and says nothing of where.
      super("not at hand", null, false, false);
    }
  }
}
