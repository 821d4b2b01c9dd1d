package org.muster.replay;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How files are read.
 *
 * @param skipEmpty replay a GPX track although a segment of it is empty
 * @param timesIn the zone of times that state no offset; UTC, with a note, when it is not said
 */
public record ReadOptions(boolean skipEmpty, Optional<ZoneId> timesIn) {
  public static final ReadOptions PLAIN = new ReadOptions(false, Optional.empty());

  ZoneId zone() {
    return timesIn.orElse(ZoneOffset.UTC);
  }
}
