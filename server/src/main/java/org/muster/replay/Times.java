package org.muster.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/** Times as they stand in track files. Kept in whole milliseconds; finer digits are cut off. */
final class Times {
  private static final Instant EARLIEST_AT = Instant.parse("1980-01-06T00:00:00Z");
  private static final Instant LATEST_AT = Instant.parse("2200-01-01T00:00:00Z");

  /** Unix times from here on are milliseconds: as seconds they would lie after the year 2038. */
  private static final double SECONDS_MAX = 2_147_483_648.0;

  private static final Pattern UNIX = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalEnd()
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter(java.util.Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final ZoneId zone;
  private boolean assumed;

  /** Times without an offset are local times of this zone. */
  Times(ZoneId zone) {
    this.zone = zone;
  }

  /** Whether a time without an offset was met. */
  boolean assumed() {
    return assumed;
  }

  /** ISO 8601, also with a blank for the T; or a Unix time in seconds or milliseconds. */
  Instant read(String text, Place at) throws UnreadableTrack {
    String time = text.strip();
    if (UNIX.matcher(time).matches()) {
      return unix(Double.parseDouble(time), at);
    }
    try {
      return checked(parsed(time), at);
    } catch (DateTimeException e) {
      throw new UnreadableTrack(
          at,
          "the time "
              + Quote.of(text)
              + " is not understood. Write it like 2026-01-31T08:00:00Z or"
              + " 2026-01-31T09:00:00+01:00.");
    }
  }

  private Instant parsed(String text) {
    String time = text.indexOf('/') == 4 ? text.replace('/', '-') : text;
    if (time.endsWith("UTC") || time.endsWith("GMT")) {
      time = time.substring(0, time.length() - 3).strip() + "Z";
    }
    TemporalAccessor best = FORMAT.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
    if (best instanceof OffsetDateTime stated) {
      return stated.toInstant();
    }
    if (!(best instanceof LocalDateTime local)) {
      throw new DateTimeParseException("no time", time, 0);
    }
    assumed = true;
    return local.atZone(zone).toInstant();
  }

  Instant unix(double value, Place at) throws UnreadableTrack {
    double milliseconds = value < SECONDS_MAX ? value * 1000 : value;
    return checked(Instant.ofEpochMilli(Math.round(milliseconds)), at);
  }

  /** A clock that never was set says 1970 or 1980; a broken one says anything. */
  static Instant checked(Instant time, Place at) throws UnreadableTrack {
    if (time.isBefore(EARLIEST_AT) || !time.isBefore(LATEST_AT)) {
      throw new UnreadableTrack(
          at, "the time " + time + " is outside 1980..2199: the clock was not set.");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
