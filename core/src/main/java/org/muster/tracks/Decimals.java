package org.muster.tracks;

import java.util.Arrays;

/**
 * Measured numbers as whole ones. Devices print decimals, so a double is nearly always a whole
 * number over a power of ten, or such a number as the nearest float, or so many knots; which of
 * them gives every bit back is tried out (the idea is ALP's). What is none of these is written as a
 * table of the different values where they are few, else bit by bit.
 */
final class Decimals {
  private static final double METRES_PER_SECOND_PER_KNOT = 1852.0 / 3600.0;
  private static final int DIGITS_MAX = 6;
  private static final int FLOAT = 8;
  private static final int KNOTS = 16;
  private static final int TABLE = 24;
  private static final int BITS = 25;
  private static final int TABLE_MAX = 256;

  /** Far below where doubles skip whole numbers. */
  private static final double WHOLE_MAX = 1e12;

  private Decimals() {}

  /** Writes the form, and the series. */
  static void write(ByteSink out, SeriesWriter series, double[] values, int count) {
    if (count == 0) {
      return;
    }
    long[] whole = new long[count];
    for (int form = 0; form <= KNOTS + DIGITS_MAX; form++) {
      if ((form & 7) <= DIGITS_MAX && allWhole(form, values, whole, count)) {
        out.putByte(form);
        series.write(out, whole, count);
        return;
      }
    }
    double[] table = Arrays.stream(values, 0, count).sorted().distinct().toArray();
    boolean few = table.length <= TABLE_MAX;
    out.putByte(few ? TABLE : BITS);
    if (few) {
      out.putVarint(table.length);
      for (double value : table) {
        out.putLong(Double.doubleToLongBits(value));
      }
    }
    for (int i = 0; i < count; i++) {
      whole[i] = few ? Arrays.binarySearch(table, values[i]) : Double.doubleToLongBits(values[i]);
    }
    series.write(out, whole, count);
  }

  private static boolean allWhole(int form, double[] values, long[] whole, int count) {
    double divisor = divisor(form);
    for (int i = 0; i < count; i++) {
      double times = form >= KNOTS ? values[i] / METRES_PER_SECOND_PER_KNOT : values[i];
      whole[i] = Math.round(times * divisor);
      if (!(Math.abs(whole[i]) <= WHOLE_MAX)
          || Double.doubleToLongBits(of(form, whole[i], divisor))
              != Double.doubleToLongBits(values[i])) {
        return false;
      }
    }
    return true;
  }

  private static double divisor(int form) {
    double divisor = 1;
    for (int i = form & 7; i > 0; i--) {
      divisor *= 10;
    }
    return divisor;
  }

  private static double of(int form, long whole, double divisor) {
    return switch (form & ~7) {
      case 0 -> whole / divisor;
      case FLOAT -> (float) whole / (float) divisor;
      default -> whole / divisor * METRES_PER_SECOND_PER_KNOT;
    };
  }

  /** Reads so many numbers into the array, from an index on. */
  static void read(ByteSource source, SeriesReader series, double[] into, int from, int count)
      throws UnreadableChunk {
    if (count == 0) {
      return;
    }
    int form = source.getByte();
    if (form > BITS || (form < TABLE && (form & 7) > DIGITS_MAX)) {
      throw UnreadableChunk.nonsense("a chunk has numbers of an unknown form");
    }
    double[] table = form == TABLE ? readTable(source) : new double[0];
    series.open(source, count);
    double divisor = divisor(form);
    int at = from;
    for (int size = series.next(); size > 0; size = series.next()) {
      long[] values = series.values;
      if (form < FLOAT) {
        for (int i = 0; i < size; i++) {
          into[at + i] = values[i] / divisor;
        }
      } else if (form == TABLE) {
        for (int i = 0; i < size; i++) {
          into[at + i] = entry(table, values[i]);
        }
      } else {
        for (int i = 0; i < size; i++) {
          into[at + i] =
              form == BITS ? Double.longBitsToDouble(values[i]) : of(form, values[i], divisor);
        }
      }
      at += size;
    }
  }

  private static double[] readTable(ByteSource source) throws UnreadableChunk {
    double[] table = new double[source.getCount(TABLE_MAX, "different numbers")];
    for (int i = 0; i < table.length; i++) {
      table[i] = Double.longBitsToDouble(source.getLong());
    }
    return table;
  }

  private static double entry(double[] table, long index) throws UnreadableChunk {
    if (index < 0 || index >= table.length) {
      throw UnreadableChunk.nonsense("a chunk names a number that is not in its table");
    }
    return table[(int) index];
  }
}
