package org.muster.ingest;

import java.time.Instant;
import org.muster.store.Bytes;
import org.muster.store.Sender;

/** A report as it came in, from a sender who is let in. */
record Arrival(Protocol protocol, Sender sender, Bytes bytes, Instant receivedAt) {}
