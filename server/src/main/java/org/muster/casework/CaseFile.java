package org.muster.casework;

import java.util.List;
import java.util.Optional;
import org.muster.domain.AskedCondition;
import org.muster.domain.Assignment;
import org.muster.domain.CaseworkEntry;
import org.muster.domain.Device;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Excusal;
import org.muster.domain.Interval;
import org.muster.domain.Office;
import org.muster.domain.Order;
import org.muster.domain.Participant;

/** Everything that casework holds of one stay, each list in order of time. */
public record CaseFile(
    Participant participant,
    Enrolment enrolment,
    Office office,
    List<OrderOnFile> orders,
    List<DeviceOnFile> devices,
    List<ExcusalOnFile> excusals,
    List<CaseworkEntry> entries) {

  /** An order with what it asks, and whether it is in force now. */
  public record OrderOnFile(Order order, List<AskedCondition> conditions, boolean inForce) {}

  /** An assignment with its device, and whether it holds now. */
  public record DeviceOnFile(Assignment assignment, Device device, boolean holds) {}

  /** A permission with the condition that it lifts. */
  public record ExcusalOnFile(Excusal excusal, AskedCondition condition) {}

  /** The order in force now. */
  public Optional<OrderOnFile> inForce() {
    return orders.stream().filter(OrderOnFile::inForce).findFirst();
  }

  /** The device that stands for the person now. */
  public Optional<DeviceOnFile> held() {
    return devices.stream().filter(DeviceOnFile::holds).findFirst();
  }

  /** One participant in a list, with what holds now. */
  public record Listed(
      Participant participant,
      EnrolmentId enrolment,
      Interval during,
      String officer,
      String office,
      Optional<Device> device,
      boolean underOrder) {}
}
