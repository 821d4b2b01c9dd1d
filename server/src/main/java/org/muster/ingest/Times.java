package org.muster.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How the clocks of devices write a time. Whether it can be true is asked by {@link Clocks}. */
final class Times {
  /** A number of this size or more counts milliseconds, as OsmAnd has it. */
  private static final double MILLISECONDS_FROM = 2_147_483_648.0;

  private static final double MILLISECONDS_MAX = 1e14;
  private static final String NO_AGE = "the time is no number of this age";
  private static final int TEXT_LENGTH_MAX = 40;
  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  /** Seconds, or milliseconds when it is that large; ISO 8601; or a date and time in UTC. */
  static Instant parse(String text) throws Unreadable {
    String time = text.strip();
    if (time.isEmpty() || time.length() > TEXT_LENGTH_MAX) {
      throw unreadable(text);
    }
    if (Character.isDigit(time.charAt(0)) && time.indexOf('-') < 0) {
      return ofNumber(Numbers.parse("the time", time));
    }
    try {
      return bounded(
          (time.indexOf('T') > 0
                  ? OffsetDateTime.parse(time).toInstant()
                  : LocalDateTime.parse(time, SPACED).toInstant(ZoneOffset.UTC))
              .truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  /** Seconds since 1970, or milliseconds when it is that large. */
  static Instant ofNumber(double number) throws Unreadable {
    return ofMilliseconds(number < MILLISECONDS_FROM ? number * 1000 : number);
  }

  static Instant ofSeconds(double seconds) throws Unreadable {
    return ofMilliseconds(seconds * 1000);
  }

  private static Instant bounded(Instant at) throws Unreadable {
    if (Math.abs((double) at.getEpochSecond()) > MILLISECONDS_MAX / 1000) {
      throw new Unreadable(Reason.VALUE_OUT_OF_RANGE, NO_AGE);
    }
    return at;
  }

  private static Instant ofMilliseconds(double milliseconds) throws Unreadable {
    if (!(Math.abs(milliseconds) <= MILLISECONDS_MAX)) {
      throw new Unreadable(Reason.VALUE_OUT_OF_RANGE, NO_AGE);
    }
    return Instant.ofEpochMilli(Math.round(milliseconds));
  }

  private static Unreadable unreadable(String text) {
    return new Unreadable(
        Reason.MALFORMED,
        "the time '%s' is not readable: send seconds since 1970, or ISO 8601 like"
                .formatted(Texts.brief(text))
            + " 2026-03-01T12:00:00Z");
  }
}
