package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.casework.CaseFiles;
import org.muster.casework.Enrolling;
import org.muster.casework.Excusing;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.ParticipantId;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Enrolments", description = "People and their stays in the programme.")
class EnrolmentsApi {
  private final CaseFiles files;
  private final Enrolling enrolling;
  private final Excusing excusing;

  EnrolmentsApi(CaseFiles files, Enrolling enrolling, Excusing excusing) {
    this.files = files;
    this.enrolling = enrolling;
    this.excusing = excusing;
  }

  record EnrolRequest(
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable String language,
      @Nullable String phone,
      @Nullable Long office,
      @Nullable String officer,
      @Nullable Instant startsAt) {}

  record AgainRequest(
      @Nullable Long office, @Nullable String officer, @Nullable Instant startsAt) {}

  record EndRequest(
      @Nullable String reason, @Nullable String destination, @Nullable Instant endsAt) {}

  record ExcusalRequest(
      @Nullable Long condition,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable String reason) {}

  @GetMapping("/participants")
  @Operation(
      summary = "List participants",
      description = "By family name, at most 500; search looks in names and officers.")
  List<Reads.ListedRead> participants(@RequestParam(defaultValue = "") String search) {
    return files.search(search).stream().map(Reads.ListedRead::of).toList();
  }

  @PostMapping("/enrolments")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(
      summary = "Enrol a person",
      description = "startsAt is now when left out. language is an ISO 639 code, as es.")
  Reads.CaseRead enrol(@RequestBody EnrolRequest request, Principal by) {
    return read(
        NotRecorded.unless(
            enrolling.enrol(
                new Enrolling.Form(
                    request.givenName(),
                    request.familyName(),
                    request.language(),
                    request.phone(),
                    Ids.find("office", request.office(), OfficeId::new),
                    request.officer(),
                    request.startsAt()),
                by.getName())));
  }

  @PostMapping("/participants/{id}/enrolments")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(summary = "Enrol a person again whose earlier stay has ended")
  Reads.CaseRead again(@PathVariable long id, @RequestBody AgainRequest request, Principal by) {
    return read(
        NotRecorded.unless(
            enrolling.enrolAgain(
                Ids.get(id, ParticipantId::new),
                Ids.find("office", request.office(), OfficeId::new),
                request.officer(),
                request.startsAt(),
                by.getName())));
  }

  @GetMapping("/enrolments/{id}")
  @Operation(summary = "Read a stay with its orders, assignments, excusals and changes")
  Reads.CaseRead enrolment(@PathVariable long id) {
    return read(Ids.get(id, EnrolmentId::new));
  }

  @PostMapping("/enrolments/{id}/end")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(
      summary = "End a stay",
      description =
          "Reason and destination are required. Its orders and assignments end at the same"
              + " second. endsAt is now when left out.")
  Reads.CaseRead end(@PathVariable long id, @RequestBody EndRequest request, Principal by) {
    EnrolmentId enrolment = known(id);
    return read(
        NotRecorded.unless(
            enrolling.end(
                enrolment,
                new Enrolling.EndForm(request.reason(), request.destination(), request.endsAt()),
                by.getName())));
  }

  @PostMapping("/enrolments/{id}/excusals")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(summary = "Record a permission that lifts a condition for a time")
  Reads.Id excuse(@PathVariable long id, @RequestBody ExcusalRequest request, Principal by) {
    EnrolmentId enrolment = known(id);
    return new Reads.Id(
        NotRecorded.unless(
                excusing.excuse(
                    enrolment,
                    new Excusing.Form(
                        Ids.find("condition", request.condition(), ConditionId::new),
                        request.startsAt(),
                        request.endsAt(),
                        request.reason()),
                    by.getName()))
            .value());
  }

  private EnrolmentId known(long id) {
    EnrolmentId enrolment = Ids.get(id, EnrolmentId::new);
    read(enrolment);
    return enrolment;
  }

  private Reads.CaseRead read(EnrolmentId id) {
    return files
        .find(id)
        .map(Reads.CaseRead::of)
        .orElseThrow(() -> NotRecorded.missing("There is no enrolment " + id + "."));
  }
}
