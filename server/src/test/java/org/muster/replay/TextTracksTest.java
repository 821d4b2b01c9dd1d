package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Position;

/** GeoLife, NMEA, gnss log and CSV. */
@NullMarked
class TextTracksTest {
  @TempDir Path folder = Path.of("");

  private static final String PLT =
      """
      Geolife trajectory
      WGS 84
      Altitude is in Feet
      Reserved 3
      0,2,255,My Track,0,0,2,8421376
      0
      """;

  @Test
  void aGeoLifeLineIsAFixInUtc() throws Exception {
    Track track =
        Tracks.read(
            folder,
            "x.plt",
            PLT + "39.906631,116.385564,0,492,40097.5864583333,2009-10-11,14:04:30\r\n");
    assertThat(Tracks.fixes(track))
        .containsExactly(
            Fix.of(
                Instant.parse("2009-10-11T14:04:30Z"),
                Position.ofDegrees(39.906631, 116.385564),
                java.util.OptionalDouble.empty()));
  }

  @Test
  void brokenGeoLifeLinesAreRefused() throws Exception {
    Tracks.refusedLike(folder, "x.plt", PLT + "39.9,116.3,0", "x.plt, line 7: there are 3 fields;");
    Tracks.refused(
        folder,
        "x.plt",
        PLT + "400.166666666667,116.3,0,4,4,2009-10-11,14:04:30",
        "x.plt, line 7: the latitude 400.166666666667 is outside -90..90.");
    Tracks.refusedLike(
        folder,
        "x.plt",
        PLT + "39.9,116.3,0,4,4,2009-13-11,14:04:30",
        "x.plt, line 7: the date and time \"2009-13-11,14:04:30\" are not understood.");
    Tracks.refused(folder, "x.plt", PLT, "x.plt: this GeoLife PLT file holds no points.");
    Tracks.refusedLike(
        folder, "x.plt", "what\n", "x.plt, line 1: a GeoLife file begins with \"Geolife");
  }

  private static final String RMC =
      "$GNRMC,021417.00,A,3725.58362,N,12205.61915,W,0.028,65.13,070220,13.06,E,F,V*4A\n";
  private static final String GGA_WITHOUT_FIX =
      sentence("GPGGA,021417.00,3725.58362,N,12205.61915,W,0,12,0.76,4.4,M,-30.0,M,0.0,2000");

  private static String sentence(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum ^= body.charAt(i);
    }
    return String.format("$%s*%02X%n", body, sum);
  }

  @Test
  void anRmcSentenceOfAnyTalkerIsAFix() throws Exception {
    Fix fix = Tracks.fixes(Tracks.read(folder, "x", RMC)).getFirst();
    assertThat(fix.observedAt()).isEqualTo(Instant.parse("2020-02-07T02:14:17Z"));
    assertThat(fix.position().latitude()).isEqualTo(37.4263937);
    assertThat(fix.position().longitude()).isEqualTo(-122.0936525);
    assertThat(fix.speedMetresPerSecond().orElseThrow()).isBetween(0.0144, 0.0145);
    assertThat(fix.accuracyMetres()).isEmpty();
    assertThat(fix.valid()).isTrue();
  }

  @Test
  void aGgaOfQualityZeroMakesTheFixOfThatMomentNotValidInAnyOrder() throws Exception {
    for (String text : new String[] {RMC + GGA_WITHOUT_FIX, GGA_WITHOUT_FIX + RMC}) {
      Track track = Tracks.read(folder, "x", text);
      assertThat(Tracks.fixes(track))
          .singleElement()
          .satisfies(f -> assertThat(f.valid()).isFalse());
    }
  }

  @Test
  void anRmcWithoutAPositionIsHeardButNoFix() throws Exception {
    Track track = Tracks.read(folder, "x", sentence("GPRMC,021417.250,V,,,,,,,070220,,,N"));
    assertThat(track.observations())
        .containsExactly(new Observation.Beat(Instant.parse("2020-02-07T02:14:17.250Z")));
  }

  @Test
  void aSentenceWithAWrongChecksumIsLeftOutAndSaid() throws Exception {
    Track track = Tracks.read(folder, "x", RMC + RMC.replace("*4A", "*4B"));
    assertThat(track.observations()).hasSize(1);
    assertThat(track.notes().getFirst()).startsWith("1 of 2 lines are no NMEA sentence with a");
    Tracks.refused(
        folder,
        "x",
        RMC.replace("*4A", "*4B"),
        "x, line 1: no sentence of this NMEA file has a right checksum.");
  }

  @Test
  void positionsWithoutADateAreRefused() throws Exception {
    Tracks.refusedLike(folder, "x", GGA_WITHOUT_FIX, "x: its GGA sentences bear no date");
    Tracks.refusedLike(
        folder,
        "x",
        sentence("GPRMC,021417.00,A,3725.58362,N,12205.61915,W,0.028,65.13,073220,,,A"),
        "x, line 1: the time \"021417.00\" and date \"073220\" are not hhmmss and ddmmyy.");
    Tracks.refusedLike(
        folder,
        "x",
        sentence("GPRMC,021417.00,A,3765.58362,N,12205.61915,W,0.028,65.13,070220,,,A"),
        "x, line 1: the latitude \"3765.58362\" has 60 minutes.");
  }

  @Test
  void aGnssLogNamesItsColumnsOrHasThoseOfVersionOne() throws Exception {
    String old = "Fix,network,37.5,-122.25,1,0.5,4.0,1471902355999\nRaw,1,2\n";
    Fix first = Tracks.fixes(Tracks.read(folder, "x.txt", old)).getFirst();
    assertThat(first.accuracyMetres()).hasValue(4);
    assertThat(first.source()).isEqualTo(FixSource.NETWORK);
    assertThat(first.observedAt()).isEqualTo(Instant.parse("2016-08-22T21:45:55.999Z"));
    String recent =
        "# Fix,Provider,LatitudeDegrees,LongitudeDegrees,AltitudeMeters,SpeedMps,AccuracyMeters,"
            + "BearingDegrees,UnixTimeMillis,SpeedAccuracyMps,MockLocation\n"
            + "Fix,GPS,37.5,-122.25,,,5,,1600000000000,,1\n";
    Fix second = Tracks.fixes(Tracks.read(folder, "x.txt", recent)).getFirst();
    assertThat(second.accuracyMetres()).hasValue(5);
    assertThat(second.speedMetresPerSecond()).isEmpty();
    assertThat(second.mock()).isTrue();
    assertThat(second.source()).isEqualTo(FixSource.SATELLITE);
    Tracks.refused(folder, "x.txt", old + "Fix,gps,37", "x.txt, line 3: this Fix line is cut off.");
    Tracks.refusedLike(
        folder, "x.txt", old + "Fix,gps,x,1,1,1,1,1", "x.txt, line 3: the latitude \"x\" is not");
  }

  @Test
  void csvIsReadByTheNamesOfItsHeader() throws Exception {
    for (String text :
        new String[] {
          "Observed_At,Lat,LNG,Accuracy\n2020-01-01T01:00:00+01:00,45.5,14.25,12\n",
          "\uFEFFlatitude;longitude;time;accuracy (m)\n45,5;14,25;\"2020-01-01T00:00Z\";12,0\n"
              .replace("accuracy (m)", "accuracy"),
          "id\tlon\tlat\ttimestamp\tacc\n7\t14.25\t45.5\t1577836800000\t12\n",
          "acc,date,time,y,x\r\n12,2020/01/01,00:00:00 UTC,45.5,14.25\r\n\r\n",
        }) {
      assertThat(Tracks.fixes(Tracks.read(folder, "x.txt", text)))
          .as(text)
          .containsExactly(
              Fix.of(
                  Instant.parse("2020-01-01T00:00:00Z"),
                  Position.ofDegrees(45.5, 14.25),
                  java.util.OptionalDouble.of(12)));
    }
  }

  @Test
  void aTimeWithoutOffsetIsUtcWithANoteOrOfTheZoneThatIsSaid() throws Exception {
    String text = "time,lat,lon\n2020-01-01 01:00:00,45.5,14.25\n";
    Track track = Tracks.read(folder, "x.csv", text);
    assertThat(track.observations().getFirst().observedAt())
        .isEqualTo(Instant.parse("2020-01-01T01:00:00Z"));
    assertThat(track.notes().getFirst()).startsWith("times without an offset were taken as UTC");
    Path file = Tracks.write(folder, "x.csv", text, StandardCharsets.UTF_8);
    Track local =
        TrackFile.read(file, new ReadOptions(false, Optional.of(ZoneId.of("Europe/Zagreb"))));
    assertThat(local.observations().getFirst().observedAt())
        .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(local.notes()).isEmpty();
  }

  @Test
  void brokenCsvIsRefused() throws Exception {
    String header = "time,lat,lon,note\n";
    Tracks.refused(
        folder,
        "x.csv",
        header + "2020-01-01T00:00:00Z,45,14,\"a\nb\"\n2020-01-01T00:00:00Z,45,14\n",
        "x.csv, line 4: there are 3 fields, but the header has 4 columns.");
    Tracks.refused(
        folder,
        "x.csv",
        header + ",45,14,\n",
        "x.csv, line 2: this row has no time. A track without times can not be judged.");
    Tracks.refused(
        folder,
        "x.csv",
        header + "2020-01-01T00:00:00Z,45,14,\"a",
        "x.csv, line 2: a quote on this line is never closed.");
    Tracks.refusedLike(
        folder, "x.csv", "lat,lon\n1,2\n", "x.csv, line 1: no column is called time. The header");
    Tracks.refused(folder, "x.csv", header, "x.csv: this CSV file holds no points.");
  }
}
