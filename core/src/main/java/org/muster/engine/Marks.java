package org.muster.engine;

import org.muster.domain.Evidence.Mark;

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

  final Columns columns;
  final Plans plans;

  /** Index of the plan that judges the observation. */
  final int[] plan;

  final double[] radius;
  final byte[] mark;

  /** Marks all fixes, and leaves the device's memory as it is after the last observation. */
  Marks(Columns columns, Plans plans, DeviceMemory memory) {
    this.columns = columns;
    this.plans = plans;
    plan = new int[columns.count];
    radius = new double[columns.count];
    mark = new byte[columns.count];
    int current = 0;
    for (int i = 0; i < columns.count; i++) {
      current = plans.indexFrom(current, columns.at[i]);
      plan[i] = current;
      if (columns.kind[i] == Columns.FIX) {
        mark(i, current, memory);
      }
      memory.heard(columns, plans, i, current);
    }
  }

  static Mark words(int mark) {
    return switch (mark) {
      case BELIEVED -> Mark.BELIEVED;
      case COARSE -> Mark.COARSE;
      case MOCK -> Mark.MOCK;
      case INVALID -> Mark.INVALID;
      case TOO_FAST -> Mark.TOO_FAST;
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
        mark[i]);
  }

  private void mark(int i, int plan, DeviceMemory memory) {
    double stated = columns.accuracy[i];
    boolean states = !Double.isNaN(stated);
    radius[i] = (states ? stated : plans.unstatedAccuracy[plan]) * plans.errorCircleFactor[plan];
    byte flags = columns.flags[i];
    if ((flags & Columns.FLAG_MOCK) != 0) {
      mark[i] = MOCK;
    } else if ((flags & Columns.FLAG_INVALID) != 0) {
      mark[i] = INVALID;
    } else if (states && stated > plans.coarseAbove[plan]) {
      mark[i] = COARSE;
    } else {
      mark[i] = memory.believes(columns, i, radius[i], plans.speedMax[plan]) ? BELIEVED : TOO_FAST;
    }
  }
}
