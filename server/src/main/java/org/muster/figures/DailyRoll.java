package org.muster.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.Plan;
import org.muster.domain.Technology;
import org.muster.policy.PlanParameter;
import org.muster.policy.Policies;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.muster.store.Due;
import org.muster.store.PolicySets;
import org.muster.store.RollDue;
import org.muster.store.RollEvidence;
import org.muster.store.RollFacts;
import org.muster.store.RollRow;
import org.muster.store.RollRows;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Calls the roll: everybody enrolled on a local day of an office is in exactly one state. The roll
 * of today is called every minute; rows of an earlier day again when something became known about
 * them. A row gets another version only when something about it changed, and a version that takes
 * it off when the person does not belong there.
 */
@Service
public class DailyRoll {
  /** What becomes known changes the rolls of at most so many days back. */
  static final int DAYS_BACK_MAX = 400;

  private static final int BATCH_MAX = 500;

  private final RollFacts facts;
  private final RollRows rows;
  private final RollDue due;
  private final PolicySets policySets;
  private final InstantSource clock;

  /** The last day for which each office's roll was called for everybody. */
  private final TreeMap<OfficeId, LocalDate> calledUpTo = new TreeMap<>();

  private volatile boolean held;
  private volatile Instant calledAt;

  public DailyRoll(
      RollFacts facts, RollRows rows, RollDue due, PolicySets policySets, InstantSource clock) {
    this.facts = facts;
    this.rows = rows;
    this.due = due;
    this.policySets = policySets;
    this.clock = clock;
    calledAt = clock.instant();
  }

  /** When the roll was last called, or this began; empty while it is held. */
  public Optional<Instant> calledAt() {
    return held ? Optional.empty() : Optional.of(calledAt);
  }

  /**
   * Calls no roll until {@link #release}: a history is being sent, and what is not here yet looks
   * like silence.
   */
  public void hold() {
    held = true;
  }

  /** Calls the roll at once, and every minute again. */
  public void release() {
    calledAt = clock.instant();
    held = false;
    call();
  }

  /** Calls the roll of today, and of every row about which something became known. */
  @Scheduled(initialDelay = 10_000, fixedDelay = 60_000)
  public synchronized void call() {
    if (held) {
      return;
    }
    Calling calling = new Calling(clock.instant(), policySets.policies());
    List<RollFacts.CallingOffice> offices = facts.offices();
    offices.forEach(office -> callUpToToday(calling, office));
    callEarlierDays(calling, offices);
    calledAt = calling.now();
  }

  /** One call: what is known now, under the policy as it stands. */
  private record Calling(Instant now, Policies policies) {
    LocalDate today(RollFacts.CallingOffice office) {
      return now.atZone(office.zone()).toLocalDate();
    }
  }

  /** The days since the last call, that one too: it was under way then, and may be over now. */
  private void callUpToToday(Calling calling, RollFacts.CallingOffice office) {
    LocalDate today = calling.today(office);
    LocalDate from =
        Optional.ofNullable(calledUpTo.get(office.id()))
            .or(() -> rows.findLatestDay(office.id()))
            .orElse(today);
    days(from, today).forEach(day -> callDay(calling, office, day, List.of()));
    calledUpTo.put(office.id(), today);
  }

  /** Days before today about which something became known, of those of whom it became known. */
  private void callEarlierDays(Calling calling, List<RollFacts.CallingOffice> offices) {
    // What is marked from now on waits for the next call: else reports that go on coming would keep
    // this one at work for ever.
    long lastMark = due.lastMark();
    List<Due> batch = due.list(BATCH_MAX, lastMark);
    while (!batch.isEmpty()) {
      for (RollFacts.CallingOffice office : offices) {
        LocalDate first = batch.getFirst().fromAt().atZone(office.zone()).toLocalDate();
        for (LocalDate day : days(first, calling.today(office).minusDays(1))) {
          Instant endsAt = day.plusDays(1).atStartOfDay(office.zone()).toInstant();
          List<EnrolmentId> touched =
              batch.stream()
                  .filter(one -> one.fromAt().isBefore(endsAt))
                  .map(Due::enrolment)
                  .toList();
          callDay(calling, office, day, touched);
        }
      }
      due.take(batch);
      batch = batch.size() < BATCH_MAX ? List.of() : due.list(BATCH_MAX, lastMark);
    }
  }

  private static List<LocalDate> days(LocalDate from, LocalDate last) {
    LocalDate bound = last.minusDays(DAYS_BACK_MAX);
    LocalDate first = from.isBefore(bound) ? bound : from;
    return first.isAfter(last) ? List.of() : first.datesUntil(last.plusDays(1)).toList();
  }

  private void callDay(
      Calling calling, RollFacts.CallingOffice office, LocalDate day, List<EnrolmentId> only) {
    Instant endsAt = day.plusDays(1).atStartOfDay(office.zone()).toInstant();
    boolean over = !endsAt.isAfter(calling.now());
    // The last millisecond of a day that is over belongs to it; its end belongs to the next.
    Instant at = over ? endsAt.minusMillis(1) : calling.now();
    TreeMap<EnrolmentId, RollRow> before = new TreeMap<>();
    rows.listVersions(day, office.id(), only).forEach(row -> before.put(row.enrolment(), row));
    List<RollRow> versions = new ArrayList<>();
    for (RollFacts.Facts person : facts.list(office, day, at, calling.now(), only)) {
      Optional<RollRow> was = Optional.ofNullable(before.remove(person.enrolment()));
      RollRow is = row(office, day, at, calling, person, was.map(RollRow::version).orElse(0));
      if (was.isEmpty() || differs(was.get(), is, over)) {
        versions.add(is);
      }
    }
    for (RollRow left : before.values()) {
      if (!left.isTakenOff()) {
        versions.add(takenOff(left, calling.now()));
      }
    }
    rows.append(versions);
  }

  private static RollRow takenOff(RollRow was, Instant now) {
    return new RollRow(
        was.day(),
        was.enrolment(),
        was.version() + 1,
        RollRow.TAKEN_OFF,
        Optional.empty(),
        was.office(),
        RollEvidence.NONE,
        now);
  }

  /** While a day is under way, being heard again is no news; once it is over, the last time is. */
  private static boolean differs(RollRow was, RollRow is, boolean over) {
    return !was.state().equals(is.state())
        || !was.technology().equals(is.technology())
        || !was.office().equals(is.office())
        || (over
            ? !was.evidence().equals(is.evidence())
            : !was.evidence().withoutLastHeard().equals(is.evidence().withoutLastHeard()));
  }

  private static RollRow row(
      RollFacts.CallingOffice office,
      LocalDate day,
      Instant at,
      Calling calling,
      RollFacts.Facts person,
      int lastVersion) {
    PolicySet policy = calling.policies().findAt(at).orElse(StarterPolicy.SET);
    Plan plan = policy.planFor(person.technology().orElse(Technology.PHONE));
    RollState state = RollState.of(question(person, at, plan));
    boolean measured = person.heardAt().isPresent();
    RollEvidence evidence =
        new RollEvidence(
            person.heardAt(),
            person.assignmentId(),
            person.orderId(),
            Optional.of(plan.quietLimit()).filter(limit -> measured),
            Optional.of(policy.clauseOf(PlanParameter.QUIET_LIMIT)).filter(clause -> measured),
            Optional.of(plan.lostAfter()).filter(limit -> measured),
            Optional.of(policy.clauseOf(PlanParameter.LOST_AFTER)).filter(clause -> measured),
            Optional.of(policy.id()).filter(id -> measured),
            person.abscondDecisionId().filter(id -> state == RollState.ABSCONDED),
            person.abscondedBy().filter(by -> state == RollState.ABSCONDED),
            person.faultOf().filter(fault -> state == RollState.SYSTEM_FAULT),
            person.excusalId(),
            person.excusedBy(),
            person.endedAt());
    return new RollRow(
        day,
        person.enrolment(),
        lastVersion + 1,
        state.name(),
        person.technology(),
        office.id(),
        evidence,
        calling.now());
  }

  private static RollQuestion question(RollFacts.Facts person, Instant at, Plan plan) {
    Optional<Duration> silentFor = person.heardAt().map(heard -> Duration.between(heard, at));
    boolean abscondedSinceHeard =
        person
            .abscondedAt()
            .filter(decided -> person.heardAt().stream().noneMatch(decided::isBefore))
            .isPresent();
    return new RollQuestion(
        person.endedAt().isPresent(),
        // Nothing records custody yet; it has its place on the roll.
        false,
        person.excusalId().isPresent(),
        person.orderId().isPresent(),
        silentFor,
        person.faultOf().isPresent(),
        abscondedSinceHeard,
        plan.quietLimit(),
        plan.lostAfter());
  }
}
