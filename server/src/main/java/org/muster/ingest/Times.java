package org.muster.ingest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The clocks of devices: how they write a time, and which times can be true. */
final class Times {
  /** No device of a programme is older; a clock that was never set says 1970 or 2000. */
  static final Instant EARLIEST_AT = Instant.parse("2015-01-01T00:00:00Z");

  /** How far a device's clock may run ahead of ours. */
  static final Duration AHEAD_MAX = Duration.ofMinutes(10);

  /** A number of this size or more counts milliseconds, as OsmAnd has it. */
  private static final double MILLISECONDS_FROM = 2_147_483_648.0;

  private static final double MILLISECONDS_MAX = 1e14;
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
      return (time.indexOf('T') > 0
              ? OffsetDateTime.parse(time).toInstant()
              : LocalDateTime.parse(time, SPACED).toInstant(ZoneOffset.UTC))
          .truncatedTo(ChronoUnit.MILLIS);
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

  /** The time, if it can be true of a report received then. */
  static Instant plausible(Instant at, Instant receivedAt) throws Unreadable {
    if (at.isBefore(EARLIEST_AT)) {
      throw new Unreadable(
          Reason.TIME_TOO_OLD,
          "the time %s is before 2015: set the clock of the device".formatted(at));
    }
    if (at.isAfter(receivedAt.plus(AHEAD_MAX))) {
      throw new Unreadable(
          Reason.TIME_AHEAD,
          "the time %s is more than %d minutes ahead of %s: set the clock of the device"
              .formatted(at, AHEAD_MAX.toMinutes(), receivedAt.truncatedTo(ChronoUnit.SECONDS)));
    }
    return at;
  }

  private static Instant ofMilliseconds(double milliseconds) throws Unreadable {
    if (!(Math.abs(milliseconds) <= MILLISECONDS_MAX)) {
      throw new Unreadable(Reason.VALUE_OUT_OF_RANGE, "the time is no number of this age");
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
