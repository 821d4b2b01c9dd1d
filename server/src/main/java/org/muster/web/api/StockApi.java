package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.DeviceBook;
import org.muster.casework.Stocking;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceQuestion;
import org.muster.domain.StockStatus;
import org.muster.worklist.Installations;
import org.muster.worklist.Whose;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Inventory", description = "Where devices are, and how they do.")
class StockApi {
  private final DeviceBook book;
  private final Stocking stocking;
  private final Installations installations;

  StockApi(DeviceBook book, Stocking stocking, Installations installations) {
    this.book = book;
    this.stocking = stocking;
    this.installations = installations;
  }

  record StatusRequest(
      @Nullable StockStatus status, @Nullable Instant fromAt, @Nullable String reason) {}

  record TraitsRequest(@Nullable String batch, @Nullable String firmware) {}

  record Overdue(List<StockReads.WaitingRead> listed, int count) {}

  @GetMapping("/devices")
  @Operation(
      summary = "List devices",
      description = "search looks in ids, vendors and batches; status, vendor and batch limit it.")
  List<StockReads.DeviceRead> devices(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(required = false) @Nullable StockStatus status,
      @RequestParam(required = false) @Nullable String vendor,
      @RequestParam(required = false) @Nullable String batch) {
    DeviceQuestion question =
        new DeviceQuestion(
            search,
            Optional.ofNullable(status),
            Optional.ofNullable(vendor),
            Optional.ofNullable(batch),
            Optional.empty());
    return book.list(question).stream().map(StockReads.DeviceRead::of).toList();
  }

  @GetMapping("/devices/{id}")
  @Operation(
      summary = "Read a device",
      description = "With what became of it and the false alarms that people laid to it.")
  StockReads.FileRead device(@PathVariable long id) {
    return StockReads.FileRead.of(known(id));
  }

  @PostMapping("/devices/{id}/status")
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  @Operation(
      summary = "Record where a device is",
      description =
          "In stock, in repair, lost or retired, from now where fromAt is left out. Refused for a"
              + " time in which it stands for somebody.")
  Reads.Id put(@PathVariable long id, @RequestBody StatusRequest request, Principal by) {
    known(id);
    Stocking.Form form = new Stocking.Form(request.status(), request.fromAt(), request.reason());
    return new Reads.Id(
        NotRecorded.unless(stocking.put(new DeviceId(id), form, by.getName())).value());
  }

  @PostMapping("/devices/{id}/traits")
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  @Operation(
      summary = "Record the batch or the firmware of a device",
      description = "What is left out stays as it is.")
  Reads.Id tell(@PathVariable long id, @RequestBody TraitsRequest request, Principal by) {
    known(id);
    Stocking.Traits traits = new Stocking.Traits(request.batch(), request.firmware());
    return new Reads.Id(
        NotRecorded.unless(stocking.tell(new DeviceId(id), traits, by.getName())).value());
  }

  @GetMapping("/batches")
  @Operation(summary = "List batches", description = "With the false alarms of their devices.")
  List<StockReads.BatchRead> batches() {
    return book.listBatches().stream().map(StockReads.BatchRead::of).toList();
  }

  @GetMapping("/installations/overdue")
  @Operation(
      summary = "List devices that were ordered and not heard in time",
      description = "It says nothing about the person. office is a code; all where left out.")
  Overdue overdue(@RequestParam(required = false) @Nullable String office) {
    Installations.Overdue overdue =
        installations.listOverdue(office == null ? Whose.EVERYBODY : Whose.office(office));
    return new Overdue(
        overdue.listed().stream().map(StockReads.WaitingRead::of).toList(), overdue.count());
  }

  private DeviceBook.File known(long id) {
    return book.find(Ids.get(id, DeviceId::new))
        .orElseThrow(() -> NotRecorded.missing("There is no device " + id + "."));
  }
}
