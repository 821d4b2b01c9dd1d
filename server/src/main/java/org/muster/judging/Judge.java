package org.muster.judging;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Supervision;
import org.muster.engine.Columns;
import org.muster.engine.CompiledSupervision;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.policy.Policies;
import org.muster.store.DueJudging;
import org.muster.store.Folds;
import org.muster.store.JudgingDue;
import org.muster.store.Seen;
import org.muster.store.Tracks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judges one enrolment again from an instant on: opens with the state that the day before closed
 * with, folds each day up to now that may come out otherwise, and records what changed in its
 * findings. All of it in one transaction, so that a restart at any point judges the same again.
 */
@Component
class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  private final CompiledZones zones = new CompiledZones();
  private final AtomicBoolean saidFormat = new AtomicBoolean();
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

  /**
   * What came of judging.
   *
   * @param changed whether a finding changed
   * @param stands where the day that goes on may be gone on with, once this is committed
   */
  record Judged(boolean changed, Optional<LiveFold> stands) {}

  /** Judges what is due, up to now. */
  @Transactional
  public Judged judge(DueJudging due, Instant now) {
    EnrolmentId enrolment = due.enrolment();
    Seen seenBefore = folds.lockSeen(enrolment);
    if (tracks.findDestroyed(enrolment).isPresent()) {
      // Judged on nothing, all that was said would be taken back. It stays as it was.
      tracks.forget(enrolment);
      judgingDue.take(due);
      return new Judged(false, Optional.empty());
    }
    Policies policies = supervisionOf.policies();
    Supervision supervision = supervisionOf.get(enrolment, policies);
    Optional<LocalDate> first = firstDay(supervision);
    boolean changed = false;
    Optional<LiveFold> stands = Optional.empty();
    if (first.isPresent()) {
      // A condition that is new has to read all that was observed before it binds.
      Instant fromAt = due.mayBringConditions() ? startOf(first.get()) : due.fromAt();
      Opening opening = opening(enrolment, first.get(), fromAt, now);
      // A day that has not begun has nothing to judge; time itself will mark it when it has.
      if (startOf(opening.day()).isBefore(now)) {
        folds.dropBefore(enrolment, first.get());
        Going going =
            new Going(enrolment, policies, CompiledSupervision.of(supervision, zones::of), now);
        changed = fold(due, going, opening, seenBefore);
        stands = going.stands;
      }
    } else {
      changed = forget(due, now, seenBefore);
    }
    if (!judgingDue.take(due)) {
      // More came meanwhile, some of it perhaps for a day that was not looked at.
      folds.sawOnlyTo(Map.of(enrolment, seenBefore));
    }
    return new Judged(changed, stands);
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
    String closing = folds.getClosing(enrolment, before.get());
    if (!FoldState.isOfThisFormat(closing)) {
      // Another version of Muster wrote it. All that it says can be said again.
      if (!saidFormat.getAndSet(true)) {
        LOG.info("Days that another version of Muster folded are folded again from the first one");
      }
      return new Opening(first, FoldState.opening(startOf(first)));
    }
    return new Opening(before.get().plusDays(1), FoldState.decode(closing));
  }

  /** No device ever stood for the participant: what was said on that ground is taken back. */
  private boolean forget(DueJudging due, Instant now, Seen seenBefore) {
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
  private boolean fold(DueJudging due, Going going, Opening opening, Seen seenBefore) {
    EnrolmentId enrolment = due.enrolment();
    Instant now = going.now;
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
          && isBoundAsBefore(due, day)
          && FoldState.isOfThisFormat(was.closing())) {
        state = FoldState.decode(was.closing());
        continue;
      }
      state = going.foldDay(state, day, seenTo, findings);
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

  /** One enrolment's days, one after the other. */
  private final class Going {
    private final EnrolmentId enrolment;
    private final Policies policies;
    private final CompiledSupervision supervision;
    private final Instant now;
    private Optional<LiveFold> stands = Optional.empty();

    Going(EnrolmentId enrolment, Policies policies, CompiledSupervision supervision, Instant now) {
      this.enrolment = enrolment;
      this.policies = policies;
      this.supervision = supervision;
      this.now = now;
    }

    /** Folds one day, keeps what it says, and gives the state it closes with. */
    FoldState foldDay(FoldState opening, LocalDate day, long seenTo, List<Finding> findings) {
      Instant endOfDay = startOf(day.plusDays(1));
      boolean over = !endOfDay.isAfter(now);
      Instant endsAt = over ? endOfDay : now;
      List<Observation> observations = tracks.list(enrolment, new Interval(startOf(day), endsAt));
      Folded folded = supervision.fold(opening, endsAt, Columns.of(observations));
      List<Folds.ConditionSpan> settled = LiveJudge.flat(folded.settled());
      List<Finding> ofDay = new ArrayList<>(folded.settledFindings());
      if (over) {
        folds.putDay(
            enrolment,
            new Folds.Day(
                day,
                folded.closing().encode(),
                settled,
                folded.settledFindings(),
                observations.size()));
      }
      if (!over || endOfDay.equals(now)) {
        ofDay.addAll(folded.openFindings());
        List<Folds.ConditionSpan> tail = new ArrayList<>(over ? List.of() : settled);
        tail.addAll(LiveJudge.flat(folded.tail()));
        folds.putTails(
            List.of(new Folds.Going(enrolment, LiveJudge.joined(tail), folded.openFindings())),
            now,
            seenTo);
      }
      if (!over) {
        folds.dropFrom(enrolment, day);
        stands = Optional.of(LiveFold.begin(day, policies, supervision, opening, ofDay));
      }
      findings.addAll(ofDay);
      return folded.closing();
    }
  }
}
