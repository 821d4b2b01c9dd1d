package org.muster.explaining;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.account.Account;
import org.muster.account.Accounts;
import org.muster.account.Clauses;
import org.muster.account.Stretch;
import org.muster.domain.AskedCondition;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Excusal;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.Span;
import org.muster.domain.Supervision;
import org.muster.domain.Timeline;
import org.muster.engine.FoldState;
import org.muster.judging.SupervisionOf;
import org.muster.policy.Policies;
import org.muster.store.Caseload;
import org.muster.store.Conditions;
import org.muster.store.Excusals;
import org.muster.store.Folds;
import org.muster.store.Orders;
import org.muster.store.PolicySets;
import org.muster.store.Timelines;
import org.muster.store.Tracks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Explains spans: folds again the days around one, from the state that the day before closed with.
 */
@Service
public class SpanAccounts {
  /** What carries a span is looked for so long before it, and the cadence of check-ins longer. */
  private static final Duration LOOKED_BACK = Duration.ofDays(2);

  private static final Duration LOOKED_BACK_MAX = Duration.ofDays(60);

  /** What comes of a span is known so long after it. */
  private static final Duration LOOKED_AHEAD = Duration.ofDays(2);

  private final SupervisionOf supervisionOf;
  private final Conditions conditions;
  private final Orders orders;
  private final Excusals excusals;
  private final Timelines timelines;
  private final Tracks tracks;
  private final Folds folds;
  private final PolicySets policySets;
  private final Caseload caseload;

  // The account is put together from every store that knows a part of it; each is one parameter.
  public SpanAccounts(
      SupervisionOf supervisionOf,
      Conditions conditions,
      Orders orders,
      Excusals excusals,
      Timelines timelines,
      Tracks tracks,
      Folds folds,
      PolicySets policySets,
      Caseload caseload) {
    this.supervisionOf = supervisionOf;
    this.conditions = conditions;
    this.orders = orders;
    this.excusals = excusals;
    this.timelines = timelines;
    this.tracks = tracks;
    this.folds = folds;
    this.policySets = policySets;
    this.caseload = caseload;
  }

  /** Why the condition was in the state that it was in at the instant. */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public Explained explain(EnrolmentId enrolment, ConditionId condition, Instant at) {
    Optional<AskedCondition> asked = conditions.find(condition);
    Optional<Order> order = asked.flatMap(each -> orders.find(each.order()));
    if (order.filter(each -> each.enrolment().equals(enrolment)).isEmpty()) {
      return new Explained.NoSuchCondition();
    }
    Interval around = new Interval(at.minus(LOOKED_BACK_MAX), at.plus(LOOKED_BACK_MAX));
    Optional<Timeline> judged =
        Optional.ofNullable(timelines.within(enrolment, around).get(condition));
    Optional<Span> span =
        judged.stream()
            .flatMap(timeline -> timeline.spans().stream())
            .filter(each -> each.interval().contains(at))
            .findFirst();
    Optional<Folds.Tail> tail = folds.findTail(enrolment);
    if (span.isEmpty() || tail.isEmpty()) {
      return new Explained.NotJudged(judged.map(Timeline::period));
    }
    Optional<DestroyedTrack> destroyed = tracks.findDestroyed(enrolment);
    if (destroyed.isPresent()) {
      return new Explained.NothingLeft(destroyed.get(), zone(enrolment));
    }
    Account account =
        Accounts.of(stretch(enrolment, asked.get(), span.get(), tail.get().asOf()), at, clauses());
    return new Explained.Told(account, asked.get(), order.get(), zone(enrolment), all(enrolment));
  }

  private ZoneId zone(EnrolmentId enrolment) {
    return caseload.find(enrolment).orElseThrow().zone();
  }

  private Map<ExcusalId, Excusal> all(EnrolmentId enrolment) {
    Map<ExcusalId, Excusal> all = new LinkedHashMap<>();
    excusals.list(enrolment).forEach(each -> all.put(each.id(), each));
    return all;
  }

  private Clauses clauses() {
    Policies policies = policySets.policies();
    return (policy, parameter) ->
        policies.sets().stream()
            .filter(set -> set.id().equals(policy))
            .findFirst()
            .map(set -> set.clauseOf(parameter));
  }

  private Stretch stretch(EnrolmentId enrolment, AskedCondition asked, Span span, Instant asOf) {
    Supervision supervision = supervisionOf.get(enrolment);
    LocalDate wanted = dayOf(span.startsAt().minus(lookedBack(asked.condition())));
    LocalDate first = dayOf(supervision.plans().getFirst().inForce().startsAt());
    Optional<LocalDate> before =
        folds.findLastDayBefore(enrolment, wanted).filter(day -> !day.isBefore(first));
    FoldState opening =
        before
            .map(day -> folds.getClosing(enrolment, day))
            // What another version wrote is folded again: here from the first day.
            .filter(FoldState::isOfThisFormat)
            .map(FoldState::decode)
            .orElseGet(() -> FoldState.opening(startOf(first)));
    Instant ahead = startOf(dayOf(span.endsAt().plus(LOOKED_AHEAD)));
    Instant endsAt = ahead.isBefore(asOf) ? ahead : asOf;
    return new Stretch(
        asked.id(),
        supervision,
        opening,
        endsAt,
        tracks.list(enrolment, new Interval(opening.at(), endsAt)));
  }

  private static Duration lookedBack(Condition condition) {
    if (condition instanceof Condition.CheckIn(Condition.Every(Duration cadence), var by)) {
      Duration more = LOOKED_BACK.plus(cadence);
      return more.compareTo(LOOKED_BACK_MAX) < 0 ? more : LOOKED_BACK_MAX;
    }
    return LOOKED_BACK;
  }

  private static LocalDate dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
