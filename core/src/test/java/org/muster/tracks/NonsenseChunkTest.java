package org.muster.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.tracks.UnreadableChunk.Reason;

/** Chunks written by hand, whole and with a right checksum, that say what no observation says. */
class NonsenseChunkTest {
  private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
  private static final int LASTS = 86_400_000;
  private static final int PLAIN = Tag.FIX;

  private final SeriesWriter series = new SeriesWriter();
  private final ByteSink out = new ByteSink();

  @Test
  void givenTwoPlainFixes_thenHandAndWriterAreOfOneMind() throws Exception {
    head(2, PLAIN).plane(0, 60_000).plane(7, 8).plane(9, 9);
    byte[] bytes = ChunkHead.close(out);
    TrackChunk chunk = TrackChunk.decode(bytes);
    assertThat(chunk.observations()).hasSize(2);
    assertThat(chunk.encode()).isEqualTo(bytes);
  }

  @Test
  void givenAnInstantThatDoesNotComeAfterTheOneBefore_thenItIsRefused() {
    head(2, PLAIN).plane(60_000, 60_000).plane(7, 8).plane(9, 9);
    assertRefused("the instants of a chunk come one after the other");
  }

  @Test
  void givenAnInstantBeforeTheStretch_thenItIsRefused() {
    head(1, PLAIN).plane(-1).plane(7).plane(9);
    assertRefused("the instants of a chunk come one after the other");
  }

  @Test
  void givenAnInstantAtTheEndOfTheStretch_thenItIsRefused() {
    head(1, PLAIN).plane(LASTS).plane(7).plane(9);
    assertRefused("the instants of a chunk lie inside its stretch");
  }

  @Test
  void givenALatitudeBeyondThePole_thenItIsRefused() {
    head(1, PLAIN).plane(0).plane(900_000_001).plane(9);
    assertRefused("a chunk has a place that is not on earth");
  }

  @Test
  void givenALongitudeThatFitsNoInt_thenItIsRefused() {
    head(1, PLAIN).plane(0).plane(7).plane(1L << 32);
    assertRefused("a chunk has a place that is not on earth");
  }

  @Test
  void givenAnAccuracyOfNothing_thenItIsRefused() {
    head(1, PLAIN | Tag.ACCURACY).plane(0).plane(7).plane(9);
    out.putByte(0);
    plane(0);
    assertRefused("a chunk has an accuracy that no fix has");
  }

  @Test
  void givenNumbersOfAnUnknownForm_thenTheyAreRefused() {
    head(1, PLAIN | Tag.ACCURACY).plane(0).plane(7).plane(9);
    out.putByte(7);
    plane(5);
    assertRefused("a chunk has numbers of an unknown form");
  }

  @Test
  void givenANumberThatIsNotInTheTable_thenItIsRefused() {
    head(1, PLAIN | Tag.ACCURACY).plane(0).plane(7).plane(9);
    out.putByte(24);
    out.putVarint(1);
    out.putLong(Double.doubleToLongBits(5));
    plane(1);
    assertRefused("a chunk names a number that is not in its table");
  }

  @Test
  void givenATagThatIsNotListed_thenItIsRefused() {
    head(2, PLAIN, PLAIN | Tag.MOCK).plane(0, 2).plane(0, 1).plane(7, 7).plane(9, 9);
    assertRefused("a chunk names a tag that it does not list");
  }

  @Test
  void givenAFirstObservationAtTheInstantBefore_thenItIsRefused() {
    head(1, PLAIN | Tag.AGAIN).plane(7).plane(9);
    assertRefused("a chunk begins with an instant that it does not say");
  }

  @Test
  void givenFixesOfOneInstantOutOfOrder_thenTheyAreRefused() {
    head(2, PLAIN, PLAIN | Tag.AGAIN).plane(0, 1).plane(0).plane(8, 7).plane(9, 9);
    assertRefused("the observations of a chunk stand in their order, once");
  }

  @Test
  void givenAFixTwice_thenTheObservationsAreRefused() {
    head(2, PLAIN, PLAIN | Tag.AGAIN).plane(0, 1).plane(0).plane(7, 7).plane(9, 9);
    assertThatThrownBy(() -> TrackChunk.decode(ChunkHead.close(out)))
        .hasMessage("the observations of a chunk stand in their order, once");
  }

  @Test
  void givenWhatTheEngineDoesNotSee_thenItIsStillRefusedWithTheObservations() {
    head(1, Tag.BATTERY | Tag.LEVEL).plane(0).plane(101);
    assertWholeRefused("a chunk says what is no fact: battery level is 0 to 100 percent");
  }

  @Test
  void givenBytesBehindTheLastPlane_thenTheyAreRefusedWithTheObservations() {
    head(1, PLAIN).plane(0).plane(7).plane(9);
    out.putByte(0);
    assertWholeRefused("a chunk has bytes behind its last plane");
  }

  @Test
  void givenPlanesThatAreMissing_thenTheyAreRefused() {
    head(1, PLAIN).plane(0);
    assertRefused("a chunk ends before what it announces");
  }

  private NonsenseChunkTest head(int count, int... tags) {
    ChunkHead head = new ChunkHead();
    head.assignment = 1;
    head.startsAt = START;
    head.endsAt = START + LASTS;
    head.count = count;
    for (int tag : tags) {
      head.tags[head.tagCount++] = tag;
    }
    head.write(out);
    return this;
  }

  private NonsenseChunkTest plane(long... values) {
    series.write(out, values, values.length);
    return this;
  }

  private void assertRefused(String sentence) {
    byte[] bytes = ChunkHead.close(out);
    assertThatThrownBy(() -> new ChunkReader().add(bytes)).hasMessage(sentence);
    assertRefused(bytes, sentence);
  }

  private void assertWholeRefused(String sentence) {
    assertRefused(ChunkHead.close(out), sentence);
  }

  private static void assertRefused(byte[] bytes, String sentence) {
    assertThatThrownBy(() -> TrackChunk.decode(bytes))
        .hasMessage(sentence)
        .isInstanceOfSatisfying(
            UnreadableChunk.class, e -> assertThat(e.reason()).isEqualTo(Reason.NONSENSE));
  }
}
