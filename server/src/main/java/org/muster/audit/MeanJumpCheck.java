package org.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * P7: the mean length of a group moves by the days that pass, and by who comes and who leaves. It
 * can rise to where all who left had just come, and fall to where all who came are new, as far as
 * the change in numbers goes; beyond that, many came while as many left, others were counted, or
 * the number is wrong.
 */
final class MeanJumpCheck implements SeriesCheck {
  private static final double FORTNIGHT_DAYS = 14;
  private final Thresholds thresholds;

  MeanJumpCheck(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  private record Step(Series.Point before, Series.Point after, double unexplained, double days) {}

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    List<Finding> findings = new ArrayList<>();
    for (Series series : Series.list(sheets)) {
      findings.addAll(check(series));
    }
    return findings;
  }

  private List<Finding> check(Series series) {
    List<Step> steps = new ArrayList<>();
    Series.Point before = null;
    for (Series.Point point : series.points()) {
      if (point.findMean().isEmpty()) {
        continue;
      }
      if (before != null) {
        find(before, point).ifPresent(steps::add);
      }
      before = point;
    }
    Usual usual = Usual.of(steps.stream().map(MeanJumpCheck::perFortnight).toList());
    List<Finding> findings = new ArrayList<>();
    Step blamed = null;
    for (Step step : steps) {
      double most =
          Math.max(
              thresholds.get("mean.unexplained.min"),
              thresholds.get("change.usual.times") * usual.spread());
      if (Math.abs(perFortnight(step)) <= most) {
        continue;
      }
      boolean takesBack =
          blamed != null
              && blamed.after().equals(step.before())
              && Math.signum(blamed.unexplained()) != Math.signum(step.unexplained());
      if (!takesBack) {
        findings.add(finding(series, step, usual));
      }
      blamed = takesBack ? null : step;
    }
    return findings;
  }

  private static double perFortnight(Step step) {
    return step.unexplained() / Math.sqrt(Math.max(1, step.days() / FORTNIGHT_DAYS));
  }

  private Optional<Step> find(Series.Point before, Series.Point after) {
    double persons = Math.min(before.count().value(), after.count().value());
    if (persons < thresholds.get("mean.persons.min")
        || before.findMean().isEmpty()
        || after.findMean().isEmpty()) {
      return Optional.empty();
    }
    double days = Math.abs(day(after) - day(before));
    double grown = before.findMean().get().value() + days;
    double ratio = before.count().value() / after.count().value();
    double most = grown * Math.max(1, ratio);
    double least = grown * Math.min(1, ratio);
    double mean = after.findMean().get().value();
    double beyond = mean > most ? mean - most : mean < least ? mean - least : 0;
    return Optional.of(new Step(before, after, beyond / Math.max(grown, 30), days));
  }

  private static long day(Series.Point point) {
    return point.sheet().findSourceDate().orElse(point.at()).toEpochDay();
  }

  private static Finding finding(Series series, Step step, Usual usual) {
    Num was = step.before().findMean().orElseThrow();
    Num is = step.after().findMean().orElseThrow();
    return Finding.in(
        step.after().sheet(),
        Check.P7,
        Severity.SUSPECT,
        List.of(is.cell(), step.after().count().cell()),
        series.title()
            + ": the mean length goes from "
            + Words.amount(Measure.DAYS, was.value())
            + " ("
            + step.before().sheet().told()
            + ", "
            + was.cell()
            + ") to "
            + Words.amount(Measure.DAYS, is.value())
            + " ("
            + is.cell()
            + "), while the number of people goes from "
            + Words.n(step.before().count().value())
            + " to "
            + Words.n(step.after().count().value())
            + ". The days that passed and the change in numbers leave "
            + Words.percent(Math.abs(step.unexplained()))
            + " of it unexplained; usual for it is up to "
            + Words.percent(usual.spread())
            + ". Many came while as many left, others were counted, or the mean is wrong.");
  }
}
