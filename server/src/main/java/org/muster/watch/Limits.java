package org.muster.watch;

import org.muster.domain.Refuse;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** From where on too little room is left, and people are told while there is time to act. */
@Component
public class Limits {
  private final DataSize diskFreeMin;
  private final double usedShareMax;
  private final double transactionsShareMax;

  Limits(
      @Value("${muster.headroom.disk-free-min}") DataSize diskFreeMin,
      @Value("${muster.headroom.used-share-max}") double usedShareMax,
      @Value("${muster.headroom.transactions-share-max}") double transactionsShareMax) {
    this.diskFreeMin = diskFreeMin;
    this.usedShareMax = share(usedShareMax, "used-share-max");
    this.transactionsShareMax = share(transactionsShareMax, "transactions-share-max");
  }

  private static double share(double value, String name) {
    Refuse.unless(value > 0 && value <= 1, "muster.headroom." + name + " is above 0, up to 1");
    return value;
  }

  /** Less free space than this is too little. */
  public DataSize diskFreeMin() {
    return diskFreeMin;
  }

  /** More of the ids or connections in use than this is too much. */
  public double usedShareMax() {
    return usedShareMax;
  }

  /** Earlier than others, since a vacuum that was put off for so long takes days. */
  public double transactionsShareMax() {
    return transactionsShareMax;
  }
}
