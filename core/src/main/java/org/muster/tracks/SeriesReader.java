package org.muster.tracks;

import static org.muster.tracks.Series.BLOCK;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a series, block by block, into an array of its own that the caller copies from.
 *
 * <p>Whatever the bits say, every read makes progress and stays inside the array: a series that
 * runs over its end reads what lies behind it, and is refused after the block.
 */
final class SeriesReader {
  /** Bytes that must lie behind every series, so that eight can be read at its last one. */
  static final int BYTES_BEHIND = Long.BYTES;

  /** Of eight bytes, up to seven bits lie before the one that is asked for. */
  private static final int LOADED_BITS = Long.SIZE - 7;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The numbers of the block that {@link #next} read. */
  final long[] values = new long[BLOCK];

  private final Series.Memory memory = new Series.Memory();
  private final long[] block = new long[BLOCK];
  private byte[] bytes = {};
  private int lastLoad;
  private long bit;
  private long endBit;
  private long first;
  private long unit;
  private int rest;
  private boolean begun;

  /** Opens a series of so many values; the source then stands behind it. */
  void open(ByteSource source, int count) throws UnreadableChunk {
    rest = count;
    begun = false;
    if (count == 0) {
      return;
    }
    first = source.getSigned();
    unit = source.getVarint();
    int length = unit == 0 ? 0 : source.getCount(source.rest(), "bytes of a series");
    bytes = source.array();
    lastLoad = bytes.length - Long.BYTES;
    bit = (long) source.position() * Byte.SIZE;
    endBit = bit + (long) length * Byte.SIZE;
    source.skip(length);
    memory.clear();
  }

  /** Reads the next values, at most {@link Series#BLOCK}; 0 when there are no more. */
  int next() throws UnreadableChunk {
    if (rest == 0) {
      return 0;
    }
    if (!begun) {
      begun = true;
      rest--;
      values[0] = first;
      return 1;
    }
    int size = Math.min(BLOCK, rest);
    rest -= size;
    if (unit == 0) {
      java.util.Arrays.fill(values, 0, size, first);
      return size;
    }
    int head = (int) (load() >>> 56);
    bit += Byte.SIZE;
    int parameter = head & 31;
    if (parameter == Series.ALL_ZERO) {
      java.util.Arrays.fill(block, 0, size, 0);
    } else if ((head & 32) == 0) {
      rice(parameter, size);
    } else {
      golomb(parameter, size);
    }
    memory.numbers(head >>> 6, block, size);
    memory.follow(block);
    for (int i = 0; i < size; i++) {
      values[i] = first + unit * block[i];
    }
    if (bit > endBit || (rest == 0 && endBit - bit >= Byte.SIZE)) {
      throw UnreadableChunk.nonsense("a series in a chunk is not as long as it says");
    }
    return size;
  }

  // Both loops read several numbers from one load, since each load waits for the number before.

  private void rice(int parameter, int size) {
    int down = Long.SIZE - 1 - parameter;
    long at = bit;
    long bits = 0;
    int left = 0;
    for (int i = 0; i < size; i++) {
      int zeros = Long.numberOfLeadingZeros(bits);
      int length = zeros + 1 + parameter;
      if (length > left || zeros >= Series.RICE_ZEROS_MAX) {
        bits = load(at);
        left = LOADED_BITS;
        zeros = Long.numberOfLeadingZeros(bits);
        length = zeros + 1 + parameter;
        if (zeros >= Series.RICE_ZEROS_MAX) {
          bit = at;
          block[i] = escaped(Series.RICE_ZEROS_MAX);
          at = bit;
          left = 0;
          continue;
        }
      }
      bits <<= zeros + 1;
      // Two shifts, since one by 64 would be none.
      block[i] = (long) zeros << parameter | bits >>> 1 >>> down;
      bits <<= parameter;
      left -= length;
      at += length;
    }
    bit = at;
  }

  private void golomb(int parameter, int size) {
    long at = bit;
    long bits = 0;
    int left = 0;
    for (int i = 0; i < size; i++) {
      int zeros = Long.numberOfLeadingZeros(bits);
      int length = 2 * zeros + 1 + parameter;
      if (length > left || zeros >= Series.GOLOMB_ZEROS_MAX) {
        bits = load(at);
        left = LOADED_BITS;
        zeros = Long.numberOfLeadingZeros(bits);
        length = 2 * zeros + 1 + parameter;
        if (zeros >= Series.GOLOMB_ZEROS_MAX) {
          bit = at;
          block[i] = escaped(Series.GOLOMB_ZEROS_MAX);
          at = bit;
          left = 0;
          continue;
        }
      }
      bits <<= zeros + 1;
      int low = zeros + parameter;
      block[i] = (((1L << zeros) - 1) << parameter) + (bits >>> 1 >>> (Long.SIZE - 1 - low));
      bits <<= low;
      left -= length;
      at += length;
    }
    bit = at;
  }

  private long escaped(int zeros) {
    bit += zeros;
    int width = (int) (load() >>> (Long.SIZE - Series.WIDTH_BITS)) + 1;
    bit += Series.WIDTH_BITS;
    int high = Math.max(0, width - 32);
    long value = high == 0 ? 0 : load() >>> (Long.SIZE - high);
    bit += high;
    int low = width - high;
    value = value << low | load() >>> (Long.SIZE - low);
    bit += low;
    return value;
  }

  private long load() {
    return load(bit);
  }

  /** At least {@link #LOADED_BITS} from there on, the first one highest. */
  private long load(long from) {
    int at = Math.min((int) (from >>> 3), lastLoad);
    return (long) LONGS.get(bytes, at) << (from & 7);
  }
}
