package org.muster.replay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A format that is read.
 *
 * @param extensions how names of such files end
 * @param shows whether the first lines of a file show that it is of this format
 */
record TrackFormat(List<String> extensions, Predicate<List<String>> shows, Reader reader) {
  /** How far into a file the lines are looked at that show what it is. */
  private static final int FIRST_LINES_MAX = 200;

  private static final List<TrackFormat> ALL =
      List.of(
          new TrackFormat(List.of(".gpx"), first("<"), Gpx::read),
          new TrackFormat(
              List.of(".json", ".geojson", ".mfjson"), first("{").or(first("[")), JsonTrack::read),
          new TrackFormat(List.of(".plt"), first(GeoLife.FIRST_LINE), GeoLife::read),
          new TrackFormat(
              List.of(".nmea", ".nma"),
              lines -> lines.stream().anyMatch(NmeaSentence::isSentence),
              Nmea::read),
          new TrackFormat(
              List.of(),
              lines -> lines.stream().anyMatch(l -> l.startsWith("Fix,") || l.startsWith("# Fix,")),
              GnssLog::read),
          new TrackFormat(
              List.of(".csv", ".tsv"),
              lines -> !lines.isEmpty() && Csv.isHeader(lines.getFirst()),
              Csv::read));

  /** Reads one format. */
  interface Reader {
    Track read(Content content, ReadOptions options) throws UnreadableTrack;
  }

  private static Predicate<List<String>> first(String start) {
    return lines -> !lines.isEmpty() && lines.getFirst().strip().startsWith(start);
  }

  static String whichAreRead() {
    return "Read are GPX, GeoLife PLT, OGC Moving Features JSON, GeoJSON with times, Barefoot JSON,"
        + " NMEA 0183, Google gnss logs, and CSV with a header that names time, latitude and"
        + " longitude.";
  }

  /** By what the content shows; where it shows nothing, by the name. */
  static Optional<TrackFormat> find(Content content, String name) {
    List<String> firstLines =
        content.text().lines().filter(l -> !l.isBlank()).limit(FIRST_LINES_MAX).toList();
    String lower = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(format -> format.shows.test(firstLines))
        .findFirst()
        .or(
            () ->
                ALL.stream()
                    .filter(format -> format.extensions.stream().anyMatch(lower::endsWith))
                    .findFirst());
  }
}
