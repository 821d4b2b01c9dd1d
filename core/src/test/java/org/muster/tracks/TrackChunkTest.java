package org.muster.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/** What goes into a chunk comes out of it. */
class TrackChunkTest {
  private static final int TRACKS = 2_000;
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final Interval DAY = new Interval(START, START.plusSeconds(86_400));
  private static final AssignmentId ONE = new AssignmentId(1);

  @Test
  void givenAnyObservations_thenTheyComeBackAsTheyWere() throws Exception {
    for (int seed = 0; seed < TRACKS; seed++) {
      RandomTrack track = new RandomTrack(seed);
      TrackChunk chunk = track.chunk();
      TrackChunk back = TrackChunk.decode(chunk.encode());
      assertThat(back).as("seed %d", seed).isEqualTo(chunk);
      assertThat(new HashSet<>(back.observations()))
          .as("seed %d", seed)
          .isEqualTo(new HashSet<>(track.observations));
    }
  }

  @Test
  void givenTheSameSet_thenItIsTheSameBytesInAnyOrderAndDoubled() {
    for (int seed = 0; seed < 300; seed++) {
      RandomTrack track = new RandomTrack(seed);
      List<Observation> mixed = new ArrayList<>(track.observations);
      mixed.addAll(track.observations);
      Collections.shuffle(mixed, track.random);
      assertThat(new TrackChunk(track.assignment, track.stretch, mixed).encode())
          .as("seed %d", seed)
          .isEqualTo(track.chunk().encode());
    }
  }

  @Test
  void givenNothing_thenTheStretchIsKept() throws Exception {
    TrackChunk empty = new TrackChunk(ONE, DAY, List.of());
    assertThat(TrackChunk.decode(empty.encode())).isEqualTo(empty);
    assertThat(empty.encode()).hasSizeLessThan(32);
  }

  @Test
  void givenTheEndsOfTimeAndEarth_thenTheyAreKept() throws Exception {
    Interval all = new Interval(TrackChunk.EARLIEST, Interval.FOREVER);
    List<Observation> ends = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      // Steps of 292 million years are none of ours; of ten thousand, a chunk has one at most.
      Instant at = i % 2 == 0 ? TrackChunk.EARLIEST.plusMillis(i) : Interval.FOREVER.minusMillis(i);
      int side = i % 3 == 0 ? 1 : -1;
      ends.add(
          Observation.Fix.of(
              at,
              new Position(side * 900_000_000, -side * 1_800_000_000),
              OptionalDouble.of(Double.MIN_VALUE + i)));
    }
    TrackChunk chunk = new TrackChunk(new AssignmentId(Long.MAX_VALUE), all, ends);
    assertThat(TrackChunk.decode(chunk.encode())).isEqualTo(chunk);
  }

  @Test
  void givenMoreDifferentNumbersThanATableHolds_thenEveryBitIsKept() throws Exception {
    List<Observation> fixes = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      double odd = Math.sqrt(i);
      fixes.add(fix(i, OptionalDouble.of(odd), OptionalDouble.of(i % 2 == 0 ? -0.0 : odd)));
    }
    TrackChunk chunk = new TrackChunk(ONE, DAY, fixes);
    assertThat(TrackChunk.decode(chunk.encode())).isEqualTo(chunk);
  }

  @Test
  void givenAccuraciesThatWereFloats_thenTheyTakeTheRoomOfDecimals() {
    List<Observation> floats = new ArrayList<>();
    List<Observation> decimals = new ArrayList<>();
    for (int i = 1; i <= 1_440; i++) {
      int tenths = 30 + i * 7919 % 400;
      floats.add(fix(i, OptionalDouble.of(tenths / 10f), OptionalDouble.empty()));
      decimals.add(fix(i, OptionalDouble.of(tenths / 10.0), OptionalDouble.empty()));
    }
    assertThat(new TrackChunk(ONE, DAY, floats).encode())
        .hasSameSizeAs(new TrackChunk(ONE, DAY, decimals).encode())
        .hasSizeLessThan(1_440 * 5);
  }

  @Test
  void givenAPhoneThatLies_thenADayOfFixesTakesFewBytes() {
    List<Observation> still = new ArrayList<>();
    for (int i = 0; i < 1_440; i++) {
      still.add(fix(i, OptionalDouble.of(12), OptionalDouble.empty()));
    }
    assertThat(new TrackChunk(ONE, DAY, still).encode()).hasSizeLessThan(110);
  }

  @Test
  void givenWhatNoChunkHolds_thenItIsRefused() {
    Observation late = new Observation.Beat(DAY.endsAt());
    assertThatThrownBy(() -> new TrackChunk(ONE, DAY, List.of(late)))
        .hasMessage("the observations of a chunk lie inside its stretch");
    Interval fine = new Interval(START.plusNanos(1), DAY.endsAt());
    assertThatThrownBy(() -> new TrackChunk(ONE, fine, List.of()))
        .hasMessage("the stretch of a chunk is in whole milliseconds");
    Interval early = new Interval(Instant.MIN, START);
    assertThatThrownBy(() -> new TrackChunk(ONE, early, List.of()))
        .hasMessage("a chunk starts in the year 1 or later");
  }

  private static Observation fix(int minute, OptionalDouble accuracy, OptionalDouble speed) {
    return new Observation.Fix(
        START.plusSeconds(60L * minute % 86_400),
        new Position(423_000_000, -710_000_000),
        accuracy,
        speed,
        FixSource.UNSTATED,
        false,
        true);
  }
}
