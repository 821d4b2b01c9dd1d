package org.muster.casework;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Assignment;
import org.muster.domain.Device;
import org.muster.domain.DeviceId;
import org.muster.domain.Enrolment;
import org.muster.domain.Office;
import org.muster.domain.Participant;
import org.muster.domain.Technology;
import org.muster.store.Assignments;
import org.muster.store.Devices;
import org.muster.store.Enrolments;
import org.muster.store.Offices;
import org.muster.store.Participants;
import org.springframework.stereotype.Service;

/** Registers devices. */
@Service
public class Equipping {
  public static final int DEVICES_LISTED_MAX = 1_000;

  private final Changes changes;
  private final Devices devices;
  private final Clock clock;
  private final Assignments assignments;
  private final Enrolments enrolments;
  private final Offices offices;
  private final Participants participants;

  Equipping(
      Changes changes,
      Clock clock,
      Devices devices,
      Assignments assignments,
      Enrolments enrolments,
      Offices offices,
      Participants participants) {
    this.changes = changes;
    this.clock = clock;
    this.devices = devices;
    this.assignments = assignments;
    this.enrolments = enrolments;
    this.offices = offices;
    this.participants = participants;
  }

  /**
   * A device.
   *
   * @param uniqueId what it calls itself in its reports
   */
  public record Form(
      @Nullable String uniqueId, @Nullable Technology technology, @Nullable String vendor) {}

  public Change<DeviceId> register(Form form, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String uniqueId =
              fields.text("uniqueId", form.uniqueId(), 100, "the id that the device reports");
          String vendor = fields.text("vendor", form.vendor(), 100, "the vendor");
          Optional<Technology> technology =
              fields.chosen("technology", form.technology(), "Choose what kind of device it is.");
          if (!fields.areFine() || technology.isEmpty()) {
            return fields.rejected();
          }
          return new Recorded<>(devices.add(uniqueId, technology.get(), vendor, by));
        });
  }

  /** The devices whose id or vendor holds the text. */
  public List<Device> list(String text) {
    return devices.search(text, DEVICES_LISTED_MAX);
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

  /** The devices that stand for nobody now. */
  public List<Device> listFree() {
    Set<DeviceId> held =
        assignments.listAt(clock.instant()).stream()
            .map(Assignment::device)
            .collect(Collectors.toSet());
    return devices.search("", DEVICES_LISTED_MAX).stream()
        .filter(device -> !held.contains(device.id()))
        .toList();
  }
}
