package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.casework.CaseFile.DeviceOnFile;
import org.muster.casework.CaseFile.ExcusalOnFile;
import org.muster.casework.CaseFile.Listed;
import org.muster.casework.CaseFile.OrderOnFile;
import org.muster.domain.AskedCondition;
import org.muster.domain.Assignment;
import org.muster.domain.AssignmentId;
import org.muster.domain.ConditionId;
import org.muster.domain.Device;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Excusal;
import org.muster.domain.Office;
import org.muster.domain.Order;
import org.muster.domain.OrderId;
import org.muster.domain.Participant;
import org.muster.domain.ParticipantId;
import org.muster.store.Assignments;
import org.muster.store.CaseList;
import org.muster.store.CaseworkEntries;
import org.muster.store.Conditions;
import org.muster.store.Devices;
import org.muster.store.Enrolments;
import org.muster.store.Excusals;
import org.muster.store.Offices;
import org.muster.store.Orders;
import org.muster.store.Participants;
import org.springframework.stereotype.Service;

/** Reads what casework has recorded. */
@Service
public class CaseFiles {
  public static final int LISTED_MAX = 500;

  private final Clock clock;
  private final CaseList list;
  private final Participants participants;
  private final Enrolments enrolments;
  private final Offices offices;
  private final Orders orders;
  private final Conditions conditions;
  private final Assignments assignments;
  private final Devices devices;
  private final Excusals excusals;
  private final CaseworkEntries entries;

  CaseFiles(
      Clock clock,
      CaseList list,
      Participants participants,
      Enrolments enrolments,
      Offices offices,
      Orders orders,
      Conditions conditions,
      Assignments assignments,
      Devices devices,
      Excusals excusals,
      CaseworkEntries entries) {
    this.clock = clock;
    this.list = list;
    this.participants = participants;
    this.enrolments = enrolments;
    this.offices = offices;
    this.orders = orders;
    this.conditions = conditions;
    this.assignments = assignments;
    this.devices = devices;
    this.excusals = excusals;
    this.entries = entries;
  }

  /** Those whose name or officer holds the text, or whose number it is; at most so many. */
  public List<Listed> search(String text) {
    return list.search(text, clock.instant(), LISTED_MAX).stream()
        .map(
            row ->
                new Listed(
                    row.participant(),
                    row.enrolment(),
                    row.during(),
                    row.officer(),
                    row.office(),
                    row.device(),
                    row.underOrder()))
        .toList();
  }

  public Optional<Participant> findParticipant(ParticipantId id) {
    return participants.find(id);
  }

  /** All stays of a person, the latest first. */
  public List<Enrolment> listEnrolments(ParticipantId id) {
    return enrolments.listOf(id);
  }

  /** The enrolment that the order belongs to. */
  public Optional<Order> findOrder(OrderId id) {
    return orders.find(id);
  }

  public Optional<Assignment> findAssignment(AssignmentId id) {
    return assignments.find(id);
  }

  /** Everything of one stay. */
  public Optional<CaseFile> find(EnrolmentId id) {
    return enrolments.find(id).map(this::read);
  }

  private CaseFile read(Enrolment enrolment) {
    Instant now = clock.instant();
    EnrolmentId id = enrolment.id();
    List<OrderOnFile> ordersOnFile = new ArrayList<>();
    Map<ConditionId, AskedCondition> asked = new HashMap<>();
    for (Order order : orders.list(id)) {
      List<AskedCondition> all = conditions.list(order.id());
      all.forEach(condition -> asked.put(condition.id(), condition));
      boolean inForce = enrolment.during().contains(now) && order.during().contains(now);
      ordersOnFile.add(new OrderOnFile(order, all, inForce));
    }
    List<DeviceOnFile> devicesOnFile = new ArrayList<>();
    for (Assignment assignment : assignments.list(id)) {
      Device device =
          devices
              .find(assignment.device())
              .orElseThrow(() -> new IllegalStateException("an assignment has a device"));
      devicesOnFile.add(new DeviceOnFile(assignment, device, assignment.during().contains(now)));
    }
    List<ExcusalOnFile> excusalsOnFile = new ArrayList<>();
    for (Excusal excusal : excusals.list(id)) {
      Optional.ofNullable(asked.get(excusal.condition()))
          .ifPresent(condition -> excusalsOnFile.add(new ExcusalOnFile(excusal, condition)));
    }
    return new CaseFile(
        participants.get(enrolment.participant()),
        enrolment,
        office(enrolment),
        List.copyOf(ordersOnFile),
        List.copyOf(devicesOnFile),
        List.copyOf(excusalsOnFile),
        entries.list(id));
  }

  private Office office(Enrolment enrolment) {
    return offices
        .find(enrolment.office())
        .orElseThrow(() -> new IllegalStateException("an enrolment has an office"));
  }
}
