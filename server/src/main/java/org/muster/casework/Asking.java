package org.muster.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Ordering.ConditionForm;
import org.muster.casework.Ordering.DutyForm;
import org.muster.domain.Condition;
import org.muster.domain.ConditionKind;
import org.muster.domain.NamedSchedule;
import org.muster.domain.Occasion;
import org.muster.domain.OrderId;
import org.muster.domain.Refuse;
import org.muster.domain.Schedule;
import org.muster.store.Asks;
import org.muster.store.Conditions;
import org.muster.store.Schedules;
import org.muster.store.Zones;
import org.springframework.stereotype.Component;

/** The conditions of an order that is being recorded. */
@Component
class Asking {
  private final Conditions conditions;
  private final Zones zones;
  private final Schedules schedules;

  Asking(Conditions conditions, Zones zones, Schedules schedules) {
    this.conditions = conditions;
    this.zones = zones;
    this.schedules = schedules;
  }

  void check(Fields fields, List<ConditionForm> forms) {
    fields.refuseUnless(
        !forms.isEmpty(), "conditions", "Add at least one condition: what does the order ask?");
    fields.refuseUnless(
        forms.size() <= Ordering.CONDITIONS_MAX,
        "conditions",
        "An order has at most " + Ordering.CONDITIONS_MAX + " conditions.");
    for (int i = 0; i < forms.size(); i++) {
      check(fields, "conditions[" + i + "].", forms.get(i));
    }
  }

  private void check(Fields fields, String at, ConditionForm form) {
    fields.text(
        at + "citation", form.citation(), 500, "the paragraph of the order that asks for it");
    ConditionKind kind = form.kind();
    if (kind == null) {
      fields.refuse(at + "kind", "Choose what the order asks.");
      return;
    }
    place(fields, at, kind, form);
    if (kind == ConditionKind.CHECK_IN) {
      checkIn(fields, at, form);
    } else if (kind == ConditionKind.ATTEND) {
      attend(fields, at, duty(form));
    }
  }

  private void place(Fields fields, String at, ConditionKind kind, ConditionForm form) {
    boolean zoned = kind.mayHaveZone() || form.zone() == null;
    boolean scheduled = kind.mayHaveSchedule() || form.schedule() == null;
    if (!zoned || !scheduled) {
      fields.refuse(
          at + (zoned ? "schedule" : "zone"),
          "\"%s\" has no %s. Take %s out."
              .formatted(
                  kind.words(),
                  kind.mayHaveZone()
                      ? "schedule"
                      : kind.mayHaveSchedule() ? "zone" : "zone and no schedule",
                  zoned == scheduled ? "them" : "it"));
      return;
    }
    if (form.zone() != null) {
      fields.refuseUnless(
          zones.find(form.zone()).isPresent(),
          at + "zone",
          "There is no zone " + form.zone() + ". Choose one from the list.");
    } else if (kind.needsZone()) {
      fields.refuse(at + "zone", "Choose the zone.");
    }
    schedule(fields, at, kind, form);
  }

  private void schedule(Fields fields, String at, ConditionKind kind, ConditionForm form) {
    if (form.schedule() == null) {
      return;
    }
    Optional<NamedSchedule> schedule = schedules.find(form.schedule());
    fields.refuseUnless(
        schedule.isPresent(),
        at + "schedule",
        "There is no schedule " + form.schedule() + ". Choose one from the list.");
    fields.refuseUnless(
        kind != ConditionKind.CHECK_IN
            || schedule.filter(one -> one.hours() instanceof Schedule.FreeMovement).isEmpty(),
        at + "schedule",
        "This schedule holds windows of free movement. Choose one that holds the windows for"
            + " checking in.");
  }

  private static DutyForm duty(ConditionForm form) {
    DutyForm duty = form.duty();
    return duty == null ? new DutyForm(List.of(), null, null, null, null) : duty;
  }

  private static void checkIn(Fields fields, String at, ConditionForm form) {
    DutyForm duty = duty(form);
    fields.refuseUnless(
        !duty.channels().isEmpty(), at + "channels", "Choose at least one way to check in.");
    Duration every = duty.every();
    if ((every == null) == (form.schedule() == null)) {
      fields.refuse(
          at + "every", "Enter how often, or choose the schedule of the windows; one of the two.");
    } else if (every != null) {
      fields.refuseUnless(
          every.compareTo(Condition.Every.CADENCE_MIN) >= 0
              && every.compareTo(Condition.Every.CADENCE_MAX) <= 0,
          at + "every",
          "Enter at least 15 minutes and at most 366 days.");
    }
  }

  private static void attend(Fields fields, String at, DutyForm duty) {
    fields.chosen(at + "occasion", duty.occasion(), "Choose a hearing or an appointment.");
    Instant startsAt = duty.startsAt();
    Instant endsAt = duty.endsAt();
    fields.refuseUnless(startsAt != null, at + "startsAt", "Enter when it begins.");
    fields.refuseUnless(endsAt != null, at + "endsAt", "Enter when it is over at the latest.");
    if (startsAt != null && endsAt != null) {
      fields.time(at + "startsAt", startsAt, startsAt);
      fields.time(at + "endsAt", endsAt, endsAt);
      fields.refuseUnless(
          startsAt.isBefore(endsAt)
              && Duration.between(startsAt, endsAt).compareTo(Occasion.LENGTH_MAX) <= 0,
          at + "endsAt",
          "Enter an end after its beginning, and within 31 days of it.");
    }
  }

  void add(OrderId order, List<ConditionForm> checked) {
    for (ConditionForm form : checked) {
      ConditionKind kind = form.kind();
      String citation = form.citation();
      if (kind == null || citation == null) {
        throw new IllegalStateException("the form was checked before");
      }
      conditions.add(
          order,
          kind,
          form.zone(),
          form.schedule(),
          asks(kind, duty(form)),
          Refuse.blank(citation, 500, "the citation"));
    }
  }

  private static @Nullable Asks asks(ConditionKind kind, DutyForm duty) {
    if (kind == ConditionKind.CHECK_IN) {
      return Asks.checkIn(duty.channels().stream().sorted().distinct().toList(), duty.every());
    }
    if (kind != ConditionKind.ATTEND) {
      return null;
    }
    Occasion occasion = duty.occasion();
    Instant startsAt = duty.startsAt();
    Instant endsAt = duty.endsAt();
    if (occasion == null || startsAt == null || endsAt == null) {
      throw new IllegalStateException("the form was checked before");
    }
    return Asks.attend(
        occasion, startsAt.truncatedTo(ChronoUnit.SECONDS), endsAt.truncatedTo(ChronoUnit.SECONDS));
  }
}
