package org.muster.casework;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Assignment;
import org.muster.domain.Device;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceTrait;
import org.muster.domain.Enrolment;
import org.muster.domain.Office;
import org.muster.domain.Participant;
import org.muster.domain.Technology;
import org.muster.store.Assignments;
import org.muster.store.Devices;
import org.muster.store.Enrolments;
import org.muster.store.Offices;
import org.muster.store.Participants;
import org.muster.store.StockChanges;
import org.springframework.stereotype.Service;

/** Registers devices. */
@Service
public class Equipping {
  private final Changes changes;
  private final Devices devices;
  private final Clock clock;
  private final Assignments assignments;
  private final Enrolments enrolments;
  private final Offices offices;
  private final Participants participants;
  private final StockChanges stock;

  Equipping(
      Changes changes,
      Clock clock,
      Devices devices,
      Assignments assignments,
      Enrolments enrolments,
      Offices offices,
      Participants participants,
      StockChanges stock) {
    this.changes = changes;
    this.clock = clock;
    this.devices = devices;
    this.assignments = assignments;
    this.enrolments = enrolments;
    this.offices = offices;
    this.participants = participants;
    this.stock = stock;
  }

  /**
   * A device.
   *
   * @param uniqueId what it calls itself in its reports
   * @param batch the vendor's batch or lot; left out where it is not known
   */
  public record Form(
      @Nullable String uniqueId,
      @Nullable Technology technology,
      @Nullable String vendor,
      @Nullable String batch) {
    /** One of which no batch is known. */
    public Form(
        @Nullable String uniqueId, @Nullable Technology technology, @Nullable String vendor) {
      this(uniqueId, technology, vendor, null);
    }
  }

  public Change<DeviceId> register(Form form, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String uniqueId =
              fields.text("uniqueId", form.uniqueId(), 100, "the id that the device reports");
          String vendor = fields.text("vendor", form.vendor(), 100, "the vendor");
          Optional<Technology> technology =
              fields.chosen("technology", form.technology(), "Choose what kind of device it is.");
          String batch = fields.textOrNone("batch", form.batch(), 100, "the batch");
          if (!fields.areFine() || technology.isEmpty()) {
            return fields.rejected();
          }
          DeviceId id = devices.add(uniqueId, technology.get(), vendor, by);
          if (batch != null) {
            stock.tell(id, DeviceTrait.Kind.BATCH, batch, by, clock.instant());
          }
          return new Recorded<>(id);
        });
  }

  public Optional<Device> find(DeviceId id) {
    return devices.find(id);
  }

  /** For whom a device stood. */
  public record Holder(Participant participant, Office office, Assignment assignment) {}

  /** For whom the device stood, the latest first. */
  public List<Holder> listHolders(DeviceId id) {
    return assignments.listOf(id).reversed().stream()
        .map(
            assignment -> {
              Enrolment enrolment = enrolments.get(assignment.enrolment());
              Office office =
                  offices
                      .find(enrolment.office())
                      .orElseThrow(() -> new IllegalStateException("an enrolment has an office"));
              return new Holder(participants.get(enrolment.participant()), office, assignment);
            })
        .toList();
  }
}
