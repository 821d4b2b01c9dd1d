package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Assigning;
import org.muster.casework.CaseFiles;
import org.muster.casework.Equipping;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.StockStatus;
import org.muster.domain.Technology;
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
@Tag(name = "Devices", description = "Devices and for whom they stand.")
class DevicesApi {
  private final CaseFiles files;
  private final Equipping equipping;
  private final Assigning assigning;

  DevicesApi(CaseFiles files, Equipping equipping, Assigning assigning) {
    this.files = files;
    this.equipping = equipping;
    this.assigning = assigning;
  }

  record DeviceRequest(
      @Nullable String uniqueId,
      @Nullable Technology technology,
      @Nullable String vendor,
      @Nullable String batch) {}

  record AssignmentRequest(
      @Nullable Long device, @Nullable Instant startsAt, @Nullable Instant endsAt) {}

  record SwapRequest(
      @Nullable Long device,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable StockStatus becomes,
      @Nullable String reason) {}

  record EndRequest(
      @Nullable Instant endsAt, @Nullable StockStatus becomes, @Nullable String reason) {}

  @PostMapping("/devices")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  @Operation(
      summary = "Register a device",
      description = "uniqueId is what the device calls itself in its reports.")
  Reads.Id register(@RequestBody DeviceRequest request, Principal by) {
    return new Reads.Id(
        NotRecorded.unless(
                equipping.register(
                    new Equipping.Form(
                        request.uniqueId(),
                        request.technology(),
                        request.vendor(),
                        request.batch()),
                    by.getName()))
            .value());
  }

  @PostMapping("/enrolments/{id}/assignments")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(
      summary = "Assign a device",
      description =
          "Refused without an order in force. From now, until the order ends, where the times"
              + " are left out.")
  Reads.Id assign(@PathVariable long id, @RequestBody AssignmentRequest request, Principal by) {
    return new Reads.Id(
        NotRecorded.unless(assigning.assign(known(id), form(request), by.getName())).value());
  }

  @PostMapping("/enrolments/{id}/assignments/swap")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(
      summary = "Swap the device",
      description =
          "The device that the person has at startsAt ends there and the other begins, at the"
              + " same second. becomes is what the first one is then; in stock where left out.")
  Reads.Id swap(@PathVariable long id, @RequestBody SwapRequest request, Principal by) {
    AssignmentRequest next =
        new AssignmentRequest(request.device(), request.startsAt(), request.endsAt());
    Assigning.Left left = new Assigning.Left(request.becomes(), request.reason());
    return new Reads.Id(
        NotRecorded.unless(assigning.swap(known(id), form(next), left, by.getName())).value());
  }

  @PostMapping("/assignments/{id}/end")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(summary = "End an assignment", description = "Now when endsAt is left out.")
  Reads.Id end(@PathVariable long id, @RequestBody EndRequest request, Principal by) {
    AssignmentId assignment = Ids.get(id, AssignmentId::new);
    if (files.findAssignment(assignment).isEmpty()) {
      throw NotRecorded.missing("There is no assignment " + id + ".");
    }
    return new Reads.Id(
        NotRecorded.unless(
                assigning.end(
                    assignment,
                    request.endsAt(),
                    new Assigning.Left(request.becomes(), request.reason()),
                    by.getName()))
            .value());
  }

  private static Assigning.Form form(AssignmentRequest request) {
    return new Assigning.Form(
        Ids.find("device", request.device(), DeviceId::new), request.startsAt(), request.endsAt());
  }

  private EnrolmentId known(long id) {
    EnrolmentId enrolment = Ids.get(id, EnrolmentId::new);
    if (files.find(enrolment).isEmpty()) {
      throw NotRecorded.missing("There is no enrolment " + id + ".");
    }
    return enrolment;
  }
}
