package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Assignment;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceTrait;
import org.muster.domain.Interval;
import org.muster.domain.StockChange;
import org.muster.domain.StockStatus;
import org.muster.store.Assignments;
import org.muster.store.Devices;
import org.muster.store.StockChanges;
import org.springframework.stereotype.Service;

/**
 * Records what becomes of devices. While a device stands for somebody its assignment says where it
 * is, so nothing else can be recorded for that time.
 */
@Service
public class Stocking {
  private final Changes changes;
  private final Clock clock;
  private final Devices devices;
  private final Assignments assignments;
  private final StockChanges stock;

  Stocking(
      Changes changes, Clock clock, Devices devices, Assignments assignments, StockChanges stock) {
    this.changes = changes;
    this.clock = clock;
    this.devices = devices;
    this.assignments = assignments;
    this.stock = stock;
  }

  /** From now, where the time is left out. */
  public record Form(
      @Nullable StockStatus status, @Nullable Instant fromAt, @Nullable String reason) {}

  /** What is left out stays as it is. */
  public record Traits(@Nullable String batch, @Nullable String firmware) {}

  /** From a time on the device is somewhere else. */
  public Change<DeviceId> put(DeviceId device, Form form, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          Instant now = clock.instant();
          Instant fromAt =
              fields.time("fromAt", form.fromAt(), now.truncatedTo(ChronoUnit.SECONDS));
          String reason =
              fields.text("reason", form.reason(), StockChange.REASON_LENGTH_MAX, "the reason");
          Optional<StockStatus> status =
              fields.chosen("status", form.status(), "Choose where the device is.");
          status.ifPresent(one -> check(fields, device, one, fromAt, now));
          if (!fields.areFine() || status.isEmpty()) {
            return fields.rejected();
          }
          stock.add(new StockChange(device, status.get(), fromAt, reason, by, now));
          return new Recorded<>(device);
        });
  }

  private void check(
      Fields fields, DeviceId device, StockStatus status, Instant fromAt, Instant now) {
    fields.refuseUnless(
        status.isRecorded(), "status", "Assign the device on the page of a person instead.");
    fields.refuseUnless(devices.find(device).isPresent(), "", "There is no device " + device + ".");
    fields.refuseUnless(
        !fromAt.isAfter(now), "fromAt", "Choose a time that has come; leave it empty for now.");
    stock.lock(device);
    List<StockChange> before = stock.list(device);
    if (!before.isEmpty()) {
      StockChange last = before.getLast();
      fields.refuseUnless(
          !fromAt.isBefore(last.fromAt()),
          "fromAt",
          "Choose a time after the last that was recorded, " + fields.said(last.fromAt()) + ".");
      fields.refuseUnless(
          last.status() != status,
          "status",
          "It is recorded as “%s” already.".formatted(status.words()));
    }
    assignments.listOf(device).stream()
        .filter(one -> one.during().endsAt().isAfter(fromAt))
        .findFirst()
        .ifPresent(one -> fields.refuse("fromAt", standsFor(fields, one)));
  }

  private static String standsFor(Fields fields, Assignment one) {
    String until =
        one.during().isOpen() ? "with no end set" : "until " + fields.said(one.during().endsAt());
    return ("The device stands for somebody from %s, %s. Swap it or end that first, or choose a"
            + " later time.")
        .formatted(fields.said(one.during().startsAt()), until);
  }

  /** What staff know of the device beside its id. */
  public Change<DeviceId> tell(DeviceId device, Traits traits, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String batch = fields.textOrNone("batch", traits.batch(), 100, "the batch");
          String firmware = fields.textOrNone("firmware", traits.firmware(), 100, "the firmware");
          fields.refuseUnless(
              devices.find(device).isPresent(), "", "There is no device " + device + ".");
          fields.refuseUnless(
              batch != null || firmware != null, "batch", "Enter the batch or the firmware.");
          if (!fields.areFine()) {
            return fields.rejected();
          }
          tell(device, DeviceTrait.Kind.BATCH, batch, by);
          tell(device, DeviceTrait.Kind.FIRMWARE, firmware, by);
          return new Recorded<>(device);
        });
  }

  private void tell(DeviceId device, DeviceTrait.Kind kind, @Nullable String said, String by) {
    if (said != null) {
      stock.tell(device, kind, said, by, clock.instant());
    }
  }

  /** Why the device can not be assigned in an interval, if it can not: it is not in stock. */
  static Optional<String> whyNotFree(List<StockChange> changes, Interval during) {
    for (int i = 0; i < changes.size(); i++) {
      StockChange one = changes.get(i);
      Instant endsAt = i + 1 < changes.size() ? changes.get(i + 1).fromAt() : Interval.FOREVER;
      boolean overlaps =
          Interval.between(one.fromAt(), endsAt).filter(during::overlaps).isPresent();
      if (one.status() != StockStatus.IN_STOCK && overlaps) {
        return Optional.of(
            ("This device is recorded as “%s” from %s on. Put it back into stock first, or choose"
                    + " another.")
                .formatted(one.status().words(), Said.at(one.fromAt())));
      }
    }
    return Optional.empty();
  }
}
