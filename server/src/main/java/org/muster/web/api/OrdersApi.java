package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.casework.CaseFiles;
import org.muster.casework.Ordering;
import org.muster.casework.Scheduling;
import org.muster.casework.Zoning;
import org.muster.domain.Channel;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Occasion;
import org.muster.domain.OrderId;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.ZoneVersion;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
@Tag(name = "Orders", description = "Legal orders with what they ask, and their variations.")
class OrdersApi {
  private final CaseFiles files;
  private final Ordering ordering;
  private final Zoning zoning;
  private final Scheduling scheduling;

  OrdersApi(CaseFiles files, Ordering ordering, Zoning zoning, Scheduling scheduling) {
    this.files = files;
    this.ordering = ordering;
    this.zoning = zoning;
    this.scheduling = scheduling;
  }

  record ConditionRequest(
      @Nullable String kind,
      @Nullable Long zone,
      @Nullable Integer zoneVersion,
      @Nullable Long schedule,
      @Nullable Integer scheduleVersion,
      @Nullable String citation,
      @Nullable List<String> channels,
      @Nullable Duration every,
      @Nullable String occasion,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt) {}

  record OrderRequest(
      @Nullable String issuer,
      @Nullable String authority,
      @Nullable String reason,
      @Nullable String lesserOptions,
      @Nullable LocalDate reviewOn,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable List<ConditionRequest> conditions) {}

  @PostMapping("/enrolments/{id}/orders")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Record an order",
      description =
          "kind is StayWithin, StayOutOf, KeepContact, CareForDevice, CheckIn or Attend. A zone or"
              + " schedule is taken in its latest version unless one is named; without a schedule a"
              + " condition binds always. CheckIn has channels (App, Phone, Office), and a schedule"
              + " for its windows or every, as P7D or PT12H. Attend has occasion (Hearing or"
              + " Appointment), startsAt and endsAt, and may have a zone for its place."
              + " reviewOn is 60 days after the start when left out.")
  Reads.OrderRead record(@PathVariable long id, @RequestBody OrderRequest request, Principal by) {
    EnrolmentId enrolment = Ids.get(id, EnrolmentId::new);
    if (files.find(enrolment).isEmpty()) {
      throw NotRecorded.missing("There is no enrolment " + id + ".");
    }
    return read(NotRecorded.unless(ordering.record(enrolment, form(request), by.getName())));
  }

  @PostMapping("/orders/{id}/variation")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Vary an order",
      description =
          "Records an order that takes the place of this one from startsAt on. What it does not"
              + " ask again ends then.")
  Reads.OrderRead vary(@PathVariable long id, @RequestBody OrderRequest request, Principal by) {
    OrderId order = Ids.get(id, OrderId::new);
    if (files.findOrder(order).isEmpty()) {
      throw NotRecorded.missing("There is no order " + id + ".");
    }
    return read(NotRecorded.unless(ordering.vary(order, form(request), by.getName())));
  }

  private Reads.OrderRead read(OrderId id) {
    return files
        .findOrder(id)
        .flatMap(order -> files.find(order.enrolment()))
        .flatMap(
            file ->
                file.orders().stream().filter(order -> order.order().id().equals(id)).findFirst())
        .map(Reads.OrderRead::of)
        .orElseThrow(() -> NotRecorded.missing("There is no order " + id + "."));
  }

  private Ordering.Form form(OrderRequest request) {
    List<Ordering.ConditionForm> conditions = new ArrayList<>();
    List<ConditionRequest> asked = request.conditions() == null ? List.of() : request.conditions();
    for (ConditionRequest one : asked) {
      conditions.add(
          new Ordering.ConditionForm(
              one.kind() == null ? null : ConditionKind.find(one.kind()).orElse(null),
              zone(one),
              schedule(one),
              one.citation(),
              duty(one)));
    }
    return new Ordering.Form(
        request.issuer(),
        request.authority(),
        request.reason(),
        request.lesserOptions(),
        request.reviewOn(),
        request.startsAt(),
        request.endsAt(),
        conditions);
  }

  private static Ordering.DutyForm duty(ConditionRequest one) {
    List<Channel> channels = new ArrayList<>();
    List<String> words = one.channels() == null ? List.of() : one.channels();
    for (String word : words) {
      channels.add(
          Channel.find(word)
              .orElseThrow(
                  () -> NotRecorded.field("channels", "A channel is App, Phone or Office.")));
    }
    String occasion = one.occasion();
    return new Ordering.DutyForm(
        channels,
        one.every(),
        occasion == null
            ? null
            : Occasion.find(occasion)
                .orElseThrow(
                    () -> NotRecorded.field("occasion", "An occasion is Hearing or Appointment.")),
        one.startsAt(),
        one.endsAt());
  }

  private @Nullable ZoneVersion zone(ConditionRequest one) {
    Long id = Ids.find("zone", one.zone(), Long::valueOf);
    if (id == null) {
      return null;
    }
    Integer version = one.zoneVersion();
    return version != null && version > 0
        ? new ZoneVersion(id, version)
        : zoning.findLatest(id).map(zone -> zone.id()).orElse(new ZoneVersion(id, 1));
  }

  private @Nullable ScheduleVersion schedule(ConditionRequest one) {
    Long id = Ids.find("schedule", one.schedule(), Long::valueOf);
    if (id == null) {
      return null;
    }
    Integer version = one.scheduleVersion();
    return version != null && version > 0
        ? new ScheduleVersion(id, version)
        : scheduling
            .findLatest(id)
            .map(schedule -> schedule.id())
            .orElse(new ScheduleVersion(id, 1));
  }
}
