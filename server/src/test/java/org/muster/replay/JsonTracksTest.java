package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Position;

/** OGC Moving Features, GeoJSON and Barefoot. */
@NullMarked
class JsonTracksTest {
  @TempDir Path folder = Path.of("");

  private static final Fix FIX =
      Fix.of(
          Instant.parse("2020-01-01T00:00:00Z"),
          Position.ofDegrees(45.5, 14.25),
          OptionalDouble.empty());

  private void reads(String format, String text) throws Exception {
    Track track = Tracks.read(folder, "x", text);
    assertThat(track.format()).isEqualTo(format);
    assertThat(Tracks.fixes(track)).containsExactly(FIX);
  }

  @Test
  void aMovingPointIsReadInEveryPlaceItMayStand() throws Exception {
    String point = "{\"type\":\"MovingPoint\",\"coordinates\":[[14.25,45.5,7]],\"datetimes\":[%s]}";
    String text = point.formatted("\"2020-01-01T00:00:00Z\"");
    String format = "OGC Moving Features JSON";
    reads(format, "{\"type\":\"Feature\",\"temporalGeometry\":" + text + "}");
    reads(format, text);
    reads(format, point.formatted("1577836800000"));
    reads(
        format,
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"temporalGeometry\":"
            + "{\"type\":\"MovingGeometryCollection\",\"prisms\":["
            + text
            + "]}}]}");
  }

  @Test
  void aLineWithAListOfTimesIsRead() throws Exception {
    String line =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
            + "[[14.25,45.5]]},\"properties\":%s}";
    String times = "[\"2020-01-01T00:00:00Z\"]";
    reads("GeoJSON", line.formatted("{\"datetimes\":" + times + "}"));
    reads("GeoJSON", line.formatted("{\"coordTimes\":" + times + "}"));
    reads("GeoJSON", line.formatted("{\"coordinateProperties\":{\"times\":" + times + "}}"));
    reads(
        "GeoJSON",
        line.replace("LineString", "MultiLineString")
            .replace("[[14.25,45.5]]", "[[[14.25,45.5]]]")
            .formatted("{\"coordTimes\":[" + times + "]}"));
  }

  @Test
  void pointsWithATimeEachAreReadWithTheirAccuracy() throws Exception {
    String text =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
            + "{\"timestamp\":1577836800,\"accuracy\":9},\"geometry\":{\"type\":\"Point\","
            + "\"coordinates\":[14.25,45.5]}},{\"type\":\"Feature\",\"properties\":{},\n"
            + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]}}]}";
    Track track = Tracks.read(folder, "x", text);
    assertThat(Tracks.fixes(track).getFirst().accuracyMetres()).hasValue(9);
    assertThat(track.notes()).containsExactly("the Polygon at line 1 is no track and left out.");
  }

  @Test
  void barefootPointsAreRead() throws Exception {
    reads(
        "Barefoot JSON",
        "[{\"point\":\"POINT(14.25 45.5)\",\"time\":\"2020-01-01 02:00:00+0200\",\"id\":\"1\"}]");
  }

  @Test
  void brokenJsonIsRefusedWithLineAndReason() throws Exception {
    Tracks.refusedLike(
        folder, "x", "[\n{\"point\":", "x, line 2, column 10: the JSON is broken or cut off:");
    Tracks.refusedLike(
        folder, "x", "{\"type\":\n NaN}", "x, line 2, column 5: the JSON is broken or cut off:");
    Tracks.refusedLike(
        folder, "x", "[\n{\"time\":\"x\"}]", "x, line 2, column 1: in a list of points each has a");
    Tracks.refusedLike(
        folder,
        "x",
        "[{\"point\":\"POINT(14 45)\"}]",
        "x, line 1, column 2: this point has no \"time\".");
    Tracks.refusedLike(
        folder,
        "x",
        "[{\"point\":\n\"POINT(14 95)\",\"time\":\"2020-01-01T00:00:00Z\"}]",
        "x, line 2, column 1: the latitude 95 is outside -90..90.");
    Tracks.refusedLike(folder, "x", "{\"a\":1}", "x, line 1, column 1: this JSON is no track");
    Tracks.refusedLike(
        folder,
        "x",
        "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}",
        "x, line 1, column 1: a bare LineString has no times.");
    Tracks.refusedLike(
        folder,
        "x",
        "{\"type\":\"MovingPoint\",\"coordinates\":[[1,2]],\n\"datetimes\":[]}",
        "x, line 2, column 13: there are 1 positions but 0 times:");
    Tracks.refusedLike(
        folder,
        "x",
        "{\"type\":\"MovingPoint\",\"coordinates\":[[1,\n\"b\"]],\"datetimes\":[1577836800]}",
        "x, line 2, column 1: the latitude");
    Tracks.refused(folder, "x", "[]", "x: this Barefoot JSON file holds no points.");
    Tracks.refusedLike(
        folder, "x", "[".repeat(300), "x, line 1, column 52: values nest more than 50 deep.");
  }

  @Test
  void whatIsNoTrackIsRefusedAndSaysWhatIsRead() throws Exception {
    Tracks.refusedLike(folder, "x", "hello\nworld\n", "x: this is no track file. Read are GPX,");
    Tracks.refused(folder, "x.gpx", " \n", "x.gpx: the file is empty.");
    Tracks.refusedLike(folder, "x.gpx", "\u0000\u0001\u0002", "x.gpx: this is no text, so no");
    assertThat(refusal(folder)).isEqualTo("f: this is a folder. Name the files in it.");
    assertThat(refusal(folder.resolve("absent"))).isEqualTo("f: there is no such file.");
  }

  private static String refusal(Path file) {
    try {
      TrackFile.read(file, ReadOptions.PLAIN);
      return "";
    } catch (UnreadableTrack e) {
      return e.in("f");
    }
  }
}
