package org.muster.judging;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Span;
import org.muster.domain.Supervision;
import org.muster.engine.Engine;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.store.DueJudging;
import org.muster.store.Folds;
import org.muster.store.JudgingDue;
import org.muster.store.Tracks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judges one enrolment again from an instant on: opens with the state that the day before closed
 * with, folds each day up to now that may come out otherwise, and records what changed in its
 * findings. All of it in one transaction, so that a restart at any point judges the same again.
 */
@Component
class Judge {
  private final SupervisionOf supervisionOf;
  private final Tracks tracks;
  private final Folds folds;
  private final FindingVersions versions;
  private final JudgingDue judgingDue;

  Judge(
      SupervisionOf supervisionOf,
      Tracks tracks,
      Folds folds,
      FindingVersions versions,
      JudgingDue judgingDue) {
    this.supervisionOf = supervisionOf;
    this.tracks = tracks;
    this.folds = folds;
    this.versions = versions;
    this.judgingDue = judgingDue;
  }

  /** Judges what is due, up to now; whether a finding changed. */
  @Transactional
  public boolean judge(DueJudging due, Instant now) {
    EnrolmentId enrolment = due.enrolment();
    long seenBefore = folds.lockSeenTo(enrolment);
    Supervision supervision = supervisionOf.get(enrolment);
    Optional<LocalDate> first = firstDay(supervision);
    boolean changed = false;
    if (first.isPresent()) {
      // A condition that is new has to read all that was observed before it binds.
      Instant fromAt = due.mayBringConditions() ? startOf(first.get()) : due.fromAt();
      Opening opening = opening(enrolment, first.get(), fromAt, now);
      // A day that has not begun has nothing to judge; time itself will mark it when it has.
      if (startOf(opening.day()).isBefore(now)) {
        folds.dropBefore(enrolment, first.get());
        changed = fold(due, supervision, opening, now, seenBefore);
      }
    } else {
      changed = forget(due, now, seenBefore);
    }
    if (!judgingDue.take(due)) {
      // More came meanwhile, some of it perhaps for a day that was not looked at.
      folds.sawOnlyTo(enrolment, seenBefore);
    }
    return changed;
  }

  /** Nothing can bind before the first plan is in force. */
  private static Optional<LocalDate> firstDay(Supervision supervision) {
    return supervision.plans().stream().findFirst().map(plan -> dayOf(plan.inForce().startsAt()));
  }

  private static LocalDate dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The day to begin with, and the state to open it with. */
  private record Opening(LocalDate day, FoldState state) {}

  private Opening opening(EnrolmentId enrolment, LocalDate first, Instant fromAt, Instant now) {
    Instant from = fromAt.isAfter(now) ? now : fromAt;
    LocalDate day = dayOf(from).isBefore(first) ? first : dayOf(from);
    Optional<LocalDate> before = folds.findLastDayBefore(enrolment, day);
    if (before.isEmpty() || before.get().isBefore(first)) {
      return new Opening(first, FoldState.opening(startOf(first)));
    }
    return new Opening(
        before.get().plusDays(1), FoldState.decode(folds.getClosing(enrolment, before.get())));
  }

  /** No device ever stood for the participant: what was said on that ground is taken back. */
  private boolean forget(DueJudging due, Instant now, long seenBefore) {
    folds.dropAll(due.enrolment());
    return versions.record(
        due.enrolment(),
        List.of(),
        List.of(),
        now,
        new FindingVersions.Since(seenBefore, due.news()));
  }

  /**
   * Folds the day of the opening, and of the later ones those of which the opening state, the
   * observations or what binds is other than when they were folded before.
   */
  private boolean fold(
      DueJudging due, Supervision supervision, Opening opening, Instant now, long seenBefore) {
    EnrolmentId enrolment = due.enrolment();
    long seenTo = tracks.lastObservation();
    Map<LocalDate, Folds.Closed> before = folds.listClosed(enrolment, opening.day());
    Map<LocalDate, Integer> counts =
        before.size() > 1
            ? tracks.countByDay(enrolment, new Interval(startOf(opening.day()), now))
            : Map.of();
    List<LocalDate> folded = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    FoldState state = opening.state();
    boolean closesAsBefore = false;
    for (LocalDate day = opening.day(); startOf(day).isBefore(now); day = day.plusDays(1)) {
      Folds.Closed was = before.get(day);
      if (closesAsBefore
          && was != null
          // The last of all is folded in any case: it says what goes on.
          && startOf(day.plusDays(1)).isBefore(now)
          && was.observations() == counts.getOrDefault(day, 0)
          && isBoundAsBefore(due, day)) {
        state = FoldState.decode(was.closing());
        continue;
      }
      state = foldDay(enrolment, supervision, state, day, now, seenTo, findings);
      folded.add(day);
      closesAsBefore = was != null && was.closing().equals(state.encode());
    }
    return versions.record(
        enrolment, findings, folded, now, new FindingVersions.Since(seenBefore, due.news()));
  }

  private static boolean isBoundAsBefore(DueJudging due, LocalDate day) {
    return due.boundFrom().isEmpty()
        || !startOf(day.plusDays(1)).isAfter(due.boundFrom().orElseThrow());
  }

  /** Folds one day, keeps what it says, and gives the state it closes with. */
  private FoldState foldDay(
      EnrolmentId enrolment,
      Supervision supervision,
      FoldState opening,
      LocalDate day,
      Instant now,
      long seenTo,
      List<Finding> findings) {
    Instant endOfDay = startOf(day.plusDays(1));
    boolean over = !endOfDay.isAfter(now);
    Instant endsAt = over ? endOfDay : now;
    List<Observation> observations = tracks.list(enrolment, new Interval(startOf(day), endsAt));
    Folded folded = Engine.fold(supervision, opening, endsAt, observations);
    findings.addAll(folded.settledFindings());
    if (over) {
      folds.putDay(
          enrolment,
          new Folds.Day(
              day,
              folded.closing().encode(),
              flat(folded.settled()),
              folded.settledFindings(),
              observations.size()));
    }
    if (!over || endOfDay.equals(now)) {
      findings.addAll(folded.openFindings());
      List<Folds.ConditionSpan> tail = new ArrayList<>(over ? List.of() : flat(folded.settled()));
      tail.addAll(flat(folded.tail()));
      folds.putTail(enrolment, now, tail, folded.openFindings(), seenTo);
    }
    return folded.closing();
  }

  private static List<Folds.ConditionSpan> flat(SortedMap<ConditionId, List<Span>> spans) {
    List<Folds.ConditionSpan> flat = new ArrayList<>();
    for (Map.Entry<ConditionId, List<Span>> entry : spans.entrySet()) {
      entry.getValue().forEach(span -> flat.add(new Folds.ConditionSpan(entry.getKey(), span)));
    }
    return flat;
  }
}
