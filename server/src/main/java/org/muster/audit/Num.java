package org.muster.audit;

import java.math.BigDecimal;

/**
 * A number as a cell states it.
 *
 * @param decimals how many decimals it is stated with, which bounds what rounding can explain
 * @param cell its address
 */
record Num(double value, int decimals, String cell) {
  private static final int DECIMALS_MAX = 6;

  Num {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a cell states a finite number");
    }
  }

  static Num of(BigDecimal value, String cell) {
    // A spreadsheet keeps 0.994 as 0.99399999999999999; the shortest form is what was written.
    BigDecimal written = new BigDecimal(Double.toString(value.doubleValue()));
    int scale = Math.max(0, written.stripTrailingZeros().scale());
    return new Num(value.doubleValue(), Math.min(scale, DECIMALS_MAX), cell);
  }

  /** How far the true number can lie from the stated one by rounding alone. */
  double half() {
    return 0.5 * Math.pow(10, -decimals) + Math.abs(value) * 1e-9;
  }
}
