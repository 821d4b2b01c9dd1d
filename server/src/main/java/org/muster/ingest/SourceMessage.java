package org.muster.ingest;

import java.time.Instant;
import java.util.List;
import org.muster.store.Bytes;

/**
 * A message that was fetched from a broker.
 *
 * @param names what its way says of its device, the most exact first; empty where its body says it
 * @param kept tells the broker that it need not keep it any more
 */
record SourceMessage(Bytes body, List<String> names, Instant receivedAt, Runnable kept) {
  SourceMessage {
    names = List.copyOf(names);
  }
}
