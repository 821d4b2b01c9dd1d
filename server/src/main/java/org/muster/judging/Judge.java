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
import org.muster.domain.Span;
import org.muster.domain.Supervision;
import org.muster.engine.Engine;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.store.Due;
import org.muster.store.Folds;
import org.muster.store.JudgingDue;
import org.muster.store.Tracks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judges one enrolment again from an instant on: opens with the state that the day before closed
 * with, folds each day up to now, and records what changed in its findings. All of it in one
 * transaction, so that a restart at any point judges the same again.
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

  /** Judges what is due, up to now. */
  @Transactional
  public void judge(Due due, Instant now) {
    EnrolmentId enrolment = due.enrolment();
    Supervision supervision = supervisionOf.get(enrolment);
    Optional<LocalDate> first = firstDay(supervision);
    if (first.isPresent()) {
      Opening opening = opening(enrolment, first.get(), due.fromAt(), now);
      // A day that has not begun has nothing to judge; time itself will mark it when it has.
      if (startOf(opening.day()).isBefore(now)) {
        fold(enrolment, supervision, first.get(), opening, now);
      }
    } else {
      forget(enrolment, now);
    }
    judgingDue.take(due);
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
  private void forget(EnrolmentId enrolment, Instant now) {
    folds.dropAll(enrolment);
    versions.record(enrolment, LocalDate.EPOCH, List.of(), now);
  }

  private void fold(
      EnrolmentId enrolment,
      Supervision supervision,
      LocalDate first,
      Opening opening,
      Instant now) {
    folds.dropBefore(enrolment, first);
    folds.dropFrom(enrolment, opening.day());
    List<Finding> findings = new ArrayList<>();
    FoldState state = opening.state();
    for (LocalDate day = opening.day(); startOf(day).isBefore(now); day = day.plusDays(1)) {
      Instant endOfDay = startOf(day.plusDays(1));
      boolean over = !endOfDay.isAfter(now);
      Instant endsAt = over ? endOfDay : now;
      Folded folded =
          Engine.fold(
              supervision,
              state,
              endsAt,
              tracks.list(enrolment, new Interval(startOf(day), endsAt)));
      findings.addAll(folded.settledFindings());
      if (over) {
        folds.putDay(
            enrolment,
            new Folds.Day(
                day, folded.closing().encode(), flat(folded.settled()), folded.settledFindings()));
      }
      if (!over || endOfDay.equals(now)) {
        findings.addAll(folded.openFindings());
        List<Folds.ConditionSpan> tail = new ArrayList<>(over ? List.of() : flat(folded.settled()));
        tail.addAll(flat(folded.tail()));
        folds.putTail(enrolment, now, tail, folded.openFindings());
      }
      state = folded.closing();
    }
    versions.record(enrolment, opening.day(), findings, now);
  }

  private static List<Folds.ConditionSpan> flat(SortedMap<ConditionId, List<Span>> spans) {
    List<Folds.ConditionSpan> flat = new ArrayList<>();
    for (Map.Entry<ConditionId, List<Span>> entry : spans.entrySet()) {
      entry.getValue().forEach(span -> flat.add(new Folds.ConditionSpan(entry.getKey(), span)));
    }
    return flat;
  }
}
