package org.muster.judging;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Span;
import org.muster.domain.Timeline;
import org.muster.engine.Columns;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.policy.Policies;
import org.muster.store.ClockMemory;
import org.muster.store.DueJudging;
import org.muster.store.Folds;
import org.muster.store.JudgingDue;
import org.muster.store.LiveTracks;
import org.muster.store.Seen;
import org.muster.store.Tracks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Judges those of whom only something new was heard, many in one transaction, and each from where
 * the fold of its day stands: the same that {@link Judge} would say, without reading what binds and
 * the whole of the day again. Whatever is not that simple is left to it: a change of what binds, a
 * report of a time that was folded already, a new day.
 */
@Component
class LiveJudge {
  /** Enrolments whose day is kept, if there is memory for them. */
  private static final int FOLDS_MAX = 250_000;

  /** The days that are kept may take this part of the memory that there is. */
  private static final int MEMORY_PART = 8;

  /** The fold goes on from an instant at least so long ago: reports come out of order. */
  static final Duration BEHIND = Duration.ofMinutes(5);

  /** When so much was folded twice, the fold moves on. */
  static final Duration MOVES_AFTER = Duration.ofMinutes(15);

  /** Or when so many observations were; half of them stay to be folded again. */
  static final int MOVES_AFTER_COUNT = 1_000;

  private final Tracks tracks;
  private final LiveTracks liveTracks;
  private final Folds folds;
  private final FindingVersions versions;
  private final JudgingDue judgingDue;
  private final SupervisionOf supervisionOf;
  private final TransactionOperations transactions;
  private final FoldMemory remembered =
      new FoldMemory(FOLDS_MAX, Runtime.getRuntime().maxMemory() / MEMORY_PART);

  LiveJudge(
      Tracks tracks,
      LiveTracks liveTracks,
      Folds folds,
      FindingVersions versions,
      JudgingDue judgingDue,
      SupervisionOf supervisionOf,
      TransactionOperations transactions) {
    this.tracks = tracks;
    this.liveTracks = liveTracks;
    this.folds = folds;
    this.versions = versions;
    this.judgingDue = judgingDue;
    this.supervisionOf = supervisionOf;
    this.transactions = transactions;
  }

  /** From here on what is heard of the enrolment goes on from this. */
  void remember(EnrolmentId enrolment, LiveFold fold) {
    remembered.put(enrolment, fold);
  }

  /** The day of the enrolment has to be folded from its beginning. */
  void forget(EnrolmentId enrolment) {
    remembered.remove(enrolment);
  }

  /** Those of what is due that only have to go on from where they stand, with where that is. */
  Map<DueJudging, LiveFold> thoseThatGoOn(Collection<DueJudging> all, Instant now) {
    Map<DueJudging, LiveFold> goOn = new LinkedHashMap<>();
    Policies policies = supervisionOf.policies();
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    for (DueJudging due : all) {
      LiveFold fold = remembered.get(due.enrolment());
      if (fold != null
          && due.boundFrom().isEmpty()
          && !due.fromAt().isBefore(fold.at())
          && fold.day().equals(today)
          && fold.at().isBefore(now)
          && fold.policies().equals(policies)) {
        goOn.put(due, fold);
      }
    }
    return goOn;
  }

  /** Judges them all or, by an exception, none; tells of whom a finding changed. */
  Set<EnrolmentId> judge(Map<DueJudging, LiveFold> batch, Instant now) {
    Batch judged = new Batch(batch, now);
    transactions.executeWithoutResult(status -> judged.judgeAll());
    judged.stands.forEach(remembered::put);
    // Where they were last is not to be known any more.
    judged.destroyed.forEach(remembered::remove);
    judged.destroyed.forEach(tracks::forget);
    return judged.changed;
  }

  /** One batch in one transaction. */
  private final class Batch {
    private final Map<DueJudging, LiveFold> batch;
    private final Instant now;
    private final Map<EnrolmentId, LiveFold> stands = new TreeMap<>();
    private final Set<EnrolmentId> changed = new TreeSet<>();
    private final List<Folds.Going> tails = new ArrayList<>();
    private Set<EnrolmentId> destroyed = Set.of();

    Batch(Map<DueJudging, LiveFold> batch, Instant now) {
      this.batch = batch;
      this.now = now;
    }

    void judgeAll() {
      Map<EnrolmentId, Seen> seenBefore =
          folds.lockSeen(batch.keySet().stream().map(DueJudging::enrolment).toList());
      long seenTo = tracks.lastObservation();
      // Of these all would be judged on nothing. What was said stays as it was.
      destroyed = tracks.listDestroyed(seenBefore.keySet());
      Map<EnrolmentId, LiveTracks.Latest> latest = latest(seenTo);
      batch.forEach(
          (due, fold) -> {
            LiveTracks.Latest heard = latest.get(due.enrolment());
            if (heard != null) {
              Seen seen = seenBefore.getOrDefault(due.enrolment(), Seen.NOTHING);
              goOn(due, fold, heard, new FindingVersions.Since(seen, due.news()));
            }
          });
      folds.putTails(tails, now, seenTo);
      // More came meanwhile for some, part of it perhaps of a time that was not looked at.
      Set<EnrolmentId> left = judgingDue.takeAll(batch.keySet());
      seenBefore.keySet().retainAll(left);
      folds.sawOnlyTo(seenBefore);
    }

    private Map<EnrolmentId, LiveTracks.Latest> latest(long seenTo) {
      List<LiveTracks.From> froms = new ArrayList<>();
      batch.forEach(
          (due, fold) -> {
            if (destroyed.contains(due.enrolment())) {
              return;
            }
            ClockMemory clocks =
                fold.clocks().orElseGet(() -> tracks.clocksBefore(due.enrolment(), fold.at()));
            Instant cutAt = movesTo(fold, due).orElse(fold.at());
            froms.add(new LiveTracks.From(due.enrolment(), fold.at(), cutAt, clocks, fold.heard()));
          });
      return liveTracks.list(froms, now, seenTo);
    }

    /**
     * Where the next fold begins, if further on. What is due since earlier stays due from there
     * when more came meanwhile, and would be of a time that was folded already.
     */
    private Optional<Instant> movesTo(LiveFold fold, DueJudging due) {
      boolean isMuch = fold.heard().count() > MOVES_AFTER_COUNT;
      Instant behind = isMuch ? fold.heard().lastStartAt(MOVES_AFTER_COUNT / 2) : now.minus(BEHIND);
      Instant at = due.fromAt().isBefore(behind) ? due.fromAt() : behind;
      return Optional.of(at.truncatedTo(ChronoUnit.MILLIS))
          .filter(cut -> isMuch || !now.isBefore(fold.at().plus(MOVES_AFTER)))
          .filter(cut -> cut.isAfter(fold.at()) && cut.isBefore(now));
    }

    private void goOn(
        DueJudging due, LiveFold fold, LiveTracks.Latest heard, FindingVersions.Since since) {
      FoldState state = fold.state();
      List<Folds.ConditionSpan> settled = new ArrayList<>(fold.settled());
      List<Finding> settledFindings = new ArrayList<>(fold.settledFindings());
      Optional<Instant> cutAt = movesTo(fold, due);
      if (cutAt.isPresent()) {
        Folded moved = fold.supervision().fold(state, cutAt.get(), Columns.of(heard.before()));
        state = moved.closing();
        settled.addAll(flat(moved.settled()));
        settledFindings.addAll(moved.settledFindings());
      }
      Folded rest = fold.supervision().fold(state, now, Columns.of(heard.after()));
      List<Finding> findings = new ArrayList<>(settledFindings);
      findings.addAll(rest.settledFindings());
      findings.addAll(rest.openFindings());
      if (!fold.saysNothingElseThan(findings)
          && versions.record(due.enrolment(), findings, List.of(fold.day()), now, since)) {
        changed.add(due.enrolment());
      }
      List<Folds.ConditionSpan> spans = new ArrayList<>(settled);
      spans.addAll(flat(rest.settled()));
      spans.addAll(flat(rest.tail()));
      tails.add(new Folds.Going(due.enrolment(), joined(spans), rest.openFindings()));
      stands.put(
          due.enrolment(), fold.at(state, heard, joined(settled), settledFindings, findings));
    }
  }

  static List<Folds.ConditionSpan> flat(Map<ConditionId, List<Span>> spans) {
    List<Folds.ConditionSpan> flat = new ArrayList<>();
    spans.forEach(
        (condition, list) ->
            list.forEach(span -> flat.add(new Folds.ConditionSpan(condition, span))));
    return flat;
  }

  /** The same with no two neighbours in the same state, condition by condition. */
  static List<Folds.ConditionSpan> joined(List<Folds.ConditionSpan> spans) {
    Map<ConditionId, List<Span>> byCondition = new TreeMap<>();
    spans.forEach(
        one ->
            byCondition.computeIfAbsent(one.condition(), id -> new ArrayList<>()).add(one.span()));
    byCondition.replaceAll(
        (condition, list) ->
            new Timeline(new Interval(list.getFirst().startsAt(), list.getLast().endsAt()), list)
                .spans());
    return flat(byCondition);
  }
}
