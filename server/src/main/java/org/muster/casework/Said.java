package org.muster.casework;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.muster.domain.Interval;

/** Times as sentences say them. */
final class Said {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Said() {}

  static String at(Instant at) {
    return at.equals(Interval.FOREVER) ? "no end" : TIME.format(at);
  }
}
