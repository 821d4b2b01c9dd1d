package org.muster.engine;

import java.util.Arrays;
import org.muster.domain.Refuse;

/**
 * Columns that are being filled by whoever reads observations from bytes, and filled again for the
 * next stretch. The arrays are open, because a call for each number costs more than reading it
 * does.
 *
 * <p>Rows stand in the order of {@link Columns}: by instant, then by kind, place, accuracy, flags.
 * A row that is no fix has zeros for its place, and an accuracy that is not stated is not a number.
 */
public final class Rows {
  /** Two years of fixes, one a second. */
  public static final int COUNT_MAX = 1 << 26;

  public static final byte FIX = Columns.FIX;
  public static final byte HEARD = Columns.HEARD;
  public static final byte BATTERY = Columns.BATTERY;
  public static final byte CHECKED_IN = Columns.CHECKED_IN;
  public static final byte STRAP = Columns.STRAP;
  public static final byte CASE_OPENED = Columns.CASE_OPENED;
  public static final byte POWERED_OFF = Columns.POWERED_OFF;
  public static final byte FLAG_NETWORK = Columns.FLAG_NETWORK;
  public static final byte FLAG_MOCK = Columns.FLAG_MOCK;
  public static final byte FLAG_INVALID = Columns.FLAG_INVALID;
  public static final byte FLAG_WRONG_CLOCK = Columns.FLAG_WRONG_CLOCK;
  public static final byte FLAG_OPEN = Columns.FLAG_OPEN;

  /** The flags of the row of a battery; {@code levelPercent} is below 0 where it states none. */
  public static byte battery(int levelPercent, boolean charging) {
    return Columns.battery(levelPercent, charging);
  }

  public int count;
  public long[] at = {};
  public byte[] kind = {};
  public byte[] flags = {};
  public int[] latitude = {};
  public int[] longitude = {};
  public double[] accuracy = {};

  /** Makes the arrays long enough for so many rows; those that are there stay. */
  public void makeRoom(int needed) {
    Refuse.unless(needed <= COUNT_MAX, "a stretch has at most 67,108,864 observations");
    if (needed > at.length) {
      int room = Math.max(needed, Math.min(2 * at.length, COUNT_MAX));
      at = Arrays.copyOf(at, room);
      kind = Arrays.copyOf(kind, room);
      flags = Arrays.copyOf(flags, room);
      latitude = Arrays.copyOf(latitude, room);
      longitude = Arrays.copyOf(longitude, room);
      accuracy = Arrays.copyOf(accuracy, room);
    }
  }

  /** Below, at or above 0 as one row comes before another, is equal to it, or comes after it. */
  public int compare(int row, int other) {
    int order = Long.compare(at[row], at[other]);
    order = order != 0 ? order : Byte.compare(kind[row], kind[other]);
    order = order != 0 ? order : Integer.compare(latitude[row], latitude[other]);
    order = order != 0 ? order : Integer.compare(longitude[row], longitude[other]);
    order = order != 0 ? order : Double.compare(accuracy[row], accuracy[other]);
    return order != 0 ? order : Byte.compare(flags[row], flags[other]);
  }

  /**
   * The rows as columns, equal ones once; refuses another order. The columns use these arrays, and
   * are good until they are filled again.
   */
  public Columns columns() {
    int kept = Math.min(count, 1);
    for (int row = 1; row < count; row++) {
      int order = at[kept - 1] < at[row] ? -1 : compare(kept - 1, row);
      Refuse.unless(order <= 0, "rows come in the order of columns");
      if (order < 0) {
        if (kept < row) {
          move(row, kept);
        }
        kept++;
      }
    }
    count = kept;
    return new Columns(count, at, kind, flags, latitude, longitude, accuracy);
  }

  private void move(int from, int to) {
    at[to] = at[from];
    kind[to] = kind[from];
    flags[to] = flags[from];
    latitude[to] = latitude[from];
    longitude[to] = longitude[from];
    accuracy[to] = accuracy[from];
  }
}
