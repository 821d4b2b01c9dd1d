package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Assignment;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.StockChange;
import org.muster.domain.StockStatus;
import org.muster.store.Assignments;
import org.muster.store.CaseworkEntries;
import org.muster.store.Devices;
import org.muster.store.Enrolments;
import org.muster.store.Offices;
import org.muster.store.Orders;
import org.muster.store.StockChanges;
import org.springframework.stereotype.Service;

/**
 * Lets a device stand for a person. There is no monitoring without an order: what is refused here,
 * the database refuses too.
 */
@Service
public class Assigning {
  private static final int WHY_LENGTH_MAX = 300;

  private final Changes changes;
  private final Clock clock;
  private final Enrolments enrolments;
  private final Offices offices;
  private final Orders orders;
  private final Devices devices;
  private final Assignments assignments;
  private final CaseworkEntries entries;
  private final StockChanges stock;

  Assigning(
      Changes changes,
      Clock clock,
      Enrolments enrolments,
      Offices offices,
      Orders orders,
      Devices devices,
      Assignments assignments,
      CaseworkEntries entries,
      StockChanges stock) {
    this.changes = changes;
    this.clock = clock;
    this.enrolments = enrolments;
    this.offices = offices;
    this.orders = orders;
    this.devices = devices;
    this.assignments = assignments;
    this.entries = entries;
    this.stock = stock;
  }

  /** From now, and until the order ends, where the times are left out. */
  public record Form(
      @Nullable DeviceId device, @Nullable Instant startsAt, @Nullable Instant endsAt) {}

  /** What becomes of a device that is taken off, and why; back into stock where it is left out. */
  public record Left(@Nullable StockStatus becomes, @Nullable String reason) {
    public static final Left UNSAID = new Left(null, null);
  }

  /** Assigns a device to a person who has none in that time. */
  public Change<AssignmentId> assign(EnrolmentId enrolment, Form form, String by) {
    return changes.make(() -> add(enrolment, form, by));
  }

  /** Ends the device that the person has at the start of the form, and assigns another. */
  public Change<AssignmentId> swap(EnrolmentId enrolment, Form form, String by) {
    return swap(enrolment, form, Left.UNSAID, by);
  }

  /** The same, and says what becomes of the one that is taken off. */
  public Change<AssignmentId> swap(EnrolmentId enrolment, Form form, Left left, String by) {
    return changes.make(
        () -> {
          enrolments.lock(enrolment);
          Fields fields = new Fields(offices.zoneOf(enrolment));
          Instant at = fields.time("startsAt", form.startsAt(), now());
          Optional<Assignment> held =
              assignments.list(enrolment).stream()
                  .filter(assignment -> assignment.during().contains(at))
                  .findFirst();
          fields.refuseUnless(
              held.isPresent(), "startsAt", "The person has no device then. Assign one instead.");
          held.ifPresent(
              assignment ->
                  fields.refuseUnless(
                      assignment.during().startsAt().isBefore(at),
                      "startsAt",
                      "Choose a time after the device was assigned, "
                          + fields.said(assignment.during().startsAt())
                          + "."));
          Optional<String> why = why(fields, left);
          if (!fields.areFine() || held.isEmpty()) {
            return fields.rejected();
          }
          String because = "swapped for another device at " + Said.at(at);
          cut(held.get(), at, why.map(text -> because + ": " + text).orElse(because), by);
          leave(fields, held.get(), at, left, why, by);
          if (!fields.areFine()) {
            return fields.rejected();
          }
          Instant endsAt = form.endsAt() == null ? heldUntil(held.get()) : form.endsAt();
          return add(enrolment, new Form(form.device(), at, endsAt), by);
        });
  }

  /** Ends an assignment at an instant, now when left out; its device goes back into stock. */
  public Change<AssignmentId> end(
      AssignmentId id, @Nullable Instant endsAt, @Nullable String reason, String by) {
    return end(id, endsAt, new Left(null, reason), by);
  }

  /** The same, and says what becomes of the device. */
  public Change<AssignmentId> end(AssignmentId id, @Nullable Instant endsAt, Left left, String by) {
    return changes.make(
        () -> {
          assignments.find(id).ifPresent(found -> enrolments.lock(found.enrolment()));
          Optional<Assignment> found = assignments.find(id);
          if (found.isEmpty()) {
            return Change.rejected("", "There is no assignment " + id + ".");
          }
          Fields fields = new Fields(offices.zoneOf(found.get().enrolment()));
          String why =
              fields.text("reason", left.reason(), WHY_LENGTH_MAX, "why the assignment ends");
          Instant at = fields.time("endsAt", endsAt, now());
          fields.refuseUnless(
              found.get().during().endsAt().isAfter(at),
              "endsAt",
              "The assignment ends at " + fields.said(found.get().during().endsAt()) + " already.");
          if (!fields.areFine()) {
            return fields.rejected();
          }
          cut(found.get(), at, "ended at " + Said.at(at) + ": " + why, by);
          leave(fields, found.get(), at, left, Optional.of(why), by);
          if (!fields.areFine()) {
            return fields.rejected();
          }
          return new Recorded<>(id);
        });
  }

  private static Optional<String> why(Fields fields, Left left) {
    boolean asked = left.becomes() != null && left.becomes() != StockStatus.IN_STOCK;
    return asked
        ? Optional.of(
            fields.text("reason", left.reason(), WHY_LENGTH_MAX, "what is wrong with the device"))
        : Optional.ofNullable(
            fields.textOrNone("reason", left.reason(), WHY_LENGTH_MAX, "the reason"));
  }

  /** Records where the device is that was taken off, where that is not the stock. */
  private void leave(
      Fields fields, Assignment was, Instant at, Left left, Optional<String> why, String by) {
    StockStatus becomes = left.becomes();
    if (becomes == null || becomes == StockStatus.IN_STOCK) {
      return;
    }
    Instant now = clock.instant();
    boolean later =
        assignments.listOf(was.device()).stream().anyMatch(a -> a.during().endsAt().isAfter(at));
    fields.refuseUnless(
        becomes.isRecorded(), "becomes", "Choose what becomes of the device that is taken off.");
    fields.refuseUnless(
        !at.isAfter(now),
        "becomes",
        "The device is taken off in the future: record then what becomes of it.");
    fields.refuseUnless(!later, "becomes", "The device is to stand for somebody after that time.");
    if (fields.areFine()) {
      stock.add(new StockChange(was.device(), becomes, at, why.orElseThrow(), by, now));
    }
  }

  private void cut(Assignment assignment, Instant at, String because, String by) {
    new Cutting(assignments, entries).cut(assignment, at, because, by);
  }

  private static @Nullable Instant heldUntil(Assignment held) {
    return held.during().isOpen() ? null : held.during().endsAt();
  }

  private Change<AssignmentId> add(EnrolmentId id, Form form, String by) {
    Fields fields = new Fields(offices.zoneOf(id));
    Optional<Enrolment> enrolment = enrolments.lock(id);
    fields.refuseUnless(enrolment.isPresent(), "", "There is no enrolment " + id + ".");
    fields.refuseUnless(
        enrolment.isEmpty() || enrolment.get().outcome().isEmpty(),
        "",
        "This enrolment has ended: no device can be assigned in it.");
    Optional<DeviceId> device = fields.chosen("device", form.device(), "Choose a device.");
    fields.refuseUnless(
        device.isEmpty() || devices.find(device.get()).isPresent(),
        "device",
        "There is no such device. Choose one from the list.");
    Instant startsAt = fields.time("startsAt", form.startsAt(), now());
    Optional<Interval> during = underOrder(fields, orders.list(id), startsAt, form.endsAt());
    if (!fields.areFine() || device.isEmpty() || during.isEmpty()) {
      return fields.rejected();
    }
    stock.lock(device.get());
    Optional<String> notFree = Stocking.whyNotFree(stock.list(device.get()), during.get());
    notFree.ifPresent(sentence -> fields.refuse("device", sentence));
    return fields.areFine()
        ? new Recorded<>(assignments.add(device.get(), id, during.get(), by))
        : fields.rejected();
  }

  private static Optional<Interval> underOrder(
      Fields fields, List<Order> all, Instant startsAt, @Nullable Instant endsAtOrNone) {
    Optional<Order> order = Coverage.orderAt(all, startsAt);
    if (order.isEmpty()) {
      fields.refuse(
          "startsAt",
          "No order is in force at "
              + fields.said(startsAt)
              + ". A device can not be assigned without an order: record the order first.");
      return Optional.empty();
    }
    // A variation that is recorded ahead of its time follows on: nobody's device ends at it.
    Instant covered = Coverage.endOfRun(all, startsAt);
    Instant endsAt = fields.time("endsAt", endsAtOrNone, covered);
    fields.refuseUnless(
        !endsAt.isAfter(covered),
        "endsAt",
        "The order ends at "
            + fields.said(covered)
            + ". Choose an end no later than that, or leave it empty.");
    return fields.interval(startsAt, endsAt);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
