package org.muster.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.tracks.TrackChunk;

/** What is stored of a population comes back once, and files that are broken are refused. */
@NullMarked
class PopulationTest {
  @TempDir Path folder = Path.of("");

  @Test
  void givenAPopulation_thenEveryParticipantComesBackOnceAndWhole() throws Exception {
    Population population = new Population(folder.resolve("made"));
    assertThat(population.make(20)).isTrue();
    assertThat(population.make(20)).as("made again").isFalse();
    Queue<Long> seen = new ConcurrentLinkedQueue<>();
    Queue<Long> whole = new ConcurrentLinkedQueue<>();
    population.replay(
        () ->
            batch -> {
              for (PopulationPart.Entry entry : batch.entries()) {
                seen.add(entry.assignment());
                if (days(batch, entry)
                    .equals(new CommuterMonth((int) entry.assignment() - 1).days())) {
                  whole.add(entry.assignment());
                }
              }
            });
    assertThat(seen).doesNotHaveDuplicates().hasSize(20);
    assertThat(whole).hasSize(20);
    population.delete();
    assertThat(folder.resolve("made")).doesNotExist();
  }

  private static List<TrackChunk> days(Population.Batch batch, PopulationPart.Entry entry)
      throws Exception {
    ByteBuffer bytes = batch.bytes().duplicate().position((int) (entry.offset() - batch.offset()));
    int[] lengths = new int[bytes.getInt()];
    Arrays.setAll(lengths, i -> bytes.getInt());
    TrackChunk[] days = new TrackChunk[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      byte[] chunk = new byte[lengths[i]];
      bytes.get(chunk);
      days[i] = TrackChunk.decode(chunk);
    }
    return List.of(days);
  }

  @Test
  @Timeout(60)
  void givenAWorkerThatFails_thenTheReplayFails() throws Exception {
    Population population = new Population(folder.resolve("made"));
    population.make(40);
    assertThatThrownBy(
            () ->
                population.replay(
                    () ->
                        batch -> {
                          throw new IllegalStateException("no");
                        }))
        .hasRootCauseMessage("no");
  }

  @Test
  void givenAFileThatWasNotSealedOrWasChanged_thenItIsRefused() throws Exception {
    Path path = folder.resolve("part");
    try (PopulationPart part = PopulationPart.create(path)) {
      part.add(7, List.of(new byte[100]));
    }
    assertThatThrownBy(() -> PopulationPart.open(path))
        .hasMessage("this is no population file, or it was not written to its end");
    Path sealed = folder.resolve("sealed");
    try (PopulationPart part = PopulationPart.create(sealed)) {
      part.add(7, List.of(new byte[100]));
      part.seal();
    }
    try (PopulationPart part = PopulationPart.open(sealed)) {
      assertThat(part.entries()).containsExactly(new PopulationPart.Entry(7, 0, 108));
    }
    byte[] bytes = Files.readAllBytes(sealed);
    bytes[bytes.length - 30] ^= 1;
    Files.write(sealed, bytes);
    assertThatThrownBy(() -> PopulationPart.open(sealed))
        .hasMessage("the index of the population file was changed");
  }
}
