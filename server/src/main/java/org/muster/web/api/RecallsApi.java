package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Recalling;
import org.muster.domain.RecallId;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/recalls")
@Tag(name = "Recalls", description = "Batches whose findings are withdrawn.")
class RecallsApi {
  private final Recalling recalling;

  RecallsApi(Recalling recalling) {
    this.recalling = recalling;
  }

  record RecallRequest(
      @Nullable String vendor,
      @Nullable String batch,
      @Nullable Instant fromAt,
      @Nullable String reason,
      @Nullable String seen) {
    Recalling.Form form() {
      return new Recalling.Form(vendor, batch, fromAt, reason);
    }
  }

  record UndoRequest(@Nullable String reason) {}

  @GetMapping
  @Operation(summary = "List recalls", description = "The latest first.")
  List<StockReads.RecallRead> recalls() {
    return recalling.list().stream().map(StockReads.RecallRead::of).toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read a recall", description = "With the findings that it withdrew.")
  StockReads.RecallFileRead recall(@PathVariable long id) {
    return StockReads.RecallFileRead.of(known(id));
  }

  @PostMapping("/preview")
  @PreAuthorize("hasRole('SUPERVISOR')")
  @Operation(
      summary = "Show what a recall would withdraw",
      description = "Records nothing. seen goes into the request that records it.")
  StockReads.PreviewRead preview(@RequestBody RecallRequest request) {
    return StockReads.PreviewRead.of(NotRecorded.unless(recalling.preview(request.form())));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasRole('SUPERVISOR')")
  @Operation(
      summary = "Recall a batch",
      description =
          "Refused where what it withdraws is not what seen, from the preview, was shown for.")
  Reads.Id recall(@RequestBody RecallRequest request, Principal by) {
    return new Reads.Id(
        NotRecorded.unless(recalling.recall(request.form(), request.seen(), by.getName())).value());
  }

  @PostMapping("/{id}/undo")
  @PreAuthorize("hasRole('SUPERVISOR')")
  @Operation(
      summary = "Undo a recall",
      description = "What the evidence still says is raised again. Both stay on record.")
  Reads.Id undo(@PathVariable long id, @RequestBody UndoRequest request, Principal by) {
    known(id);
    return new Reads.Id(
        NotRecorded.unless(recalling.undo(new RecallId(id), request.reason(), by.getName()))
            .value());
  }

  private Recalling.File known(long id) {
    return recalling
        .find(Ids.get(id, RecallId::new))
        .orElseThrow(() -> NotRecorded.missing("There is no recall " + id + "."));
  }
}
