package org.muster.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.casework.DeviceBook;
import org.muster.casework.Recalling;
import org.muster.domain.Device;
import org.muster.domain.DeviceHealth;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FalseAlarm;
import org.muster.domain.PlacedDevice;
import org.muster.domain.Recall;
import org.muster.domain.RecalledFinding;
import org.muster.domain.StockStatus;
import org.muster.worklist.Installations;

/** What the API answers of the inventory. What is not known is left out. */
final class StockReads {
  private StockReads() {}

  record ChargeRead(int levelPercent, String charging, Instant observedAt) {}

  record DeviceRead(
      long id,
      String uniqueId,
      String technology,
      String vendor,
      @Nullable String batch,
      @Nullable String firmware,
      StockStatus status,
      Instant since,
      @Nullable Long enrolment,
      boolean recalled,
      @Nullable Instant lastHeardAt,
      @Nullable ChargeRead battery,
      int falseAlarms,
      boolean swapSuggested) {
    static DeviceRead of(DeviceBook.Listed listed) {
      PlacedDevice placed = listed.placed();
      Device device = placed.device();
      DeviceHealth health = listed.health();
      return new DeviceRead(
          device.id().value(),
          device.uniqueId(),
          device.technology().name(),
          device.vendor(),
          placed.batch().orElse(null),
          placed.firmware().orElse(null),
          placed.status(),
          placed.since(),
          placed.holder().map(EnrolmentId::value).orElse(null),
          placed.recalled(),
          health.lastHeardAt().orElse(null),
          health
              .charge()
              .map(c -> new ChargeRead(c.levelPercent(), c.charging().name(), c.observedAt()))
              .orElse(null),
          listed.falseAlarmCount(),
          listed.swapSuggested());
    }
  }

  record ChangeRead(
      StockStatus status, Instant fromAt, String reason, String recordedBy, Instant recordedAt) {}

  record FalseAlarmRead(
      String finding,
      String kind,
      long enrolment,
      Instant startsAt,
      String cause,
      String reason,
      String decidedBy,
      Instant decidedAt) {
    static FalseAlarmRead of(FalseAlarm one) {
      return new FalseAlarmRead(
          one.finding().value(),
          one.kind().word(),
          one.enrolment().value(),
          one.startsAt(),
          one.cause().word(),
          one.reason(),
          one.decidedBy(),
          one.decidedAt());
    }
  }

  record FileRead(DeviceRead device, List<ChangeRead> changes, List<FalseAlarmRead> alarms) {
    static FileRead of(DeviceBook.File file) {
      return new FileRead(
          DeviceRead.of(file.listed()),
          file.changes().stream()
              .map(
                  one ->
                      new ChangeRead(
                          one.status(),
                          one.fromAt(),
                          one.reason(),
                          one.recordedBy(),
                          one.recordedAt()))
              .toList(),
          file.falseAlarms().stream().map(FalseAlarmRead::of).toList());
    }
  }

  record BatchRead(
      String vendor,
      String batch,
      int devices,
      int assigned,
      int falseAlarms,
      int devicesWithFalseAlarms) {
    static BatchRead of(DeviceBook.BatchLine line) {
      return new BatchRead(
          line.batch().vendor(),
          line.batch().name(),
          line.batch().deviceCount(),
          line.batch().assignedCount(),
          line.falseAlarmCount(),
          line.falselyAlarming());
    }
  }

  record WaitingRead(
      long enrolment,
      @Nullable Long device,
      Instant since,
      Instant dueAt,
      boolean overdue,
      String clause) {
    static WaitingRead of(Installations.Waiting one) {
      return new WaitingRead(
          one.enrolment().value(),
          one.device().map(device -> device.value()).orElse(null),
          one.since(),
          one.dueAt(),
          one.overdue(),
          one.clause());
    }
  }

  record RecalledRead(
      String finding,
      String kind,
      long enrolment,
      String device,
      Instant startsAt,
      @Nullable Instant endsAt,
      boolean decidedTrue) {
    static RecalledRead of(RecalledFinding one) {
      return new RecalledRead(
          one.finding().value(),
          one.kind().word(),
          one.enrolment().value(),
          one.uniqueId(),
          one.startsAt(),
          one.endsAt().orElse(null),
          one.confirmed());
    }
  }

  record PreviewRead(
      int devices, List<RecalledRead> withdrawn, List<RecalledRead> goingOn, String seen) {
    static PreviewRead of(Recalling.Preview preview) {
      return new PreviewRead(
          preview.devices().size(),
          preview.withdrawn().stream().map(RecalledRead::of).toList(),
          preview.goingOn().stream().map(RecalledRead::of).toList(),
          preview.seen());
    }
  }

  record UndoingRead(String reason, String recordedBy, Instant recordedAt) {}

  record RecallRead(
      long id,
      String vendor,
      String batch,
      Instant fromAt,
      String reason,
      String recordedBy,
      Instant recordedAt,
      int devices,
      @Nullable UndoingRead undone) {
    static RecallRead of(Recall recall) {
      return new RecallRead(
          recall.id().value(),
          recall.vendor(),
          recall.batch(),
          recall.fromAt(),
          recall.reason(),
          recall.recordedBy(),
          recall.recordedAt(),
          recall.deviceCount(),
          recall
              .undoing()
              .map(u -> new UndoingRead(u.reason(), u.recordedBy(), u.recordedAt()))
              .orElse(null));
    }
  }

  record RecallFileRead(RecallRead recall, List<RecalledRead> withdrawn) {
    static RecallFileRead of(Recalling.File file) {
      return new RecallFileRead(
          RecallRead.of(file.recall()), file.withdrawn().stream().map(RecalledRead::of).toList());
    }
  }
}
