package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.SharedData;
import org.muster.domain.AssignmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.tracks.TrackChunk;

/** The real tracks beside the project as chunks: nothing is lost, and few bytes are needed. */
@NullMarked
class RealTracksAsChunksTest {
  private static final double BYTES_A_FIX_MAX = 5;

  /** {@code bench/run all} asks for the figures too. */
  private static final boolean PRINTS = Boolean.getBoolean("muster.print");

  /** Bytes of each whole file as one chunk, with everything that it says, and its frame. */
  private static final Map<String, Integer> BYTES =
      new TreeMap<>(
          Map.of(
              "around-visnjan-with-car.gpx", 426,
              "barefoot-munich-drive-1hz.json", 2312,
              "cerknicko-jezero.gpx", 1078,
              "google-drive.nmea", 4900,
              "google-phone-standing-still.txt", 123,
              "korita-zbevnica.gpx", 1716));

  @Test
  void everyTrackComesBackAsItWasFromFewBytes() throws Exception {
    Optional<Path> tracks = SharedData.folder().map(data -> data.resolve("tracks"));
    assumeTrue(tracks.isPresent(), "shared/data is not beside the project: real tracks not tried");
    Map<String, Integer> took = new TreeMap<>();
    long bytes = 0;
    long fixes = 0;
    for (String name : BYTES.keySet()) {
      List<Observation> observations =
          TrackFile.read(tracks.orElseThrow().resolve(name), ReadOptions.PLAIN).observations();
      TrackChunk chunk = chunk(observations);
      byte[] encoded = chunk.encode();
      assertThat(new HashSet<>(TrackChunk.decode(encoded).observations()))
          .as(name)
          .isEqualTo(new HashSet<>(observations));
      took.put(name, encoded.length);
      print(name, encoded.length, chunk.observations().size());
      assertThat((double) encoded.length / chunk.observations().size())
          .as(name)
          .isLessThanOrEqualTo(BYTES_A_FIX_MAX);
      bytes += encoded.length;
      fixes += chunk.observations().size();
    }
    print("together", bytes, fixes);
    assertThat(took).isEqualTo(BYTES);
    assertThat((double) bytes / fixes).as("%d bytes, %d fixes", bytes, fixes).isLessThan(3);
  }

  private static void print(String name, long bytes, long fixes) {
    if (PRINTS) {
      System.out.printf(
          Locale.ROOT,
          "%-34s %,6d fixes %,7d bytes %5.2f bytes a fix%n",
          name,
          fixes,
          bytes,
          (double) bytes / fixes);
    }
  }

  private static TrackChunk chunk(List<Observation> observations) {
    List<Instant> instants = observations.stream().map(Observation::observedAt).sorted().toList();
    Interval stretch = new Interval(instants.getFirst(), instants.getLast().plusMillis(1));
    return new TrackChunk(new AssignmentId(1), stretch, observations);
  }
}
