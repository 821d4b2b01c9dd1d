package org.muster.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.muster.domain.Assignment;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.OrderId;
import org.muster.domain.Outcome;
import org.muster.domain.Technology;
import org.muster.store.Assignments;
import org.muster.store.Conditions;
import org.muster.store.Enrolments;
import org.muster.store.Orders;
import org.muster.store.PolicySets;
import org.muster.store.SyntheticProgramme;
import org.muster.store.SyntheticProgramme.Dummy;
import org.muster.store.SyntheticProgramme.Stay;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The casework of nobody: two dummies take turns, so that no stay becomes long, and what was said
 * of a stay that is over is removed.
 */
@Component
public class SyntheticStays {
  /** What is judged again each minute is at most so much. */
  static final Duration STAY_MAX = Duration.ofHours(6);

  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final SyntheticProgramme programme;
  private final Enrolments enrolments;
  private final Orders orders;
  private final Conditions conditions;
  private final Assignments assignments;
  private final PolicySets policySets;

  SyntheticStays(
      SyntheticProgramme programme,
      Enrolments enrolments,
      Orders orders,
      Conditions conditions,
      Assignments assignments,
      PolicySets policySets) {
    this.programme = programme;
    this.enrolments = enrolments;
    this.orders = orders;
    this.conditions = conditions;
    this.assignments = assignments;
    this.policySets = policySets;
  }

  /** Who crosses, and how. */
  public record Crossing(String device, Round round) {}

  /**
   * Who crosses at the minute mark; begins another stay when there is none or it has lasted long
   * enough. Empty when the policy in force leaves no way to cross once a minute.
   */
  @Transactional
  public Optional<Crossing> prepare(Instant mark) {
    Optional<Round> round =
        policySets
            .policies()
            .findAt(mark)
            .flatMap(set -> Round.find(set.planFor(Technology.ANKLE)));
    if (round.isEmpty()) {
      return Optional.empty();
    }
    Dummy first = programme.dummy(1);
    Dummy second = programme.dummy(2);
    Optional<Stay> stay = programme.findStay(mark);
    boolean goesOn =
        stay.filter(now -> isFor(now, round.get()) && now.startsAt().plus(STAY_MAX).isAfter(mark))
            .isPresent();
    boolean firstIsIn =
        stay.filter(now -> now.participant().equals(first.participant())).isPresent();
    Dummy crosses = goesOn == firstIsIn ? first : second;
    if (!goesOn) {
      stay.ifPresent(was -> end(was.enrolment(), mark));
      begin(crosses, round.get(), mark);
      programme.prune(mark, KEPT_FOR);
    }
    return Optional.of(new Crossing(crosses.uniqueId(), round.get()));
  }

  /** Another policy may ask for another number of zones. */
  private boolean isFor(Stay stay, Round round) {
    return orders.list(stay.enrolment()).stream()
        .anyMatch(order -> conditions.list(order.id()).size() == round.places());
  }

  /** It begins so much earlier that the first crossing can come to its finding at once. */
  private void begin(Dummy dummy, Round round, Instant mark) {
    Instant startsAt = mark.minus(Round.STEP.multipliedBy(round.places()));
    EnrolmentId stay =
        enrolments.add(
            dummy.participant(),
            programme.office(),
            SyntheticProgramme.BY,
            startsAt,
            SyntheticProgramme.BY);
    LocalDate reviewOn = mark.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(60);
    OrderId order =
        orders.add(
            stay,
            new Orders.Wording(
                SyntheticProgramme.VENDOR,
                "None: this order binds nobody",
                "To see that whoever enters a zone is found",
                "None: nobody is supervised by it",
                reviewOn),
            null,
            Interval.from(startsAt),
            SyntheticProgramme.BY);
    for (int n = 0; n < round.places(); n++) {
      conditions.add(
          order,
          ConditionKind.STAY_OUT_OF,
          programme.zone(round.zoneName(n), round.zone(n)),
          null,
          "synthetic");
    }
    assignments.add(dummy.device(), stay, Interval.from(startsAt), SyntheticProgramme.BY);
  }

  private void end(EnrolmentId stay, Instant endsAt) {
    for (Assignment assignment : assignments.list(stay)) {
      assignments.cut(assignment, endsAt);
    }
    for (Order order : orders.list(stay)) {
      orders.cut(order, endsAt);
    }
    enrolments.end(stay, endsAt, new Outcome("The other dummy's turn", "None: nobody left"));
  }
}
