package org.muster.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds swaps: against the last posting before, and between two postings of one report. */
final class SwapSearch {
  private static final double CROSSED_MATCH = 0.1;
  private static final double CROSSED_CHANGE_MIN = Math.log(1.5);
  private static final double CROSSED_SHARE_MIN = 0.005;
  private final double matchShare;
  private final double totalShareMin;
  private final Thresholds thresholds;

  SwapSearch(Thresholds thresholds) {
    this.thresholds = thresholds;
    this.matchShare = thresholds.get("swap.match.share");
    this.totalShareMin = thresholds.get("swap.total.share.min");
  }

  Map<AtdSheet, List<Swap>> list(List<AtdSheet> sheets, Set<AtdSheet> jumping) {
    Map<AtdSheet, List<Swap>> swaps = new LinkedHashMap<>();
    for (Kind kind : List.of(Kind.TECHNOLOGY, Kind.STATUS)) {
      AtdSheet believed = null;
      AtdSheet last = null;
      for (AtdSheet sheet : sheets) {
        if (sheet.yearEnd() || sheet.find(kind).isEmpty()) {
          continue;
        }
        List<Swap> found = new ArrayList<>();
        if (believed != null) {
          found.addAll(against(believed, sheet, kind));
        }
        if (found.isEmpty() && last != null && last.isOfSameReport(sheet)) {
          revised(last, sheet, kind, swaps)
              .ifPresent(s -> swaps.computeIfAbsent(s.sheet(), k -> new ArrayList<>()).add(s));
        }
        if (found.isEmpty() && !jumping.contains(sheet)) {
          believed = sheet;
        }
        if (!found.isEmpty()) {
          swaps.computeIfAbsent(sheet, k -> new ArrayList<>()).addAll(found);
        }
        last = sheet;
      }
    }
    return swaps;
  }

  private record Move(Line from, Line to, double change) {
    double people() {
      return to.countOrZero() - from.countOrZero();
    }
  }

  private List<Move> moves(AtdSheet before, AtdSheet after, Kind kind) {
    Table then = before.find(kind).orElseThrow();
    Table now = after.find(kind).orElseThrow();
    double added = thresholds.get("change.smoothing.share") * everybody(now);
    List<Move> moves = new ArrayList<>();
    for (Line to : now.lines()) {
      then.lines().stream()
          .filter(line -> line.key().equals(to.key()))
          .filter(line -> line.find(Measure.COUNT).isPresent())
          .filter(line -> to.find(Measure.COUNT).isPresent())
          .findFirst()
          .ifPresent(
              from ->
                  moves.add(
                      new Move(
                          from,
                          to,
                          Math.log(
                              (to.countOrZero() + added + 1) / (from.countOrZero() + added + 1)))));
    }
    return moves;
  }

  private static double everybody(Table table) {
    return table.lines().stream().mapToDouble(Line::countOrZero).sum();
  }

  /** A swap that is also a jump, or a plain exchange of two numbers. */
  private List<Swap> against(AtdSheet before, AtdSheet after, Kind kind) {
    List<Swap> swaps = new ArrayList<>();
    if (before.isOfSameReport(after)) {
      return swaps;
    }
    double everybody = everybody(after.find(kind).orElseThrow());
    double floor =
        thresholds.get(kind == Kind.STATUS ? "change.status.min" : "change.technology.min");
    double fortnights =
        Math.max(1, Math.abs(after.at().toEpochDay() - before.at().toEpochDay()) / 14.0);
    List<Move> moves = moves(before, after, kind);
    for (Move up : moves) {
      for (Move down : moves) {
        if (up.people() <= 0 || down.people() >= 0) {
          continue;
        }
        boolean large =
            Math.max(up.change(), -down.change()) > floor * Math.sqrt(fortnights)
                && Math.min(up.people(), -down.people()) > totalShareMin * everybody;
        boolean offsets =
            Math.abs(up.people() + down.people())
                <= matchShare * Math.max(up.people(), -down.people());
        if ((large && offsets) || isCrossed(up, down, everybody)) {
          swaps.add(
              swap(
                  after,
                  before,
                  kind,
                  down,
                  up,
                  "The sum stays nearly the same, so the sums of the table do not show it."));
        }
      }
    }
    return swaps;
  }

  /** Each has about the number that the other had. */
  private static boolean isCrossed(Move up, Move down, double everybody) {
    double low = CROSSED_SHARE_MIN * everybody;
    return Math.min(down.to().countOrZero(), up.from().countOrZero()) > low
        && isClose(up.to().countOrZero(), down.from().countOrZero())
        && isClose(down.to().countOrZero(), up.from().countOrZero())
        && up.to().countOrZero() / up.from().countOrZero() > Math.exp(CROSSED_CHANGE_MIN)
        && down.from().countOrZero() / down.to().countOrZero() > Math.exp(CROSSED_CHANGE_MIN);
  }

  private static boolean isClose(double one, double other) {
    return Math.abs(one - other) <= CROSSED_MATCH * Math.max(one, other);
  }

  /** Two postings of one report, between which exactly as many left one category as joined one. */
  private Optional<Swap> revised(
      AtdSheet earlier, AtdSheet later, Kind kind, Map<AtdSheet, List<Swap>> known) {
    List<Move> moved =
        moves(earlier, later, kind).stream().filter(move -> move.people() != 0).toList();
    double everybody = everybody(later.find(kind).orElseThrow());
    if (moved.size() != 2
        || moved.get(0).people() + moved.get(1).people() != 0
        || Math.abs(moved.get(0).people()) <= totalShareMin * everybody
        || known.containsKey(earlier)) {
      return Optional.empty();
    }
    boolean firstFell = moved.get(0).people() < 0;
    Move up = moved.get(firstFell ? 0 : 1);
    Move down = moved.get(firstFell ? 1 : 0);
    Move gained = new Move(up.to(), up.from(), -up.change());
    Move fell = new Move(down.to(), down.from(), -down.change());
    return Optional.of(
        swap(
            earlier,
            later,
            kind,
            fell,
            gained,
            "Both postings are of one report, so one of the two is wrong, and its sums do not"
                + " show it."));
  }

  private static Swap swap(
      AtdSheet sheet, AtdSheet before, Kind kind, Move down, Move up, String because) {
    return new Swap(
        sheet,
        before,
        kind,
        down.to().key(),
        down.from().find(Measure.COUNT).orElseThrow(),
        down.to().find(Measure.COUNT).orElseThrow(),
        up.to().key(),
        up.from().find(Measure.COUNT).orElseThrow(),
        up.to().find(Measure.COUNT).orElseThrow(),
        because);
  }
}
