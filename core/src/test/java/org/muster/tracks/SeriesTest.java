package org.muster.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.tracks.UnreadableChunk.Reason;

/** Series hold any whole numbers, also those that no observation has. */
class SeriesTest {
  private static final long[] ODD = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 1L << 57, 1L << 56};

  private final SeriesWriter writer = new SeriesWriter();
  private final SeriesReader reader = new SeriesReader();

  @Test
  void givenAnyNumbers_thenTheyComeBack() throws Exception {
    for (int seed = 0; seed < 5_000; seed++) {
      long[] values = values(new Random(seed));
      ByteSink out = new ByteSink();
      writer.write(out, values, values.length);
      int length = out.length();
      assertThat(read(out, values.length, length)).as("seed %d", seed).isEqualTo(values);
    }
  }

  @Test
  void givenARareLeapAmongZeros_thenTheEscapeHoldsIt() throws Exception {
    for (long odd : ODD) {
      for (int at = 1; at < 70; at++) {
        long[] values = new long[70];
        values[0] = 1;
        values[at] = odd;
        ByteSink out = new ByteSink();
        writer.write(out, values, values.length);
        assertThat(read(out, values.length, out.length())).isEqualTo(values);
      }
    }
  }

  @Test
  void givenALeapAmongSmallSteps_thenTheEscapeHoldsIt() throws Exception {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      long[] values = new long[70];
      for (int i = 1; i < values.length; i++) {
        values[i] = values[i - 1] - random.nextInt(2);
        values[i] += random.nextInt(30) == 0 ? ODD[random.nextInt(ODD.length)] : 0;
      }
      ByteSink out = new ByteSink();
      writer.write(out, values, values.length);
      assertThat(read(out, values.length, out.length())).as("seed %d", seed).isEqualTo(values);
    }
  }

  @Test
  void givenALengthThatIsNotThatOfTheBlocks_thenItIsRefused() {
    long[] values = new Random(1).longs(40, 0, 1_000).toArray();
    ByteSink out = new ByteSink();
    writer.write(out, values, values.length);
    // The first value takes two bytes here, the unit one; then comes the length of the blocks.
    int lengthAt = 3;
    for (int wrong : new int[] {-1, 1}) {
      byte[] bytes = out.toBytes();
      bytes[lengthAt] += (byte) wrong;
      ByteSink changed = new ByteSink();
      for (byte value : bytes) {
        changed.putByte(value);
      }
      changed.putLong(0);
      assertThatThrownBy(() -> read(changed, values.length, bytes.length + 1))
          .isInstanceOfSatisfying(
              UnreadableChunk.class, e -> assertThat(e.reason()).isEqualTo(Reason.NONSENSE))
          .hasMessage("a series in a chunk is not as long as it says");
    }
  }

  @Test
  void givenEveryTag_thenJustThoseThatObservationsHaveAreKnown() {
    assertThat(IntStream.range(-1_000, 5_000).filter(Tag::isKnown).count()).isEqualTo(214);
    for (int seed = 0; seed < 200; seed++) {
      assertThat(new RandomTrack(seed).observations).allMatch(o -> Tag.isKnown(Tag.of(o)));
    }
  }

  private long[] read(ByteSink out, int count, int length) throws UnreadableChunk {
    out.putLong(0);
    ByteSource source = new ByteSource();
    source.open(out.toBytes(), 0, length);
    reader.open(source, count);
    long[] values = new long[count];
    int at = 0;
    for (int size = reader.next(); size > 0; size = reader.next()) {
      System.arraycopy(reader.values, 0, values, at, size);
      at += size;
    }
    assertThat(at).isEqualTo(count);
    return values;
  }

  private static long[] values(Random random) {
    long[] values = new long[1 + random.nextInt(150)];
    int width = 1 + random.nextInt(63);
    long unit = 1L + random.nextInt(3);
    for (int i = 1; i < values.length; i++) {
      values[i] =
          switch (random.nextInt(12)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1, 2 -> random.nextLong() >> width;
            default -> values[i - 1] + unit * (random.nextInt(7) - 3);
          };
    }
    return random.nextInt(9) == 0 ? Arrays.copyOf(values, 1) : values;
  }
}
