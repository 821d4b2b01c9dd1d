package org.muster.ingest;

import java.time.Instant;
import org.muster.store.Bytes;
import org.muster.store.Sender;

/** A report as it came in, from a sender who is let in. */
record Arrival(Head head, Sender sender, Bytes bytes) {
  Protocol protocol() {
    return head.protocol();
  }

  Instant receivedAt() {
    return head.receivedAt();
  }
}
