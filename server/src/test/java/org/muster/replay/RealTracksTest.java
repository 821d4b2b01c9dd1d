package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.muster.SharedData;
import org.muster.domain.ConditionId;
import org.muster.domain.Finding;
import org.muster.domain.Observation;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;
import org.muster.domain.State;
import org.muster.domain.Technology;
import org.muster.policy.StarterPolicy;

/** The real tracks beside the project, which nobody on it wrote. */
@NullMarked
class RealTracksTest {
  private static final double METRES_PER_DEGREE = 111_195;
  private static final Map<String, String> SAID =
      Map.ofEntries(
          Map.entry("around-visnjan-with-car.gpx", "GPX 104"),
          Map.entry("barefoot-munich-drive-1hz.json", "Barefoot JSON 1194"),
          Map.entry("cerknicko-jezero.gpx", "GPX 296"),
          Map.entry("cerknicko-without-times.gpx", ", line 67, column 2: this track point has no"),
          Map.entry("google-drive.nmea", "NMEA 0183 1653"),
          Map.entry("google-phone-standing-still.txt", "gnss log 207"),
          Map.entry("gpx1.1_with_extensions.gpx", ", line 2, column 6: there are no track points,"),
          Map.entry("korita-zbevnica.gpx", "GPX 513"),
          Map.entry("mf-trajectory.json", "GeoJSON 19"),
          Map.entry("movingfeatures.json", "OGC Moving Features JSON 19"),
          Map.entry("track-with-empty-segment.gpx", ", line 43, column 10: the track segment is"),
          Map.entry("track_with_dilution_errors.gpx", ", line 16, column 2: this track point has"),
          Map.entry("unicode_with_bom.gpx", "GPX 1"));

  @TempDir Path folder = Path.of("");

  private static Path tracks() {
    Optional<Path> tracks = SharedData.folder().map(data -> data.resolve("tracks"));
    assumeTrue(tracks.isPresent(), "shared/data is not beside the project: real tracks not tried");
    return tracks.orElseThrow();
  }

  private static List<Path> files() throws Exception {
    try (Stream<Path> all = Files.list(tracks())) {
      return all.sorted().toList();
    }
  }

  @Test
  void everyFileReplaysOrIsRefusedPlainly() throws Exception {
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName());
      String said;
      try {
        Track track = TrackFile.read(file, ReadOptions.PLAIN);
        said = track.format() + " " + track.observations().size();
        assertThat(json(track.observations(), List.of())).startsWith("{\"timeline\":[{\"");
      } catch (UnreadableTrack e) {
        said = e.in("");
      }
      assertThat(said).as(name).startsWith(SAID.getOrDefault(name, ""));
    }
  }

  @Test
  void everyFileShuffledAndDoubledGivesTheSameBytes() throws Exception {
    for (Path file : files()) {
      if (!SAID.getOrDefault(String.valueOf(file.getFileName()), ",").startsWith(",")) {
        Path mixed = Shuffled.doubled(file, folder);
        List<Observation> plain = TrackFile.read(file, ReadOptions.PLAIN).observations();
        List<Observation> other = TrackFile.read(mixed, ReadOptions.PLAIN).observations();
        assertThat(other).as(file.toString()).hasSize(2 * plain.size()).isNotEqualTo(plain);
        Fix first = (Fix) plain.getFirst();
        String circle = first.position().latitude() + "," + first.position().longitude() + ",300";
        List<AskedZone> zones =
            List.of(
                new AskedZone(AskedZone.Kind.STAY_WITHIN, circle),
                new AskedZone(AskedZone.Kind.STAY_OUT_OF, circle));
        assertThat(json(other, zones)).as(file.toString()).isEqualTo(json(plain, zones));
      }
    }
  }

  private static String json(List<Observation> observations, List<AskedZone> zones)
      throws UnreadableArgument {
    return JsonOutput.write(
        run(observations, zones, StarterPolicy.plan()),
        java.time.ZoneOffset.UTC,
        new org.muster.words.Languages().english());
  }

  private static Replayed run(List<Observation> observations, List<AskedZone> zones, Plan plan)
      throws UnreadableArgument {
    return new Replay(zones, new Schedule.Always(), plan, "starter-1", Optional.empty())
        .run(observations);
  }

  @Test
  void aPhoneThatStandsStillIsNeverOutsideAZoneRoundIt() throws Exception {
    Path file = tracks().resolve("google-phone-standing-still.txt");
    List<Observation> observations = TrackFile.read(file, ReadOptions.PLAIN).observations();
    List<AskedZone> zones = new ArrayList<>();
    for (int radius = 20; radius <= 200; radius += 20) {
      String circle = "37.422591,-122.081684," + radius;
      zones.add(new AskedZone(AskedZone.Kind.STAY_WITHIN, circle));
    }
    // A yard whose nearest edge lies 30 m east of the phone.
    double east = -122.081684 + 30 / (METRES_PER_DEGREE * Math.cos(Math.toRadians(37.422591)));
    zones.add(within(square(-122.09, 37.41, east, 37.43)));
    for (String confirmations : List.of("1", "2", "3", "5", "10")) {
      for (String dwell : List.of("0s", "1m", "5m")) {
        for (String factor : List.of("1", "2", "3", "5")) {
          for (String freshness : List.of("1m", "30m", "2h")) {
            Plan plan =
                PlanText.changed(
                    StarterPolicy.plan(),
                    List.of(
                        "confirmations=" + confirmations,
                        "dwell=" + dwell,
                        "errorCircleFactor=" + factor,
                        "freshness=" + freshness));
            Replayed replayed = run(observations, zones, plan);
            assertThat(replayed.findings()).as(plan.toString()).isEmpty();
            replayed
                .timelines()
                .values()
                .forEach(
                    line ->
                        assertThat(line.lasting(State.NotMet.class::isInstance))
                            .isEqualTo(Duration.ZERO));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {150, 200, 250, 300, 400})
  void theHikeLeavesOnceAndReturnsOnceWhereTheMapSaysSo(double halfMetres) throws Exception {
    Path file = tracks().resolve("korita-zbevnica.gpx");
    List<Observation> observations = TrackFile.read(file, ReadOptions.PLAIN).observations();
    double latitude = 45.4526;
    double longitude = 14.0182;
    double north = halfMetres / METRES_PER_DEGREE;
    double east = north / Math.cos(Math.toRadians(latitude));
    // Twice the 30 m that are taken for a device that states no accuracy, and what projection adds.
    double clear = 60 + 1;
    Polygon zone =
        new GeometryFactory()
            .createPolygon(
                corners(-halfMetres, -halfMetres, halfMetres, halfMetres)
                    .toArray(Coordinate[]::new));
    Instant lastInside = Instant.MIN;
    Instant firstOutside = Instant.MAX;
    Instant clearOutside = Instant.MAX;
    Instant firstBack = Instant.MAX;
    Instant clearBack = Instant.MAX;
    int crossings = 0;
    boolean inside = true;
    for (Fix fix : sorted(observations)) {
      Point point =
          new GeometryFactory()
              .createPoint(
                  new Coordinate(
                      (fix.position().longitude() - longitude) / east * halfMetres,
                      (fix.position().latitude() - latitude) / north * halfMetres));
      boolean now = zone.contains(point);
      double edge = zone.getBoundary().distance(point);
      crossings += now == inside ? 0 : 1;
      inside = now;
      Instant at = fix.observedAt();
      if (crossings == 0) {
        lastInside = at;
      } else if (crossings == 1) {
        firstOutside = earlier(firstOutside, at);
        clearOutside = edge >= clear ? earlier(clearOutside, at) : clearOutside;
      } else {
        firstBack = earlier(firstBack, at);
        clearBack = edge >= clear ? earlier(clearBack, at) : clearBack;
      }
    }
    assertThat(crossings).as("the map itself").isEqualTo(2);

    AskedZone asked =
        within(square(longitude - east, latitude - north, longitude + east, latitude + north));
    // A phone's plan: the hike has a gap of 36 minutes.
    Plan plan = StarterPolicy.SET.planFor(Technology.PHONE);
    List<Finding> findings = run(observations, List.of(asked), plan).findings();
    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.kind().word()).isEqualTo("OutsideZone");
    assertThat(finding.condition()).isEqualTo(new ConditionId(1));
    assertThat(finding.startsAt()).isAfter(lastInside).isBetween(firstOutside, clearOutside);
    assertThat(finding.endsAt().orElseThrow()).isBetween(firstBack, clearBack);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static List<Fix> sorted(List<Observation> observations) {
    return observations.stream()
        .map(Fix.class::cast)
        .sorted(Comparator.comparing(Fix::observedAt))
        .toList();
  }

  private static List<Coordinate> corners(double west, double south, double east, double north) {
    return List.of(
        new Coordinate(west, south),
        new Coordinate(east, south),
        new Coordinate(east, north),
        new Coordinate(west, north),
        new Coordinate(west, south));
  }

  private String square(double west, double south, double east, double north) {
    List<String> positions =
        corners(west, south, east, north).stream().map(c -> "[" + c.x + "," + c.y + "]").toList();
    return "{\"type\":\"Polygon\",\"coordinates\":[[" + String.join(",", positions) + "]]}";
  }

  private AskedZone within(String geoJson) throws Exception {
    Path file = Files.writeString(folder.resolve("zone.geojson"), geoJson);
    return new AskedZone(AskedZone.Kind.STAY_WITHIN, file.toString());
  }
}
