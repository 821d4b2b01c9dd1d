package org.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From where on a change of one series is implausible: by a floor, and by its own habit. */
record Limit(
    double floor,
    double usualTimes,
    Usual usual,
    double usualMin,
    int historyMin,
    double addedShare) {
  private static final double FORTNIGHT_DAYS = 14;

  static Limit of(Series series, Thresholds thresholds) {
    String floor =
        series.key().equals(Labels.TOTAL)
            ? "change.total.min"
            : switch (series.kind()) {
              case TECHNOLOGY -> "change.technology.min";
              case STATUS -> "change.status.min";
              default -> "change.office.min";
            };
    List<Double> changes = new ArrayList<>();
    for (int i = 1; i < series.points().size(); i++) {
      Series.Point before = series.points().get(i - 1);
      Series.Point after = series.points().get(i);
      if (!before.sheet().isOfSameReport(after.sheet())) {
        changes.add(change(before, after, thresholds) / Math.sqrt(fortnights(before, after)));
      }
    }
    return new Limit(
        thresholds.get(floor),
        thresholds.get("change.usual.times"),
        Usual.of(changes),
        thresholds.get("change.usual.min"),
        (int) thresholds.get("change.history.min"),
        thresholds.get("change.smoothing.share"));
  }

  /** The logarithm of the ratio, with a share of the total added so that small ones weigh less. */
  static double change(Series.Point before, Series.Point after, Thresholds thresholds) {
    double added =
        thresholds.get("change.smoothing.share") * (before.everybody() + after.everybody()) / 2;
    return Math.log((after.count().value() + added + 1) / (before.count().value() + added + 1));
  }

  /** How many fortnights lie between, one at least. */
  static double fortnights(Series.Point before, Series.Point after) {
    double days = Math.abs(before.at().toEpochDay() - after.at().toEpochDay());
    double source =
        before.sheet().findSourceDate().isPresent() && after.sheet().findSourceDate().isPresent()
            ? Math.abs(
                before.sheet().findSourceDate().get().toEpochDay()
                    - after.sheet().findSourceDate().get().toEpochDay())
            : days;
    return Math.max(1, Math.min(Math.max(days, source), 2 * Math.max(days, 14)) / FORTNIGHT_DAYS);
  }

  boolean isBeyond(double change, double fortnights) {
    double spread = usual.changes() < historyMin ? usualMin : Math.max(usualMin, usual.spread());
    double habit = usual.changes() < historyMin ? 0 : Math.abs(usual.median());
    double most = Math.max(floor, habit + usualTimes * spread) * Math.sqrt(fortnights);
    return Math.abs(change) > most;
  }

  /** What the message says of the habit. */
  String words() {
    if (usual.changes() < historyMin) {
      return "too few postings are at hand to know what is usual for it";
    }
    return String.format(
        Locale.ROOT,
        "its usual change in two weeks is %+.1f %%, give or take %.1f %%, counted with %.1f %%"
            + " of the total added to both numbers so that small ones weigh less",
        (Math.exp(usual.median()) - 1) * 100,
        (Math.exp(Math.max(usual.spread(), 0)) - 1) * 100,
        addedShare * 100);
  }
}
