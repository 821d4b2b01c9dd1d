package org.muster.engine;

import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.RadiusRule;

/**
 * The observations of one stretch as every condition sees them: which plan judges each, the radius
 * of each error circle, and the mark.
 */
final class Marks {
  static final byte BELIEVED = 0;
  static final byte COARSE = 1;
  static final byte MOCK = 2;
  static final byte INVALID = 3;
  static final byte TOO_FAST = 4;
  static final byte WRONG_CLOCK = 5;
  static final byte STALE_REPEAT = 6;
  static final byte DRIFT = 7;

  static final int UNREAD = 0;

  final Columns columns;
  final Plans plans;

  /** Index of the plan that judges the observation. */
  final int[] plan;

  final double[] radius;
  final byte[] mark;

  /** For a believed fix, how clear a cell of a {@link Raster} must be; else {@link #UNREAD}. */
  final int[] need;

  /** Marks all fixes, and leaves the device's memory as it is after the last observation. */
  Marks(Columns columns, Plans plans, DeviceMemory memory) {
    this.columns = columns;
    this.plans = plans;
    plan = new int[columns.count];
    radius = new double[columns.count];
    mark = new byte[columns.count];
    need = new int[columns.count];
    int current = 0;
    int row = 0;
    while (row < columns.count) {
      current = plans.indexFrom(current, columns.at[row]);
      row = mark(row, current);
    }
    hear(memory);
    memory.repeats.mark(this);
    memory.believe(this);
    memory.standing.mark(this);
  }

  /** Marks what needs no look at other fixes, up to the first row that another plan judges. */
  private int mark(int first, int current) {
    long endsAt = current + 1 < plans.count ? plans.endsAt[current] : Long.MAX_VALUE;
    double unstated = plans.unstatedAccuracy[current];
    double least = plans.networkLeast[current];
    double networkUnstated = plans.networkUnstated[current];
    double factor = plans.errorCircleFactor[current];
    double coarseAbove = plans.coarseAbove[current];
    int i = first;
    while (i < columns.count && columns.at[i] < endsAt) {
      plan[i] = current;
      if (columns.kind[i] == Columns.FIX) {
        double stated = columns.accuracy[i];
        boolean states = !Double.isNaN(stated);
        radius[i] = (states ? stated : unstated) * factor;
        if ((columns.flags[i] & Columns.FLAG_NETWORK) != 0) {
          radius[i] = (states ? Math.max(stated, least) : networkUnstated) * factor;
        }
        mark[i] = mark(columns.flags[i], states && stated > coarseAbove);
        need[i] = mark[i] == BELIEVED ? Raster.need(radius[i]) : UNREAD;
      }
      i++;
    }
    return i;
  }

  private static byte mark(byte flags, boolean coarse) {
    if ((flags & Columns.FLAG_MOCK) != 0) {
      return MOCK;
    }
    if ((flags & Columns.FLAG_INVALID) != 0) {
      return INVALID;
    }
    if ((flags & Columns.FLAG_WRONG_CLOCK) != 0) {
      return WRONG_CLOCK;
    }
    return coarse ? COARSE : BELIEVED;
  }

  private void hear(DeviceMemory memory) {
    byte[] kind = columns.kind;
    for (int i = 0; i < columns.count; i++) {
      // A fix that another follows leaves nothing that the other does not replace.
      if (kind[i] != Columns.FIX || i + 1 == columns.count || kind[i + 1] != Columns.FIX) {
        memory.heard(columns, plans, i, plan[i]);
      }
    }
  }

  static Mark words(int mark) {
    return switch (mark) {
      case BELIEVED -> Mark.BELIEVED;
      case COARSE -> Mark.COARSE;
      case MOCK -> Mark.MOCK;
      case INVALID -> Mark.INVALID;
      case TOO_FAST -> Mark.TOO_FAST;
      case WRONG_CLOCK -> Mark.WRONG_CLOCK;
      case STALE_REPEAT -> Mark.STALE_REPEAT;
      case DRIFT -> Mark.DRIFT;
      default -> throw new IllegalStateException("there is no mark " + mark);
    };
  }

  Kept kept(int i) {
    return new Kept(
        columns.at[i],
        columns.latitude[i],
        columns.longitude[i],
        columns.accuracy[i],
        radius[i],
        radiusBy(i),
        mark[i]);
  }

  private RadiusRule radiusBy(int i) {
    boolean network = (columns.flags[i] & Columns.FLAG_NETWORK) != 0;
    if (Double.isNaN(columns.accuracy[i])) {
      return network ? RadiusRule.NETWORK_UNSTATED : RadiusRule.UNSTATED;
    }
    return network && columns.accuracy[i] < plans.networkLeast[plan[i]]
        ? RadiusRule.NETWORK_LEAST
        : RadiusRule.STATED;
  }

  /** Takes back that a fix is read: it is good in itself, but not beside the others. */
  void unbelieve(int i, byte why) {
    mark[i] = why;
    need[i] = UNREAD;
  }
}
