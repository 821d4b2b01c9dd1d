package org.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through one series and finds what cannot be believed. Each number is compared with the last
 * one that could, so that a correction is not blamed for what it corrects. When a later report says
 * again what was not believed, it is a new level, and believed from there on.
 */
final class JumpSearch {
  private final Series series;
  private final Thresholds thresholds;
  private final Limit limit;
  private final List<Jump> lasting = new ArrayList<>();
  private final List<Jump> passing = new ArrayList<>();

  JumpSearch(Series series, Thresholds thresholds) {
    this.series = series;
    this.thresholds = thresholds;
    this.limit = Limit.of(series, thresholds);
    search();
  }

  /** Jumps that later reports took back, or that no later report is known for. */
  List<Jump> passing() {
    return passing;
  }

  /** Jumps to a level at which later reports stay. */
  List<Jump> lasting() {
    return lasting;
  }

  private void search() {
    Series.Point believed = null;
    List<Jump> waiting = new ArrayList<>();
    for (Series.Point point : series.points()) {
      if (believed == null) {
        believed = point;
        continue;
      }
      if (!waiting.isEmpty() && confirms(waiting.getLast().after(), believed, point)) {
        Jump first = waiting.removeFirst();
        lasting.add(first);
        passing.addAll(waiting.stream().filter(one -> isFar(one.after(), point)).toList());
        waiting.clear();
        believed = point;
        continue;
      }
      Optional<Jump> jump = find(believed, point);
      if (jump.isEmpty()) {
        believed = point;
        passing.addAll(waiting);
        waiting.clear();
      } else {
        waiting.add(jump.get());
      }
    }
    passing.addAll(waiting);
  }

  /** Another report is nearer to what was not believed than to what was. */
  private boolean confirms(Series.Point doubted, Series.Point believed, Series.Point point) {
    double fromDoubted = Math.abs(Limit.change(doubted, point, thresholds));
    double fromBelieved = Math.abs(Limit.change(believed, point, thresholds));
    return !doubted.sheet().isOfSameReport(point.sheet())
        && fromDoubted < fromBelieved
        && !isFar(doubted, point);
  }

  private boolean isFar(Series.Point before, Series.Point after) {
    return find(before, after).isPresent();
  }

  private Optional<Jump> find(Series.Point before, Series.Point after) {
    double change = Limit.change(before, after, thresholds);
    return limit.isBeyond(change, Limit.fortnights(before, after))
        ? Optional.of(new Jump(series, before, after, change, limit))
        : Optional.empty();
  }
}
