package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.store.Conditions;
import org.muster.store.Enrolments;
import org.muster.store.Excusals;
import org.muster.store.Offices;
import org.muster.store.Orders;
import org.springframework.stereotype.Service;

/** Records permissions that lift a condition for a time. */
@Service
public class Excusing {
  private final Changes changes;
  private final Clock clock;
  private final Enrolments enrolments;
  private final Offices offices;
  private final Orders orders;
  private final Conditions conditions;
  private final Excusals excusals;

  Excusing(
      Changes changes,
      Clock clock,
      Enrolments enrolments,
      Offices offices,
      Orders orders,
      Conditions conditions,
      Excusals excusals) {
    this.changes = changes;
    this.clock = clock;
    this.enrolments = enrolments;
    this.offices = offices;
    this.orders = orders;
    this.conditions = conditions;
    this.excusals = excusals;
  }

  /** A permission; from now when the start is left out. An end is required. */
  public record Form(
      @Nullable ConditionId condition,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable String reason) {}

  /** Records a permission for a condition of the enrolment. */
  public Change<ExcusalId> excuse(EnrolmentId enrolment, Form form, String by) {
    return changes.make(
        () -> {
          enrolments.lock(enrolment);
          Fields fields = new Fields(offices.zoneOf(enrolment));
          String reason = fields.text("reason", form.reason(), 1000, "the reason");
          Optional<ConditionId> condition =
              fields
                  .chosen("condition", form.condition(), "Choose the condition that is lifted.")
                  .filter(id -> conditions.findEnrolment(id).filter(enrolment::equals).isPresent());
          if (form.condition() != null && condition.isEmpty()) {
            fields.refuse("condition", "No order of this enrolment asks that condition.");
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
          Instant startsAt = fields.time("startsAt", form.startsAt(), now);
          if (form.endsAt() == null) {
            fields.refuse("endsAt", "Choose when the permission ends.");
            return fields.rejected();
          }
          Optional<Interval> during =
              fields.interval(startsAt, fields.time("endsAt", form.endsAt(), Interval.FOREVER));
          if (!fields.areFine() || condition.isEmpty() || during.isEmpty()) {
            return fields.rejected();
          }
          Interval inForce = orderOf(condition.get()).during();
          if (!inForce.overlaps(during.get())) {
            return Change.rejected(
                "startsAt",
                "The order that asks it is in force from %s to %s. Choose a time within that."
                    .formatted(fields.said(inForce.startsAt()), fields.said(inForce.endsAt())));
          }
          return new Recorded<>(excusals.add(enrolment, condition.get(), during.get(), reason, by));
        });
  }

  private Order orderOf(ConditionId condition) {
    return conditions
        .find(condition)
        .flatMap(asked -> orders.find(asked.order()))
        .orElseThrow(() -> new IllegalStateException("condition " + condition + " has an order"));
  }
}
