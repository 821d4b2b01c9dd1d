package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Opening;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/offices")
@Tag(name = "Offices", description = "Offices of the programme.")
class OfficesApi {
  private final Opening opening;

  OfficesApi(Opening opening) {
    this.opening = opening;
  }

  record OfficeRequest(@Nullable String code, @Nullable String name, @Nullable String timeZone) {}

  @GetMapping
  @Operation(summary = "List offices")
  List<Reads.OfficeRead> offices() {
    return opening.list().stream().map(Reads.OfficeRead::of).toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  @Operation(summary = "Open an office", description = "timeZone is an IANA name.")
  Reads.Id open(@RequestBody OfficeRequest request) {
    return new Reads.Id(
        NotRecorded.unless(
                opening.open(new Opening.Form(request.code(), request.name(), request.timeZone())))
            .value());
  }
}
