package org.muster.tracks;

/**
 * How a series of whole numbers is written. Both sides share this page.
 *
 * <p>The first number stands by itself, then the unit of which all later differences from it are
 * multiples (their greatest common divisor; 0 when all numbers are equal). What follows are the
 * numbers counted in that unit from the first, in blocks of {@link #BLOCK}. Each block says in one
 * byte how its numbers are foretold and by which code the errors are written:
 *
 * <pre>
 *   2 bits  foretold as LAST, LINEAR, MEAN or STEADY
 *   1 bit   code: 0 Rice, 1 exponential Golomb
 *   5 bits  parameter of the code, 0 to 30; 31 says that every error is 0 and none is written
 * </pre>
 *
 * An error is folded, so that small ones of either sign are small numbers. Rice writes what is left
 * of it after dropping as many low bits as the parameter says as that many zeros, a one, then the
 * low bits. Exponential Golomb writes the length of that rest as zeros, and then the rest. Where
 * there would be too many zeros, the escape is that many zeros, 6 bits of width, and the bits.
 */
final class Series {
  static final int BLOCK = 32;

  /** The number before. */
  static final int LAST = 0;

  /** The step before once more. */
  static final int LINEAR = 1;

  /** The mean of the block before: what stands still and scatters. */
  static final int MEAN = 2;

  /** The mean step of the block before: a clock that jitters. */
  static final int STEADY = 3;

  static final int WAYS = 4;

  static final int RICE = 0;
  static final int GOLOMB = 1;

  static final int PARAMETER_MAX = 30;
  static final int ALL_ZERO = 31;

  /** So many zeros are an escape; with fewer, a code is never longer than 57 bits. */
  static final int RICE_ZEROS_MAX = 24;

  static final int GOLOMB_ZEROS_MAX = 13;

  /** The width of an escape, less one, is written in so many bits. */
  static final int WIDTH_BITS = 6;

  private Series() {}

  /** 0, −1, 1, −2, 2 … as 0, 1, 2, 3, 4 … */
  static long folded(long value) {
    return (value << 1) ^ (value >> 63);
  }

  static long unfolded(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /** What a block needs to know of the numbers before it. */
  static final class Memory {
    private long last;
    private long beforeLast;

    /** The last number of the block before the last. */
    private long anchor;

    private long sum;

    void clear() {
      last = 0;
      beforeLast = 0;
      anchor = 0;
      sum = 0;
    }

    /** Takes in a block that is full; of one that is not, none follows. */
    void follow(long[] block) {
      anchor = last;
      last = block[BLOCK - 1];
      beforeLast = block[BLOCK - 2];
      long all = 0;
      for (int i = 0; i < BLOCK; i++) {
        all += block[i];
      }
      sum = all;
    }

    /** Turns numbers into errors. */
    void errors(int way, long[] block, int count, long[] errors) {
      long before = last;
      long step = way == LINEAR ? last - beforeLast : 0;
      for (int i = 0; i < count; i++) {
        long foretold =
            switch (way) {
              case MEAN -> mean();
              case STEADY -> before + steady();
              default -> before + step;
            };
        errors[i] = folded(block[i] - foretold);
        step = way == LINEAR ? block[i] - before : 0;
        before = block[i];
      }
    }

    /** Turns errors into numbers, in place. */
    void numbers(int way, long[] block, int count) {
      switch (way) {
        case LINEAR -> {
          long before = last;
          long step = last - beforeLast;
          for (int i = 0; i < count; i++) {
            step += unfolded(block[i]);
            before += step;
            block[i] = before;
          }
        }
        case MEAN -> {
          long mean = mean();
          for (int i = 0; i < count; i++) {
            block[i] = mean + unfolded(block[i]);
          }
        }
        default -> {
          long before = last;
          long step = way == STEADY ? steady() : 0;
          for (int i = 0; i < count; i++) {
            before += step + unfolded(block[i]);
            block[i] = before;
          }
        }
      }
    }

    private long mean() {
      return sum / BLOCK;
    }

    private long steady() {
      return (last - anchor) / BLOCK;
    }
  }
}
