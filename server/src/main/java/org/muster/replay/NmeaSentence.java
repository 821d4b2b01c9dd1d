package org.muster.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The parts of an NMEA 0183 sentence. */
final class NmeaSentence {
  private static final int PIVOT_YEAR = 80;

  private NmeaSentence() {}

  /** Whether the line looks like a sentence of a talker of two letters. */
  static boolean isSentence(String line) {
    return line.length() > 7 && line.charAt(0) == '$' && line.charAt(6) == ',';
  }

  /** Whether the exclusive or of all between $ and * is the number after it. */
  static boolean isChecked(String line) {
    int star = line.lastIndexOf('*');
    if (!isSentence(line) || star < 0 || line.length() != star + 3) {
      return false;
    }
    int sum = 0;
    for (int i = 1; i < star; i++) {
      sum ^= line.charAt(i);
    }
    int high = Character.digit(line.charAt(star + 1), 16);
    int low = Character.digit(line.charAt(star + 2), 16);
    return high >= 0 && low >= 0 && sum == high * 16 + low;
  }

  static double degrees(String text, String side, String sides, int digits, Place at)
      throws UnreadableTrack {
    String what = sides.equals("NS") ? "latitude" : "longitude";
    if (side.length() != 1 || sides.indexOf(side.charAt(0)) < 0) {
      throw new UnreadableTrack(at, "the side of the " + what + " is not " + sides + ".");
    }
    double value = Numbers.number(text, what, at);
    if (text.length() <= digits + 1) {
      throw new UnreadableTrack(at, "the " + what + " " + Quote.of(text) + " is cut off.");
    }
    double whole = Math.floor(value / 100);
    double minutes = value - whole * 100;
    if (minutes >= 60) {
      throw new UnreadableTrack(at, "the " + what + " " + Quote.of(text) + " has 60 minutes.");
    }
    double degrees = whole + minutes / 60;
    return side.equals("S") || side.equals("W") ? -degrees : degrees;
  }

  static Instant time(String time, String date, Place at) throws UnreadableTrack {
    try {
      int dot = time.indexOf('.');
      String fraction = dot < 0 ? "" : time.substring(dot + 1);
      String whole = dot < 0 ? time : time.substring(0, dot);
      if (whole.length() != 6 || date.length() != 6) {
        throw new DateTimeException("not six digits");
      }
      int year = two(date, 4);
      LocalDateTime local =
          LocalDateTime.of(
              (year < PIVOT_YEAR ? 2000 : 1900) + year,
              two(date, 2),
              two(date, 0),
              two(whole, 0),
              two(whole, 2),
              two(whole, 4));
      long milliseconds = Integer.parseInt((fraction + "000").substring(0, 3));
      return Times.checked(local.toInstant(ZoneOffset.UTC).plusMillis(milliseconds), at);
    } catch (DateTimeException | NumberFormatException e) {
      throw new UnreadableTrack(
          at,
          "the time "
              + Quote.of(time)
              + " and date "
              + Quote.of(date)
              + " are not hhmmss and ddmmyy.");
    }
  }

  private static int two(String text, int from) {
    return Integer.parseInt(text.substring(from, from + 2));
  }
}
