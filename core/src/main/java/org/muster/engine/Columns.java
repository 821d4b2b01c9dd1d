package org.muster.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Refuse;

/**
 * A set of observations as sorted columns: by {@code observedAt}, then by content, equal ones once.
 * Only what the engine reads is content. This is the one place where the arrival order is lost.
 */
public final class Columns {
  static final byte FIX = 0;
  static final byte HEARD = 1;
  static final byte BATTERY = 2;
  static final byte CHECKED_IN = 3;
  static final byte STRAP = 4;
  static final byte CASE_OPENED = 5;

  /** Sorts last, so that a device that reports and switches off in one instant is off. */
  static final byte POWERED_OFF = 6;

  /** The position comes from masts or Wi-Fi. */
  static final byte FLAG_NETWORK = 1;

  static final byte FLAG_MOCK = 2;
  static final byte FLAG_INVALID = 4;
  static final byte FLAG_OPEN = 8;
  static final byte FLAG_WRONG_CLOCK = 16;

  final int count;
  final long[] at;
  final byte[] kind;
  final byte[] flags;
  final int[] latitude;
  final int[] longitude;

  /** As stated, in metres; not a number where the device stated none. */
  final double[] accuracy;

  /** The first {@code count} places of each array, which are in order and not looked at again. */
  Columns(
      int count,
      long[] at,
      byte[] kind,
      byte[] flags,
      int[] latitude,
      int[] longitude,
      double[] accuracy) {
    this.count = count;
    this.at = at;
    this.kind = kind;
    this.flags = flags;
    this.latitude = latitude;
    this.longitude = longitude;
    this.accuracy = accuracy;
  }

  /** From observations in any order, doubled or not. */
  public static Columns of(List<? extends Observation> observations) {
    Row[] rows = observations.stream().map(Columns::row).toArray(Row[]::new);
    Arrays.sort(rows, ORDER);
    int count = 0;
    for (Row row : rows) {
      if (count == 0 || ORDER.compare(rows[count - 1], row) != 0) {
        rows[count++] = row;
      }
    }
    return ofSorted(Arrays.copyOf(rows, count));
  }

  /**
   * Good fixes that already are in columns. They come in order of time, each instant once.
   *
   * @param at epoch milliseconds
   * @param latitude ten-millionths of a degree
   * @param longitude ten-millionths of a degree
   * @param accuracy metres; not a number where none is stated
   */
  public static Columns ofFixes(long[] at, int[] latitude, int[] longitude, double[] accuracy) {
    for (int i = 1; i < at.length; i++) {
      Refuse.unless(at[i - 1] < at[i], "fixes in columns come in order of time, each instant once");
    }
    int count = at.length;
    return new Columns(count, at, new byte[count], new byte[count], latitude, longitude, accuracy);
  }

  private record Row(
      long at, byte kind, byte flags, int latitude, int longitude, double accuracy) {}

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::at)
          .thenComparingInt(Row::kind)
          .thenComparingInt(Row::latitude)
          .thenComparingInt(Row::longitude)
          .thenComparingDouble(Row::accuracy)
          .thenComparingInt(Row::flags);

  private static Row row(Observation observation) {
    long at = observation.observedAt().toEpochMilli();
    return switch (observation) {
      case Observation.Fix fix ->
          new Row(
              at,
              FIX,
              (byte)
                  ((fix.source() == FixSource.NETWORK ? FLAG_NETWORK : 0)
                      | (fix.mock() ? FLAG_MOCK : 0)
                      | (fix.valid() ? 0 : FLAG_INVALID)
                      | (fix.clockRight() ? 0 : FLAG_WRONG_CLOCK)),
              fix.position().latitudeE7(),
              fix.position().longitudeE7(),
              orNaN(fix.accuracyMetres()));
      case Observation.Strap strap -> heard(at, STRAP, strap.open() ? FLAG_OPEN : 0);
      case Observation.CaseOpened opened -> heard(at, CASE_OPENED, 0);
      case Observation.PoweredOff off -> heard(at, POWERED_OFF, 0);
      case Observation.Beat beat -> heard(at, HEARD, 0);
      case Observation.Battery battery ->
          heard(
              at,
              BATTERY,
              battery(battery.levelPercent().orElse(-1), battery.charging() == Charging.CHARGING));
      case Observation.CheckedIn checkedIn -> heard(at, CHECKED_IN, 0);
    };
  }

  /**
   * What a battery says, as the flags of its row: they sort by level, none first, and of one level
   * first what is being charged.
   *
   * @param levelPercent below 0 for none
   */
  static byte battery(int levelPercent, boolean charging) {
    return (byte) (2 * (Math.max(levelPercent, -1) + 1) + (charging ? 0 : 1) + Byte.MIN_VALUE);
  }

  private int levelPercent(int i) {
    return (flags[i] - Byte.MIN_VALUE) / 2 - 1;
  }

  private boolean isCharging(int i) {
    return (flags[i] - Byte.MIN_VALUE) % 2 == 0;
  }

  /** Whether a row of a battery says that it is at that level or below, and not being charged. */
  boolean batteryIsLow(int i, int lowPercent) {
    return !isCharging(i) && levelPercent(i) >= 0 && levelPercent(i) <= lowPercent;
  }

  /** Whether a row of a battery says that it is above that level or being charged. */
  boolean batteryIsGood(int i, int lowPercent) {
    return isCharging(i) || levelPercent(i) > lowPercent;
  }

  private static Row heard(long at, byte kind, int flags) {
    return new Row(at, kind, (byte) flags, 0, 0, Double.NaN);
  }

  private static double orNaN(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : Double.NaN;
  }

  private static Columns ofSorted(Row[] rows) {
    int count = rows.length;
    Columns columns =
        new Columns(
            count,
            new long[count],
            new byte[count],
            new byte[count],
            new int[count],
            new int[count],
            new double[count]);
    for (int i = 0; i < count; i++) {
      columns.at[i] = rows[i].at;
      columns.kind[i] = rows[i].kind;
      columns.flags[i] = rows[i].flags;
      columns.latitude[i] = rows[i].latitude;
      columns.longitude[i] = rows[i].longitude;
      columns.accuracy[i] = rows[i].accuracy;
    }
    return columns;
  }
}
