package org.muster.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.domain.AssignmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.tracks.UnreadableChunk.Reason;

/** Bytes that are no chunk, or no longer one, are refused; whatever they say, nothing else. */
@Timeout(120)
class HostileChunkTest {
  private static final int TRACKS = 400;

  private final ChunkReader reader = new ChunkReader();
  private final List<byte[]> tracks =
      IntStream.range(0, TRACKS).mapToObj(seed -> new RandomTrack(seed).chunk().encode()).toList();

  @Test
  void givenAChunkThatIsCutOff_thenItIsRefusedAtEveryLength() {
    for (int seed = 0; seed < 20; seed++) {
      byte[] whole = new RandomTrack(seed).chunk().encode();
      for (int length = 0; length < whole.length; length++) {
        assertRefused(Arrays.copyOf(whole, length), EnumSet.allOf(Reason.class));
      }
      assertRefused(Arrays.copyOf(whole, whole.length + 1), EnumSet.of(Reason.WRONG_LENGTH));
    }
  }

  @Test
  void givenOneBitThatChanged_thenItIsSeen() {
    for (int seed = 0; seed < 12; seed++) {
      byte[] whole = new RandomTrack(seed).chunk().encode();
      for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
        byte[] flipped = whole.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        assertRefused(
            flipped,
            bit < 24
                ? EnumSet.of(Reason.NO_CHUNK)
                : bit < 32
                    ? EnumSet.of(Reason.OTHER_VERSION)
                    : EnumSet.of(Reason.WRONG_CHECKSUM, Reason.WRONG_LENGTH));
      }
    }
  }

  @Test
  void givenBytesThatLieUnderARightChecksum_thenTheyAreReadOrRefused() throws Exception {
    int read = 0;
    int refused = 0;
    for (int seed = 0; seed < 12_000; seed++) {
      byte[] lies = lies(seed);
      try {
        TrackChunk chunk = TrackChunk.decode(lies);
        assertThat(TrackChunk.decode(chunk.encode())).isEqualTo(chunk);
        reader.clear();
        reader.add(lies);
        reader.columns();
        read++;
      } catch (UnreadableChunk e) {
        assertThat(e.reason()).isEqualTo(Reason.NONSENSE);
        refused++;
        readColumns(lies);
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(refused).isGreaterThan(5_000);
  }

  /**
   * The columns need less of a chunk than the observations, so they may be read where those fail.
   */
  private void readColumns(byte[] lies) {
    try {
      reader.clear();
      reader.add(lies);
      reader.columns();
    } catch (UnreadableChunk e) {
      assertThat(e.reason()).isEqualTo(Reason.NONSENSE);
    }
  }

  @Test
  void givenAFewBytesThatAnnounceMany_thenNoRoomIsMadeForThem() {
    Instant start = Instant.parse("2026-06-01T00:00:00Z");
    Interval day = new Interval(start, start.plus(Duration.ofDays(1)));
    byte[] empty = new TrackChunk(new AssignmentId(1), day, List.of()).encode();
    // The count is the byte before that of the tags, and both are 0.
    byte[] many = new byte[empty.length + 2];
    System.arraycopy(empty, 0, many, 0, empty.length - 10);
    many[empty.length - 10] = (byte) 0xFF;
    many[empty.length - 9] = (byte) 0xFF;
    many[empty.length - 8] = 0x3F;
    assertRefused(sealed(many), EnumSet.of(Reason.NONSENSE));
    assertThatThrownBy(() -> TrackChunk.decode(sealed(many)))
        .hasMessage("a chunk announces more observations than it can hold");
  }

  @Test
  void givenATagThatNoObservationHas_thenItIsRefused() {
    Instant start = Instant.parse("2026-06-01T00:00:00Z");
    Interval day = new Interval(start, start.plus(Duration.ofDays(1)));
    List<Observation> beat = List.of(new Observation.Beat(start));
    byte[] bytes = new TrackChunk(new AssignmentId(1), day, beat).encode();
    // Behind the tag are two bytes for the one instant, and what closes the chunk.
    int tagAt = bytes.length - 11;
    assertThat(bytes[tagAt]).isEqualTo((byte) Tag.BEAT);
    bytes[tagAt] = 7;
    assertThatThrownBy(() -> TrackChunk.decode(sealed(bytes)))
        .hasMessage("a chunk has a tag that no observation has");
  }

  @Test
  void givenChunksOutOfOrder_thenTheReaderRefusesTheSecond() throws Exception {
    byte[] chunk = new RandomTrack(5).chunk().encode();
    reader.add(chunk);
    assertThatThrownBy(() -> reader.add(chunk)).hasMessage("chunks are read in order of time");
  }

  private byte[] lies(long seed) {
    Random random = new Random(seed);
    byte[] bytes = tracks.get((int) (seed % TRACKS)).clone();
    switch (random.nextInt(3)) {
      case 0 -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[4 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt();
        }
      }
      case 1 -> {
        for (int i = random.nextInt(3); i >= 0; i--) {
          bytes[4 + random.nextInt(bytes.length - 12)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      default -> {
        int from = 4 + random.nextInt(bytes.length - 12);
        for (int i = from; i < bytes.length - 8; i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
    }
    return sealed(bytes);
  }

  private static byte[] sealed(byte[] bytes) {
    putInt(bytes, bytes.length - 8, bytes.length);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    putInt(bytes, bytes.length - 4, (int) checksum.getValue());
    return bytes;
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  private void assertRefused(byte[] bytes, Set<Reason> reasons) {
    for (int way = 0; way < 2; way++) {
      try {
        if (way == 0) {
          TrackChunk.decode(bytes);
        } else {
          reader.clear();
          reader.add(bytes);
        }
        fail("was read: " + Arrays.toString(bytes));
      } catch (UnreadableChunk e) {
        assertThat(reasons).contains(e.reason());
      }
    }
  }
}
