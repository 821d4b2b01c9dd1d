package org.muster.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Assignment;
import org.muster.domain.CaseworkEntry.Subject;
import org.muster.domain.Channel;
import org.muster.domain.ConditionKind;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Occasion;
import org.muster.domain.Office;
import org.muster.domain.Order;
import org.muster.domain.OrderId;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.ZoneVersion;
import org.muster.store.Assignments;
import org.muster.store.CaseworkEntries;
import org.muster.store.Enrolments;
import org.muster.store.Offices;
import org.muster.store.Orders;
import org.springframework.stereotype.Service;

/** Records legal orders with what they ask, and their variations. */
@Service
public class Ordering {
  /** After how long a placement is reviewed when the order does not say. */
  public static final int REVIEW_AFTER_DAYS = 60;

  public static final int CONDITIONS_MAX = 40;

  private final Changes changes;
  private final Clock clock;
  private final Enrolments enrolments;
  private final Offices offices;
  private final Orders orders;
  private final Asking asking;
  private final Assignments assignments;
  private final CaseworkEntries entries;

  Ordering(
      Changes changes,
      Clock clock,
      Enrolments enrolments,
      Offices offices,
      Orders orders,
      Asking asking,
      Assignments assignments,
      CaseworkEntries entries) {
    this.changes = changes;
    this.clock = clock;
    this.enrolments = enrolments;
    this.offices = offices;
    this.orders = orders;
    this.asking = asking;
    this.assignments = assignments;
    this.entries = entries;
  }

  /**
   * An order as it is written.
   *
   * @param reviewOn {@link #REVIEW_AFTER_DAYS} after the start when left out
   * @param startsAt now when left out
   * @param endsAt left out when the order names no end
   */
  public record Form(
      @Nullable String issuer,
      @Nullable String authority,
      @Nullable String reason,
      @Nullable String lesserOptions,
      @Nullable LocalDate reviewOn,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      List<ConditionForm> conditions) {
    public Form {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * One thing the order asks.
   *
   * @param schedule left out when the condition binds always
   * @param citation the paragraph of the order that asks it
   * @param duty what a check-in, a hearing or an appointment asks beside
   */
  public record ConditionForm(
      @Nullable ConditionKind kind,
      @Nullable ZoneVersion zone,
      @Nullable ScheduleVersion schedule,
      @Nullable String citation,
      @Nullable DutyForm duty) {
    public ConditionForm(
        @Nullable ConditionKind kind,
        @Nullable ZoneVersion zone,
        @Nullable ScheduleVersion schedule,
        @Nullable String citation) {
      this(kind, zone, schedule, citation, null);
    }
  }

  /**
   * What a check-in, a hearing or an appointment asks beside zone and schedule.
   *
   * @param every how far apart check-ins are at most; left out when a schedule gives their windows
   */
  public record DutyForm(
      List<Channel> channels,
      @Nullable Duration every,
      @Nullable Occasion occasion,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt) {
    public DutyForm {
      channels = List.copyOf(channels);
    }
  }

  /** Records an order where none is in force. */
  public Change<OrderId> record(EnrolmentId enrolment, Form form, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields(offices.zoneOf(enrolment));
          Optional<Enrolment> locked = enrolments.lock(enrolment);
          fields.refuseUnless(locked.isPresent(), "", "There is no enrolment " + enrolment + ".");
          Instant startsAt = fields.time("startsAt", form.startsAt(), now());
          Optional<Interval> during =
              fields.interval(startsAt, fields.time("endsAt", form.endsAt(), Interval.FOREVER));
          Orders.Wording wording = wording(fields, form, startsAt, locked);
          locked.ifPresent(stay -> refuseOutside(fields, stay, startsAt));
          asking.check(fields, form.conditions());
          if (!fields.areFine() || during.isEmpty()) {
            return fields.rejected();
          }
          OrderId id = orders.add(enrolment, wording, null, during.get(), by);
          asking.add(id, form.conditions());
          return new Recorded<>(id);
        });
  }

  /**
   * Records an order that takes the place of another from its start on. What it does not ask again
   * ends there, and so does an assignment that no order covers any more.
   */
  public Change<OrderId> vary(OrderId replaced, Form form, String by) {
    return changes.make(
        () -> {
          Optional<Enrolment> locked =
              orders.find(replaced).flatMap(order -> enrolments.lock(order.enrolment()));
          // Read again: another may have varied it while we waited for the lock.
          Optional<Order> old = orders.find(replaced);
          if (old.isEmpty() || locked.isEmpty()) {
            return Change.rejected("", "There is no order " + replaced + ".");
          }
          Fields fields = new Fields(offices.zoneOf(old.get().enrolment()));
          Instant startsAt = fields.time("startsAt", form.startsAt(), now());
          Interval oldDuring = old.get().during();
          fields.refuseUnless(
              oldDuring.startsAt().isBefore(startsAt) && oldDuring.contains(startsAt),
              "startsAt",
              "The order that is varied is in force from %s to %s. Choose a start after its own,"
                      .formatted(fields.said(oldDuring.startsAt()), fields.said(oldDuring.endsAt()))
                  + " and before its end.");
          Optional<Interval> during =
              fields.interval(startsAt, fields.time("endsAt", form.endsAt(), Interval.FOREVER));
          Orders.Wording wording = wording(fields, form, startsAt, locked);
          refuseOutside(fields, locked.get(), startsAt);
          asking.check(fields, form.conditions());
          if (!fields.areFine() || during.isEmpty()) {
            return fields.rejected();
          }
          assignments.deferCheckOfOrders();
          orders.cut(old.get(), startsAt);
          OrderId id = orders.add(old.get().enrolment(), wording, replaced, during.get(), by);
          asking.add(id, form.conditions());
          entries.add(
              Subject.ORDER,
              replaced.value(),
              "Cut at %s: order %s takes its place".formatted(Said.at(startsAt), id),
              by);
          cutUncovered(old.get().enrolment(), id, by);
          assignments.checkOrders();
          return new Recorded<>(id);
        });
  }

  private void cutUncovered(EnrolmentId enrolment, OrderId variation, String by) {
    List<Order> all = orders.list(enrolment);
    Cutting cutting = new Cutting(assignments, entries);
    for (Assignment assignment : assignments.list(enrolment)) {
      Instant end = Coverage.endOfRun(all, assignment.during().startsAt());
      String because = "no order covers it after " + Said.at(end) + ", since order " + variation;
      cutting.cut(assignment, end, because, by);
    }
  }

  private Orders.Wording wording(
      Fields fields, Form form, Instant startsAt, Optional<Enrolment> enrolment) {
    ZoneId zone =
        enrolment
            .flatMap(stay -> offices.find(stay.office()))
            .map(Office::timeZone)
            .orElse(ZoneId.of("UTC"));
    LocalDate startsOn = startsAt.atZone(zone).toLocalDate();
    LocalDate reviewOn =
        form.reviewOn() == null ? startsOn.plusDays(REVIEW_AFTER_DAYS) : form.reviewOn();
    fields.refuseUnless(
        reviewOn.isAfter(startsOn) && reviewOn.isBefore(startsOn.plusYears(10)),
        "reviewOn",
        "Choose a review date after " + startsOn + ", and within ten years.");
    return new Orders.Wording(
        fields.text("issuer", form.issuer(), 200, "who issued the order"),
        fields.text("authority", form.authority(), 500, "the law or rule it rests on"),
        fields.text("reason", form.reason(), 2000, "the reason for this person's placement"),
        fields.text(
            "lesserOptions",
            form.lesserOptions(),
            2000,
            "which less intrusive options were considered"),
        reviewOn);
  }

  private static void refuseOutside(Fields fields, Enrolment enrolment, Instant startsAt) {
    fields.refuseUnless(
        enrolment.outcome().isEmpty(),
        "",
        "This enrolment has ended: nothing can be ordered in it. Enrol the person again first.");
    fields.refuseUnless(
        !startsAt.isBefore(enrolment.during().startsAt()),
        "startsAt",
        "Choose a start no sooner than the enrolment's, "
            + fields.said(enrolment.during().startsAt())
            + ".");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
