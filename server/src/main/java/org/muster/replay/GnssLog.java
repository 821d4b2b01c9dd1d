package org.muster.replay;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;

/**
 * The log of Google's GnssLogger: its {@code Fix} lines. A comment line {@code # Fix,…} names the
 * columns; without one they are those of version 1. Its other lines are raw measurements.
 */
final class GnssLog {
  private static final List<String> VERSION_1 =
      List.of("Provider", "Latitude", "Longitude", "Altitude", "Speed", "Accuracy", "TimeInMs");

  private final int provider;
  private final int latitude;
  private final int longitude;
  private final int speed;
  private final int accuracy;
  private final int time;
  private final int mock;

  private GnssLog(List<String> columns, Place at) throws UnreadableTrack {
    provider = find(columns, "provider");
    latitude = find(columns, "latitude");
    longitude = find(columns, "longitude");
    speed = find(columns, "speed");
    accuracy = find(columns, "accuracy");
    time = find(columns, "utctimeinms", "timeinms", "unixtimemillis");
    mock = find(columns, "mocklocation");
    if (latitude < 0 || longitude < 0 || time < 0) {
      throw new UnreadableTrack(at, "the Fix header names no latitude, longitude or time.");
    }
  }

  /** The first column whose name begins so; the unit often follows. */
  private static int find(List<String> columns, String... names) {
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
      for (String name : names) {
        if (column.startsWith(name)) {
          return i;
        }
      }
    }
    return -1;
  }

  static Track read(Content content, ReadOptions options) throws UnreadableTrack {
    GnssLog log = header(content);
    TrackBuilder track = new TrackBuilder();
    Iterator<String> lines = content.text().lines().iterator();
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next();
      if (line.startsWith("Fix,")) {
        log.fix(line.substring("Fix,".length()).split(",", -1), track, Place.line(number));
      }
    }
    return track.build("gnss log");
  }

  private static GnssLog header(Content content) throws UnreadableTrack {
    Iterator<String> lines = content.text().lines().iterator();
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next();
      String bare = line.startsWith("#") ? line.substring(1).strip() : "";
      if (bare.startsWith("Fix,")) {
        return new GnssLog(
            List.of(bare.substring("Fix,".length()).split(",", -1)), Place.line(number));
      }
    }
    return new GnssLog(VERSION_1, Place.UNKNOWN);
  }

  private void fix(String[] fields, TrackBuilder track, Place at) throws UnreadableTrack {
    if (fields.length <= Math.max(time, Math.max(latitude, longitude))) {
      throw new UnreadableTrack(at, "this Fix line is cut off.");
    }
    double north = Numbers.number(fields[latitude], "latitude", at);
    double east = Numbers.number(fields[longitude], "longitude", at);
    double milliseconds = Numbers.number(fields[time], "time", at);
    OptionalDouble metres = OptionalDouble.empty();
    if (has(fields, accuracy)) {
      metres = Numbers.accuracy(Numbers.number(fields[accuracy], "accuracy", at), at);
    }
    OptionalDouble metresPerSecond = OptionalDouble.empty();
    if (has(fields, speed)) {
      metresPerSecond = Numbers.speed(Numbers.number(fields[speed], "speed", at), at);
    }
    track.add(
        new Observation.Fix(
            Times.checked(java.time.Instant.ofEpochMilli(Math.round(milliseconds)), at),
            Numbers.position(north, east, at),
            metres,
            metresPerSecond,
            source(has(fields, provider) ? fields[provider] : ""),
            has(fields, mock) && (fields[mock].equals("1") || fields[mock].equals("true")),
            true),
        at);
  }

  private static boolean has(String[] fields, int column) {
    return column >= 0 && column < fields.length && !fields[column].isBlank();
  }

  private static FixSource source(String provider) {
    return switch (provider.strip().toLowerCase(Locale.ROOT)) {
      case "gps" -> FixSource.SATELLITE;
      case "network", "nlp" -> FixSource.NETWORK;
      default -> FixSource.UNSTATED;
    };
  }
}
