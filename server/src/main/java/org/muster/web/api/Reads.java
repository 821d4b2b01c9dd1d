package org.muster.web.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.CaseFile;
import org.muster.domain.AskedCondition;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.Device;
import org.muster.domain.Enrolment;
import org.muster.domain.Interval;
import org.muster.domain.Office;
import org.muster.domain.Order;
import org.muster.domain.Outcome;
import org.muster.domain.Participant;

/** What the API answers. An interval that has no end has no {@code endsAt}. */
final class Reads {
  private Reads() {}

  record Id(long id) {}

  record OfficeRead(long id, String code, String name, String timeZone) {
    static OfficeRead of(Office office) {
      return new OfficeRead(
          office.id().value(), office.code(), office.name(), office.timeZone().getId());
    }
  }

  record ParticipantRead(
      long id, String givenName, String familyName, String language, @Nullable String phone) {
    static ParticipantRead of(Participant p) {
      return new ParticipantRead(
          p.id().value(), p.givenName(), p.familyName(), p.language(), p.phone().orElse(null));
    }
  }

  record ListedRead(
      ParticipantRead participant,
      long enrolment,
      Instant startsAt,
      @Nullable Instant endsAt,
      String officer,
      String office,
      boolean underOrder,
      @Nullable DeviceRead device) {
    static ListedRead of(CaseFile.Listed listed) {
      return new ListedRead(
          ParticipantRead.of(listed.participant()),
          listed.enrolment().value(),
          listed.during().startsAt(),
          endOf(listed.during()),
          listed.officer(),
          listed.office(),
          listed.underOrder(),
          listed.device().map(DeviceRead::of).orElse(null));
    }
  }

  record DeviceRead(long id, String uniqueId, String technology, String vendor) {
    static DeviceRead of(Device device) {
      return new DeviceRead(
          device.id().value(), device.uniqueId(), device.technology().name(), device.vendor());
    }
  }

  record ConditionRead(
      long id,
      String kind,
      String citation,
      @Nullable Long zone,
      @Nullable Integer zoneVersion,
      @Nullable Long schedule,
      @Nullable Integer scheduleVersion,
      List<String> channels,
      @Nullable Duration every,
      @Nullable String occasion,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt) {
    static ConditionRead of(AskedCondition asked) {
      Optional<Condition.CheckIn> checkIn =
          Optional.of(asked.condition())
              .filter(Condition.CheckIn.class::isInstance)
              .map(Condition.CheckIn.class::cast);
      Optional<Condition.Attend> attend =
          Optional.of(asked.condition())
              .filter(Condition.Attend.class::isInstance)
              .map(Condition.Attend.class::cast);
      return new ConditionRead(
          asked.id().value(),
          asked.kind().word(),
          asked.citation(),
          asked.zone().map(zone -> zone.id().zone()).orElse(null),
          asked.zone().map(zone -> zone.id().version()).orElse(null),
          asked.schedule().map(schedule -> schedule.id().schedule()).orElse(null),
          asked.schedule().map(schedule -> schedule.id().version()).orElse(null),
          checkIn.stream().flatMap(each -> each.by().stream()).map(Channel::word).toList(),
          checkIn
              .map(each -> each.due() instanceof Condition.Every(Duration every) ? every : null)
              .orElse(null),
          attend.map(each -> each.occasion().word()).orElse(null),
          attend.map(each -> each.during().startsAt()).orElse(null),
          attend.map(each -> each.during().endsAt()).orElse(null));
    }
  }

  record OrderRead(
      long id,
      @Nullable Long replaces,
      Instant startsAt,
      @Nullable Instant endsAt,
      boolean inForce,
      String issuer,
      String authority,
      String reason,
      String lesserOptions,
      LocalDate reviewOn,
      List<ConditionRead> conditions,
      Instant recordedAt,
      String recordedBy) {
    static OrderRead of(CaseFile.OrderOnFile file) {
      Order order = file.order();
      return new OrderRead(
          order.id().value(),
          order.replaces().map(id -> id.value()).orElse(null),
          order.during().startsAt(),
          endOf(order.during()),
          file.inForce(),
          order.issuer(),
          order.authority(),
          order.reason(),
          order.lesserOptions(),
          order.reviewOn(),
          file.conditions().stream().map(ConditionRead::of).toList(),
          order.recordedAt(),
          order.recordedBy());
    }
  }

  record AssignmentRead(
      long id, DeviceRead device, Instant startsAt, @Nullable Instant endsAt, boolean holds) {
    static AssignmentRead of(CaseFile.DeviceOnFile file) {
      return new AssignmentRead(
          file.assignment().id().value(),
          DeviceRead.of(file.device()),
          file.assignment().during().startsAt(),
          endOf(file.assignment().during()),
          file.holds());
    }
  }

  record ExcusalRead(
      long id,
      long condition,
      Instant startsAt,
      @Nullable Instant endsAt,
      String reason,
      String author,
      Instant recordedAt) {
    static ExcusalRead of(CaseFile.ExcusalOnFile file) {
      return new ExcusalRead(
          file.excusal().id().value(),
          file.excusal().condition().value(),
          file.excusal().during().startsAt(),
          endOf(file.excusal().during()),
          file.excusal().reason(),
          file.excusal().author(),
          file.excusal().recordedAt());
    }
  }

  record EntryRead(String subject, long id, String change, String author, Instant recordedAt) {}

  record CaseRead(
      long id,
      ParticipantRead participant,
      OfficeRead office,
      String officer,
      Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable Outcome outcome,
      List<OrderRead> orders,
      List<AssignmentRead> assignments,
      List<ExcusalRead> excusals,
      List<EntryRead> entries) {
    static CaseRead of(CaseFile file) {
      Enrolment enrolment = file.enrolment();
      return new CaseRead(
          enrolment.id().value(),
          ParticipantRead.of(file.participant()),
          OfficeRead.of(file.office()),
          enrolment.officer(),
          enrolment.during().startsAt(),
          endOf(enrolment.during()),
          enrolment.outcome().orElse(null),
          file.orders().stream().map(OrderRead::of).toList(),
          file.devices().stream().map(AssignmentRead::of).toList(),
          file.excusals().stream().map(ExcusalRead::of).toList(),
          file.entries().stream()
              .map(
                  entry ->
                      new EntryRead(
                          entry.subject().word(),
                          entry.subjectId(),
                          entry.change(),
                          entry.author(),
                          entry.recordedAt()))
              .toList());
    }
  }

  static @Nullable Instant endOf(Interval interval) {
    return interval.isOpen() ? null : interval.endsAt();
  }
}
