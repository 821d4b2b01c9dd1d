package org.muster.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Plan;
import org.muster.domain.Technology;
import org.muster.policy.PlanParameter;
import org.muster.policy.Policies;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.muster.store.PolicySets;
import org.muster.store.RollEvidence;
import org.muster.store.RollFacts;
import org.muster.store.RollRow;
import org.muster.store.RollRows;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Calls the roll: every enrolment that touches a local day of its office is in exactly one state.
 * The roll of today is called every minute; that of an earlier day again when late data speaks of
 * it. A row gets another version only when something about it changed.
 */
@Service
public class DailyRoll {
  /** Late data changes the rolls of at most so many days back. */
  static final int DAYS_BACK_MAX = 60;

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final RollFacts facts;
  private final RollRows rows;
  private final PolicySets policySets;
  private final InstantSource clock;
  private Instant knownUpTo = Instant.EPOCH;
  private volatile boolean held;

  public DailyRoll(RollFacts facts, RollRows rows, PolicySets policySets, InstantSource clock) {
    this.facts = facts;
    this.rows = rows;
    this.policySets = policySets;
    this.clock = clock;
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
    held = false;
    call();
  }

  /** Calls the roll of every day about which something became known since the last call. */
  @Scheduled(initialDelay = 10_000, fixedDelay = 60_000)
  public synchronized void call() {
    if (held) {
      return;
    }
    // Somewhat earlier, so that a transaction that committed during the last call is not missed.
    callSince(knownUpTo.equals(Instant.EPOCH) ? knownUpTo : knownUpTo.minus(EVERY));
  }

  /** Calls the roll of every day about which something became known since the instant. */
  synchronized void callSince(Instant since) {
    Instant now = clock.instant();
    Optional<LocalDate> earliest = facts.findEarliestChange(since);
    Policies policies = policySets.policies();
    for (RollFacts.CallingOffice office : facts.offices()) {
      LocalDate today = now.atZone(office.zone()).toLocalDate();
      LocalDate yesterday = today.minusDays(1);
      // A local day can begin up to a day before the UTC day of the same date.
      LocalDate from = earliest.map(day -> day.minusDays(1)).orElse(yesterday);
      from = from.isAfter(yesterday) ? yesterday : from;
      LocalDate bound = today.minusDays(DAYS_BACK_MAX);
      for (LocalDate day = from.isBefore(bound) ? bound : from;
          !day.isAfter(today);
          day = day.plusDays(1)) {
        callDay(office, day, now, policies);
      }
    }
    knownUpTo = now;
  }

  private void callDay(
      RollFacts.CallingOffice office, LocalDate day, Instant now, Policies policies) {
    Instant startsAt = day.atStartOfDay(office.zone()).toInstant();
    Instant endsAt = day.plusDays(1).atStartOfDay(office.zone()).toInstant();
    boolean over = !endsAt.isAfter(now);
    // The last millisecond of a day that is over belongs to it; its end belongs to the next.
    Instant at = over ? endsAt.minusMillis(1) : now;
    TreeMap<EnrolmentId, RollRow> before = new TreeMap<>();
    rows.list(day).forEach(row -> before.put(row.enrolment(), row));
    for (RollFacts.Facts person : facts.list(office.id(), startsAt, at)) {
      Optional<RollRow> was = Optional.ofNullable(before.get(person.enrolment()));
      RollRow is = row(office, day, at, now, person, policies, was.map(RollRow::version).orElse(0));
      if (was.isEmpty() || differs(was.get(), is, over)) {
        rows.append(is);
      }
    }
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
      Instant now,
      RollFacts.Facts person,
      Policies policies,
      int lastVersion) {
    PolicySet policy = policies.findAt(at).orElse(StarterPolicy.SET);
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
            person.excusalId(),
            person.endedAt());
    return new RollRow(
        day,
        person.enrolment(),
        lastVersion + 1,
        state.name(),
        person.technology(),
        office.id(),
        evidence,
        now);
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
        // Nothing records custody or a system fault yet; both have their place on the roll.
        false,
        person.excusalId().isPresent(),
        person.orderId().isPresent(),
        silentFor,
        false,
        abscondedSinceHeard,
        plan.quietLimit(),
        plan.lostAfter());
  }
}
