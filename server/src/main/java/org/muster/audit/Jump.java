package org.muster.audit;

/** An implausible change of one series, from one posting to another. */
record Jump(Series series, Series.Point before, Series.Point after, double change, Limit limit) {
  double people() {
    return after.count().value() - before.count().value();
  }

  String words() {
    return series.title()
        + " goes from "
        + Words.n(before.count().value())
        + " ("
        + before.sheet().told()
        + ", "
        + before.count().cell()
        + ") to "
        + Words.n(after.count().value())
        + " ("
        + after.count().cell()
        + ")";
  }
}
