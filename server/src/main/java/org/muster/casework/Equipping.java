package org.muster.casework;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Assignment;
import org.muster.domain.Device;
import org.muster.domain.DeviceId;
import org.muster.domain.Technology;
import org.muster.store.Assignments;
import org.muster.store.Devices;
import org.springframework.stereotype.Service;

/** Registers devices. */
@Service
public class Equipping {
  public static final int DEVICES_LISTED_MAX = 1_000;

  private final Changes changes;
  private final Devices devices;
  private final Assignments assignments;

  Equipping(Changes changes, Devices devices, Assignments assignments) {
    this.changes = changes;
    this.devices = devices;
    this.assignments = assignments;
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

  /** For whom the device stood, in order of time. */
  public List<Assignment> listAssignments(DeviceId id) {
    return assignments.listOf(id);
  }
}
