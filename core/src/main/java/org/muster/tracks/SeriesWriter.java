package org.muster.tracks;

import static org.muster.tracks.Series.BLOCK;

/** Writes series; for each block the way and the code that take the fewest bits. */
final class SeriesWriter {
  private final Series.Memory memory = new Series.Memory();
  private final long[] block = new long[BLOCK];
  private final long[] errors = new long[BLOCK];
  private final long[] tried = new long[BLOCK];

  /** Bits of all errors together, without any code. */
  private int length;

  private int code;
  private int parameter;
  private long bits;

  /** The first {@code count} values; none are no bytes. */
  void write(ByteSink out, long[] values, int count) {
    if (count == 0) {
      return;
    }
    out.putSigned(values[0]);
    long unit = unit(values, count);
    out.putVarint(unit);
    if (unit == 0) {
      return;
    }
    ByteSink blocks = new ByteSink();
    memory.clear();
    for (int from = 1; from < count; from += BLOCK) {
      int size = Math.min(BLOCK, count - from);
      for (int i = 0; i < size; i++) {
        block[i] = (values[from + i] - values[0]) / unit;
      }
      writeBlock(blocks, size);
      memory.follow(block);
    }
    blocks.endBits();
    out.putVarint(blocks.length());
    out.put(blocks);
  }

  /** Differences that do not fit a long wrap, and wrap back when they are added again. */
  private static long unit(long[] values, int count) {
    long unit = 0;
    for (int i = 1; i < count && unit != 1; i++) {
      long difference = values[i] - values[0];
      unit = difference == Long.MIN_VALUE ? 1 : divisor(unit, Math.abs(difference));
    }
    return unit;
  }

  private static long divisor(long a, long b) {
    long greater = a;
    long less = b;
    while (less != 0) {
      long rest = greater % less;
      greater = less;
      less = rest;
    }
    return greater;
  }

  private void writeBlock(ByteSink out, int size) {
    int way = chooseWay(size);
    chooseCode(size);
    out.putBits(way, 2);
    out.putBits(code, 1);
    out.putBits(parameter, 5);
    for (int i = 0; i < size && parameter != Series.ALL_ZERO; i++) {
      writeError(out, errors[i]);
    }
  }

  /** The way whose errors are the shortest in sum; leaves them in {@code errors}. */
  private int chooseWay(int size) {
    int best = 0;
    length = Integer.MAX_VALUE;
    for (int way = 0; way < Series.WAYS; way++) {
      memory.errors(way, block, size, tried);
      int sum = 0;
      for (int i = 0; i < size; i++) {
        sum += Long.SIZE - Long.numberOfLeadingZeros(tried[i]);
      }
      if (sum < length) {
        best = way;
        length = sum;
        System.arraycopy(tried, 0, errors, 0, size);
      }
    }
    return best;
  }

  private void chooseCode(int size) {
    bits = Long.MAX_VALUE;
    if (length == 0) {
      take(Series.RICE, Series.ALL_ZERO, 0);
      return;
    }
    // The best parameter is near the mean length of the errors, which one leap hardly moves.
    int mean = length / size;
    int high = Math.min(mean + 2, Series.PARAMETER_MAX);
    for (int low = Math.clamp(mean - 3, 0, high); low <= high; low++) {
      take(Series.GOLOMB, low, golombBits(low, size));
      take(Series.RICE, low, riceBits(low, size));
    }
  }

  private void take(int code, int parameter, long bits) {
    if (bits < this.bits) {
      this.code = code;
      this.parameter = parameter;
      this.bits = bits;
    }
  }

  private long riceBits(int parameter, int size) {
    long sum = (long) size * (1 + parameter);
    for (int i = 0; i < size; i++) {
      long zeros = errors[i] >>> parameter;
      sum +=
          zeros >= 0 && zeros < Series.RICE_ZEROS_MAX
              ? zeros
              : Series.RICE_ZEROS_MAX + Series.WIDTH_BITS + length(errors[i]) - 1 - parameter;
    }
    return sum;
  }

  private long golombBits(int parameter, int size) {
    long sum = (long) size * (1 + parameter);
    for (int i = 0; i < size; i++) {
      long zeros = golombZeros(errors[i] >>> parameter);
      sum +=
          zeros < Series.GOLOMB_ZEROS_MAX
              ? 2 * zeros
              : Series.GOLOMB_ZEROS_MAX + Series.WIDTH_BITS + length(errors[i]) - 1 - parameter;
    }
    return sum;
  }

  private void writeError(ByteSink out, long error) {
    long rest = error >>> parameter;
    if (code == Series.RICE) {
      if (rest >= 0 && rest < Series.RICE_ZEROS_MAX) {
        long low = error & ((1L << parameter) - 1);
        out.putBits(1L << parameter | low, (int) rest + 1 + parameter);
      } else {
        escape(out, Series.RICE_ZEROS_MAX, error);
      }
    } else {
      int zeros = golombZeros(rest);
      if (zeros < Series.GOLOMB_ZEROS_MAX) {
        out.putBits(0, zeros);
        out.putBits(rest + 1, zeros + 1);
        out.putBits(error, parameter);
      } else {
        escape(out, Series.GOLOMB_ZEROS_MAX, error);
      }
    }
  }

  /** One less than the length of the rest and one; too many where one more does not fit. */
  private static int golombZeros(long rest) {
    return rest < 0 ? Series.GOLOMB_ZEROS_MAX : length(rest + 1) - 1;
  }

  private static void escape(ByteSink out, int zeros, long error) {
    out.putBits(0, zeros);
    out.putBits(length(error) - 1, Series.WIDTH_BITS);
    out.putBits(error, length(error));
  }

  /** Bits from the highest one down; of 0 still one. */
  private static int length(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(value | 1);
  }
}
