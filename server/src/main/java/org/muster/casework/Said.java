package org.muster.casework;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.muster.domain.Interval;

/** Times as sentences say them. */
final class Said {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss z", Locale.ENGLISH);

  private Said() {}

  /** As records keep it, whoever reads them. */
  static String at(Instant at) {
    return at(at, ZoneId.of("UTC"));
  }

  /** As it is told to somebody whose form speaks the zone. */
  static String at(Instant at, ZoneId zone) {
    return at.equals(Interval.FOREVER) ? "no end" : TIME.format(at.atZone(zone));
  }
}
