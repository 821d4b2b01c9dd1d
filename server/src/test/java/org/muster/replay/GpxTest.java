package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Position;

@NullMarked
class GpxTest {
  @TempDir Path folder = Path.of("");

  private static final String POINT =
      "<trkpt lat=\"45.5\" lon=\"14.25\"><ele>3</ele><time>2020-01-01T00:00:00Z</time>%s</trkpt>";

  private static String gpx(String body) {
    return "<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\">" + body + "</gpx>";
  }

  private static String track(String points) {
    return gpx("<trk><trkseg>" + points + "</trkseg></trk>");
  }

  @Test
  void aTrackPointIsAFixAndItsDilutionIsNoAccuracy() throws Exception {
    Track track = Tracks.read(folder, "a.gpx", track(POINT.formatted("<hdop>16.2</hdop>")));
    assertThat(track.format()).isEqualTo("GPX");
    Fix fix = Tracks.fixes(track).getFirst();
    assertThat(fix.position()).isEqualTo(Position.ofDegrees(45.5, 14.25));
    assertThat(fix.observedAt()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(fix.accuracyMetres()).isEmpty();
    assertThat(fix.valid()).isTrue();
  }

  @Test
  void anAccuracyInAnExtensionIsRead() throws Exception {
    String extension = "<extensions><x:accuracy xmlns:x=\"x\">12.5</x:accuracy></extensions>";
    Track track = Tracks.read(folder, "a.gpx", track(POINT.formatted(extension)));
    assertThat(Tracks.fixes(track).getFirst().accuracyMetres()).hasValue(12.5);
  }

  @Test
  void aTimeInAnExtensionIsNotTheTimeOfThePoint() throws Exception {
    String extension = "<extensions><time>1999-01-01T00:00:00Z</time></extensions>";
    Track track = Tracks.read(folder, "a.gpx", track(POINT.formatted(extension)));
    assertThat(Tracks.fixes(track).getFirst().observedAt())
        .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
  }

  @Test
  void aPointThatSaysItHasNoFixIsNotValid() throws Exception {
    Track track = Tracks.read(folder, "a.gpx", track(POINT.formatted("<fix>none</fix>")));
    assertThat(Tracks.fixes(track).getFirst().valid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void everyEncodingIsRead(String name) throws Exception {
    Charset charset = Charset.forName(name);
    String mark = name.startsWith("UTF") ? "\uFEFF" : "";
    String declared = name.startsWith("UTF-16") ? "UTF-16" : name;
    String text =
        mark
            + "<?xml version=\"1.0\" encoding=\""
            + declared
            + "\"?>"
            + track("<!-- Č -->".replace('Č', 'é') + POINT.formatted("<name>é</name>"));
    Path file = Tracks.write(folder, "a.gpx", text, charset);
    assertThat(TrackFile.read(file, ReadOptions.PLAIN).observations()).hasSize(1);
  }

  @Test
  void aDocumentTypeIsRefusedSoThatNoEntityIsLookedUp() throws Exception {
    Tracks.refused(
        folder,
        "a.gpx",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE gpx [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n"
            + track("&e;" + POINT),
        "a.gpx, line 2, column 58: a document type (DOCTYPE) is not read, for safety. Remove it.");
  }

  @Test
  void aPointIsNamedByTheLineOnWhichItsTagStarts() throws Exception {
    Tracks.refusedLike(
        folder,
        "a.gpx",
        track("\n<trkpt\n lat='95'\n lon='1'\n><time>2020-01-01T00:00:00Z</time></trkpt>"),
        "a.gpx, line 2, column 2: the latitude 95 is outside -90..90. Are latitude and");
  }

  @Test
  void brokenPointsAreRefusedWithLineAndReason() throws Exception {
    Tracks.refused(
        folder,
        "a.gpx",
        track("\n\n<trkpt lat='45,5' lon='1'/>"),
        "a.gpx, line 3, column 2: the latitude \"45,5\" is not a number.");
    Tracks.refused(
        folder,
        "a.gpx",
        track("\n<trkpt lat='45'/>"),
        "a.gpx, line 2, column 2: this point has no attribute \"lon\".");
    Tracks.refusedLike(
        folder,
        "a.gpx",
        track("\n<trkpt lat='45' lon='NaN'/>"),
        "a.gpx, line 2, column 2: the longitude \"NaN\" is not a number.");
    Tracks.refusedLike(
        folder,
        "a.gpx",
        track("\n<trkpt lat='45' lon='1'>\n<time>yesterday</time></trkpt>"),
        "a.gpx, line 3, column 2: the time \"yesterday\" is not understood. Write it like");
    Tracks.refusedLike(
        folder,
        "a.gpx",
        track("\n<trkpt lat='45' lon='1'>\n<time>1970-01-01T00:00:00Z</time></trkpt>"),
        "a.gpx, line 3, column 2: the time 1970-01-01T00:00:00Z is outside 1980..2199");
  }

  @Test
  void xmlThatIsCutOffIsRefused() throws Exception {
    Tracks.refusedLike(
        folder, "a.gpx", "<gpx>\n<trk>\n<trkseg>\n<trkpt lat='1'", "a.gpx, line 4, column 15: the");
    Tracks.refusedLike(
        folder, "a.gpx", "<kml>\n</kml>", "a.gpx, line 1, column 6: this XML is <kml>, not GPX.");
  }

  @Test
  void timesOnSomePointsOnlyAreRefusedAtTheFirstThatHasNone() throws Exception {
    Tracks.refused(
        folder,
        "a.gpx",
        track(POINT.formatted("") + "\n<trkpt lat='45' lon='1'/>"),
        "a.gpx, line 2, column 2: this track point has no time; of 2 in the file 1 have none. A"
            + " track without times can not be judged: export it again with times.");
  }

  @Test
  void aTrackWithoutTimesBesideATimedOneIsLeftOutWithANote() throws Exception {
    String text =
        gpx(
            "<trk/>\n<trk><trkseg><trkpt lat='45' lon='1'/></trkseg></trk><trk><trkseg>"
                + POINT.formatted("")
                + "</trkseg></trk>");
    Track track = Tracks.read(folder, "a.gpx", text);
    assertThat(track.observations()).hasSize(1);
    assertThat(track.notes())
        .containsExactly(
            "the track at line 1 is empty and left out.",
            "the track at line 2 has no times: its 1 points can not be judged and are left out.");
  }

  @Test
  void anEmptySegmentIsRefusedUnlessItMayBeSkipped() throws Exception {
    String text =
        gpx("<trk>\n<trkseg>" + POINT.formatted("") + "</trkseg>\n<trkseg></trkseg></trk>");
    Tracks.refused(
        folder,
        "a.gpx",
        text,
        "a.gpx, line 3, column 2: the track segment is empty: a part of this track is missing."
            + " --skip-empty replays the rest.");
    Path file = Tracks.write(folder, "a.gpx", text, StandardCharsets.UTF_8);
    ReadOptions skipping = new ReadOptions(true, Optional.empty());
    assertThat(TrackFile.read(file, skipping).observations()).hasSize(1);
  }

  @Test
  void whereThereIsNoTrackTimedWaypointsAreReplayedAndRoutesAreNot() throws Exception {
    String point = "<wpt lat='45' lon='1'>%s</wpt>";
    String timed = point.formatted("<time>2020-01-01T00:00:00Z</time>");
    Track track = Tracks.read(folder, "a.gpx", gpx(timed + point.formatted("")));
    assertThat(track.observations()).hasSize(1);
    assertThat(track.notes().getFirst()).startsWith("there are no track points: 1 timed waypoint");
    Tracks.refusedLike(
        folder,
        "a.gpx",
        gpx("\n" + point.formatted("")),
        "a.gpx, line 2, column 2: there are no track points, and this waypoint has no time");
    Tracks.refused(
        folder,
        "a.gpx",
        gpx("<rte><rtept lat='45' lon='1'/></rte>"),
        "a.gpx: this GPX file holds no track points; a route is a plan, not a record.");
  }
}
