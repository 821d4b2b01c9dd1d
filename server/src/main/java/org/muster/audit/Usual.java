package org.muster.audit;

import java.util.Arrays;
import java.util.List;

/**
 * How much a series usually moves: the median of its changes and the median distance from it. One
 * wrong number moves neither, which is why it can be told by them.
 */
record Usual(double median, double spread, int changes) {
  /** Makes the median distance comparable with a standard deviation. */
  private static final double TO_DEVIATION = 1.4826;

  static Usual of(List<Double> changes) {
    double[] sorted = sorted(changes);
    double median = median(sorted);
    double[] distances = Arrays.stream(sorted).map(one -> Math.abs(one - median)).toArray();
    Arrays.sort(distances);
    return new Usual(median, TO_DEVIATION * median(distances), sorted.length);
  }

  private static double[] sorted(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
