package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.tracks.ChunkReader;
import org.muster.tracks.TrackChunk;

/** The engine says the same of chunks as of the observations that they were written from. */
class RowsFromChunksTest {
  private static final long SEEDS = Long.getLong("muster.seeds", 150);

  private final ChunkReader reader = new ChunkReader();

  @Test
  void givenChunksOfDays_thenTheyAreTheColumnsOfTheirObservations() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomLife life = new RandomLife(seed);
      reader.clear();
      Instant at = life.period.startsAt();
      while (at.isBefore(life.period.endsAt())) {
        Interval day = new Interval(at, at.plus(Duration.ofDays(1)));
        List<Observation> said =
            life.observations.stream().filter(o -> day.contains(o.observedAt())).toList();
        reader.add(new TrackChunk(new AssignmentId(7), day, said).encode());
        at = day.endsAt();
      }
      Columns plain = Columns.of(life.observations);
      Columns read = reader.columns();
      assertSame(read, plain, seed);
      CompiledSupervision supervision = CompiledSupervision.of(life.supervision);
      FoldState opening = FoldState.opening(life.period.startsAt());
      assertThat(supervision.fold(opening, life.period.endsAt(), read))
          .as("seed %d", seed)
          .isEqualTo(supervision.fold(opening, life.period.endsAt(), plain));
    }
  }

  @Test
  void givenAReaderThatReadOtherThings_thenNothingOfThemIsLeft() throws Exception {
    Instant start = Instant.parse("2026-06-01T00:00:00Z");
    Interval day = new Interval(start, start.plus(Duration.ofDays(1)));
    List<List<Observation>> all = List.of(fixes(start, true), straps(start), fixes(start, false));
    for (List<Observation> before : all) {
      for (List<Observation> after : all) {
        reader.clear();
        reader.add(new TrackChunk(new AssignmentId(7), day, before).encode());
        reader.clear();
        reader.add(new TrackChunk(new AssignmentId(7), day, after).encode());
        assertSame(reader.columns(), Columns.of(after), all.indexOf(after));
      }
    }
  }

  private static List<Observation> straps(Instant start) {
    return IntStream.range(0, 50)
        .mapToObj(i -> (Observation) new Observation.Strap(start.plusSeconds(i), true))
        .toList();
  }

  private static List<Observation> fixes(Instant start, boolean stated) {
    OptionalDouble accuracy = stated ? OptionalDouble.of(5) : OptionalDouble.empty();
    return IntStream.range(0, 40)
        .mapToObj(
            i ->
                (Observation)
                    Observation.Fix.of(start.plusSeconds(i), new Position(7 + i, 9), accuracy))
        .toList();
  }

  @Test
  void givenRowsOutOfOrder_thenTheyAreNoColumns() {
    Rows rows = new Rows();
    rows.makeRoom(2);
    rows.count = 2;
    rows.at[0] = 1;
    assertThatThrownBy(rows::columns).hasMessage("rows come in the order of columns");
  }

  @Test
  void givenMoreRowsThanAStretchHas_thenNoRoomIsMade() {
    assertThatThrownBy(() -> new Rows().makeRoom(Rows.COUNT_MAX + 1))
        .hasMessage("a stretch has at most 67,108,864 observations");
  }

  @Test
  void givenEqualRows_thenTheyCountOnce() {
    Rows rows = new Rows();
    rows.makeRoom(4);
    rows.count = 4;
    rows.at[2] = 5;
    rows.at[3] = 5;
    rows.flags[3] = Rows.FLAG_MOCK;
    Columns columns = rows.columns();
    assertThat(columns.count).isEqualTo(3);
    assertThat(Arrays.copyOf(columns.at, 3)).containsExactly(0, 5, 5);
    assertThat(Arrays.copyOf(columns.flags, 3)).containsExactly(0, 0, Rows.FLAG_MOCK);
  }

  private static void assertSame(Columns read, Columns plain, int seed) {
    int count = plain.count;
    assertThat(read.count).as("seed %d", seed).isEqualTo(count);
    assertThat(Arrays.copyOf(read.at, count)).as("seed %d", seed).isEqualTo(plain.at);
    assertThat(Arrays.copyOf(read.kind, count)).as("seed %d", seed).isEqualTo(plain.kind);
    assertThat(Arrays.copyOf(read.flags, count)).as("seed %d", seed).isEqualTo(plain.flags);
    assertThat(Arrays.copyOf(read.latitude, count)).as("seed %d", seed).isEqualTo(plain.latitude);
    assertThat(Arrays.copyOf(read.longitude, count)).as("seed %d", seed).isEqualTo(plain.longitude);
    assertThat(Arrays.copyOf(read.accuracy, count)).as("seed %d", seed).isEqualTo(plain.accuracy);
  }
}
