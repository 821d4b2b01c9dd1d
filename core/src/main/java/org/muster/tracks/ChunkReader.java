package org.muster.tracks;

import java.util.Arrays;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Refuse;
import org.muster.engine.Columns;
import org.muster.engine.Rows;

/**
 * Reads chunks straight into the columns that the engine folds: one chunk behind the other, into
 * arrays that are kept for the next stretch. Speeds, which the engine does not see, are read only
 * where levels stand behind them.
 */
public final class ChunkReader {
  private final Planes planes = new Planes();
  private final Rows rows = new Rows();
  private double[] speeds = {};
  private long[] levels = {};
  private long endsAt = Long.MIN_VALUE;

  /** Forgets what was read; the columns that were given out must not be used any more. */
  public void clear() {
    rows.count = 0;
    endsAt = Long.MIN_VALUE;
  }

  public void add(byte[] chunk) throws UnreadableChunk {
    add(chunk, 0, chunk.length);
  }

  /**
   * Reads one more chunk. Its stretch follows those of the chunks before; whose assignment it is
   * of, the caller knows. A chunk that is refused leaves what was read before as it is.
   */
  public void add(byte[] bytes, int from, int length) throws UnreadableChunk {
    planes.open(bytes, from, length);
    Refuse.unless(endsAt <= planes.head.startsAt, "chunks are read in order of time");
    int more = planes.head.count;
    rows.makeRoom(rows.count + more);
    planes.readInstants(rows.at, rows.count);
    planes.readLatitudes(rows.latitude, rows.count);
    planes.readLongitudes(rows.longitude, rows.count);
    planes.readAccuracies(rows.accuracy, rows.count);
    readLevels();
    if (planes.tags.isUniform) {
      fill(more);
    } else {
      spread(more);
      refuseDisorder(more);
    }
    rows.count += more;
    endsAt = planes.head.endsAt;
  }

  /** How many observations were read since the last {@link #clear}. */
  public int count() {
    return rows.count;
  }

  /** What was read since the last {@link #clear}; good until the next. */
  public Columns columns() {
    return rows.columns();
  }

  private void readLevels() throws UnreadableChunk {
    int count = planes.tags.levels;
    if (count == 0) {
      return;
    }
    if (speeds.length < planes.tags.speeds) {
      speeds = new double[planes.tags.speeds];
    }
    if (levels.length < count) {
      levels = new long[count];
    }
    planes.readSpeeds(speeds);
    planes.readLevels(levels);
    for (int i = 0; i < count; i++) {
      if (levels[i] < 0 || levels[i] > 100) {
        throw UnreadableChunk.nonsense("a chunk has a level that no battery has");
      }
    }
  }

  private void fill(int more) {
    int tag = more == 0 ? Tag.FIX : planes.tags.at(0);
    int from = rows.count;
    int to = from + more;
    Arrays.fill(rows.kind, from, to, kindOf(tag));
    Arrays.fill(rows.flags, from, to, flagsOf(tag));
    for (int i = 0; i < more && statesLevel(tag); i++) {
      rows.flags[from + i] = flagsOf(tag, levels[i]);
    }
    if (Tag.kind(tag) != Tag.FIX) {
      Arrays.fill(rows.latitude, from, to, 0);
      Arrays.fill(rows.longitude, from, to, 0);
    }
    if (!statesAccuracy(tag)) {
      Arrays.fill(rows.accuracy, from, to, Double.NaN);
    }
  }

  /** Moves the numbers to their rows, from the last on, so that none is overwritten unread. */
  private void spread(int more) {
    int instant = rows.count + planes.tags.instants - 1;
    int fix = rows.count + planes.tags.fixes - 1;
    int stated = rows.count + planes.tags.accuracies - 1;
    int level = planes.tags.levels - 1;
    for (int i = more - 1; i >= 0; i--) {
      int row = rows.count + i;
      int tag = planes.tags.at(i);
      boolean isFix = Tag.kind(tag) == Tag.FIX;
      rows.at[row] = rows.at[instant];
      instant -= Tag.has(tag, Tag.AGAIN) ? 0 : 1;
      rows.kind[row] = kindOf(tag);
      rows.flags[row] = statesLevel(tag) ? flagsOf(tag, levels[level--]) : flagsOf(tag);
      rows.latitude[row] = isFix ? rows.latitude[fix] : 0;
      rows.longitude[row] = isFix ? rows.longitude[fix] : 0;
      fix -= isFix ? 1 : 0;
      rows.accuracy[row] = statesAccuracy(tag) ? rows.accuracy[stated] : Double.NaN;
      stated -= statesAccuracy(tag) ? 1 : 0;
    }
  }

  private void refuseDisorder(int more) throws UnreadableChunk {
    for (int row = rows.count + 1; row < rows.count + more; row++) {
      if (rows.at[row - 1] == rows.at[row] && rows.compare(row - 1, row) > 0) {
        throw UnreadableChunk.nonsense("the observations of a chunk stand in their order, once");
      }
    }
  }

  private static boolean statesAccuracy(int tag) {
    return Tag.kind(tag) == Tag.FIX && Tag.has(tag, Tag.ACCURACY);
  }

  private static boolean statesLevel(int tag) {
    return Tag.kind(tag) == Tag.BATTERY && Tag.has(tag, Tag.LEVEL);
  }

  private static byte flagsOf(int tag, long levelPercent) {
    return Rows.battery((int) levelPercent, Tag.charging(tag) == Charging.CHARGING);
  }

  private static byte kindOf(int tag) {
    return switch (Tag.kind(tag)) {
      case Tag.FIX -> Rows.FIX;
      case Tag.BATTERY -> Rows.BATTERY;
      case Tag.CHECKED_IN -> Rows.CHECKED_IN;
      case Tag.STRAP -> Rows.STRAP;
      case Tag.CASE_OPENED -> Rows.CASE_OPENED;
      case Tag.POWERED_OFF -> Rows.POWERED_OFF;
      default -> Rows.HEARD;
    };
  }

  private static byte flagsOf(int tag) {
    return switch (Tag.kind(tag)) {
      case Tag.FIX ->
          (byte)
              ((Tag.source(tag) == FixSource.NETWORK ? Rows.FLAG_NETWORK : 0)
                  | (Tag.has(tag, Tag.MOCK) ? Rows.FLAG_MOCK : 0)
                  | (Tag.has(tag, Tag.NOT_VALID) ? Rows.FLAG_INVALID : 0)
                  | (Tag.has(tag, Tag.WRONG_CLOCK) ? Rows.FLAG_WRONG_CLOCK : 0));
      case Tag.BATTERY -> flagsOf(tag, -1);
      case Tag.STRAP -> Tag.has(tag, Tag.OPEN) ? Rows.FLAG_OPEN : 0;
      default -> 0;
    };
  }
}
