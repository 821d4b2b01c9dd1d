package org.muster.replay;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * CSV with a header, separated by comma, semicolon, tab or bar. With a semicolon, decimal commas
 * are read too. The names of {@link Columns} count; other columns are not looked at.
 */
final class Csv {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  private final List<String> header;
  private final char separator;
  private final int latitude;
  private final int longitude;
  private final int time;
  private final Optional<Integer> date;
  private final Optional<Integer> accuracy;
  private final Optional<Integer> speed;
  private final Times times;

  private Csv(List<String> header, char separator, Place at, Times times) throws UnreadableTrack {
    this.header = header;
    this.separator = separator;
    this.times = times;
    latitude = column(Columns.LATITUDE, "latitude", at);
    longitude = column(Columns.LONGITUDE, "longitude", at);
    time = column(Columns.TIME, "time", at);
    date = Columns.DATE.find(header);
    accuracy = Columns.ACCURACY.find(header);
    speed = Columns.SPEED.find(header);
  }

  private int column(Columns column, String what, Place at) throws UnreadableTrack {
    return column
        .find(header)
        .orElseThrow(
            () ->
                new UnreadableTrack(
                    at,
                    "no column is called "
                        + what
                        + ". The header names time, latitude, longitude and, if known, accuracy"
                        + " (in metres); it is "
                        + Quote.of(String.join(String.valueOf(separator), header))
                        + "."));
  }

  /** Whether a line is a header that names both coordinates. */
  static boolean isHeader(String line) {
    for (char separator : SEPARATORS) {
      if (Columns.LATITUDE.find(names(line, separator)).isPresent()
          && Columns.LONGITUDE.find(names(line, separator)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static List<String> names(String line, char separator) {
    return List.of(line.replace("\"", "").split("[" + separator + "]", -1));
  }

  static Track read(Content content, ReadOptions options) throws UnreadableTrack {
    String first = content.text().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char separator = ',';
    for (char each : SEPARATORS) {
      if (names(first, each).size() > names(first, separator).size()) {
        separator = each;
      }
    }
    CsvLines lines = new CsvLines(content.text(), separator);
    Times times = new Times(options.zone());
    TrackBuilder track = new TrackBuilder();
    Optional<List<String>> header = lines.next();
    if (header.isPresent()) {
      Csv csv = new Csv(header.get(), separator, lines.rowAt(), times);
      for (Optional<List<String>> row = lines.next(); row.isPresent(); row = lines.next()) {
        csv.point(row.get(), track, lines.rowAt());
      }
    }
    track.noteZone(times, options);
    return track.build("CSV");
  }

  private void point(List<String> row, TrackBuilder track, Place at) throws UnreadableTrack {
    if (row.size() != header.size()) {
      throw new UnreadableTrack(
          at,
          "there are " + row.size() + " fields, but the header has " + header.size() + " columns.");
    }
    double north = number(row.get(latitude), "latitude", at);
    double east = number(row.get(longitude), "longitude", at);
    String moment = row.get(time);
    if (date.isPresent() && !row.get(date.get()).isEmpty()) {
      moment = row.get(date.get()) + " " + moment;
    }
    OptionalDouble metres = OptionalDouble.empty();
    if (accuracy.isPresent() && !row.get(accuracy.get()).isEmpty()) {
      metres = Numbers.accuracy(number(row.get(accuracy.get()), "accuracy", at), at);
    }
    OptionalDouble metresPerSecond = OptionalDouble.empty();
    if (speed.isPresent() && !row.get(speed.get()).isEmpty()) {
      metresPerSecond = Numbers.speed(number(row.get(speed.get()), "speed", at), at);
    }
    if (moment.isBlank()) {
      throw new UnreadableTrack(
          at, "this row has no time. A track without times can not be judged.");
    }
    track.fix(
        times.read(moment, at), Numbers.position(north, east, at), metres, metresPerSecond, at);
  }

  private double number(String text, String what, Place at) throws UnreadableTrack {
    return Numbers.number(separator == ';' ? text.replace(',', '.') : text, what, at);
  }
}
