package org.muster.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.OptionalDouble;

/**
 * GeoLife PLT: six header lines, then latitude, longitude, 0, altitude, days since 1899-12-30, date
 * and time. Times are UTC; no accuracy is stated.
 */
final class GeoLife {
  static final String FIRST_LINE = "Geolife trajectory";
  private static final int HEADER_LINES = 6;
  private static final int FIELDS = 7;

  private GeoLife() {}

  static Track read(Content content, ReadOptions options) throws UnreadableTrack {
    TrackBuilder track = new TrackBuilder();
    Iterator<String> lines = content.text().lines().iterator();
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next();
      Place at = Place.line(number);
      if (number == 1 && !line.strip().startsWith(FIRST_LINE)) {
        throw new UnreadableTrack(at, "a GeoLife file begins with \"" + FIRST_LINE + "\".");
      }
      if (number > HEADER_LINES && !line.isBlank()) {
        point(line, track, at);
      }
    }
    return track.build("GeoLife PLT");
  }

  private static void point(String line, TrackBuilder track, Place at) throws UnreadableTrack {
    String[] fields = line.split(",", -1);
    if (fields.length < FIELDS) {
      throw new UnreadableTrack(
          at,
          "there are "
              + fields.length
              + " fields; latitude, longitude, 0, altitude, days, date, time are seven.");
    }
    double latitude = Numbers.number(fields[0], "latitude", at);
    double longitude = Numbers.number(fields[1], "longitude", at);
    track.fix(
        time(fields[5].strip(), fields[6].strip(), at),
        Numbers.position(latitude, longitude, at),
        OptionalDouble.empty(),
        at);
  }

  private static Instant time(String date, String time, Place at) throws UnreadableTrack {
    try {
      return Times.checked(
          LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(time)).toInstant(ZoneOffset.UTC),
          at);
    } catch (DateTimeException e) {
      throw new UnreadableTrack(
          at,
          "the date and time "
              + Quote.of(date + "," + time)
              + " are not understood. They are like 2009-10-11,14:04:30.");
    }
  }
}
