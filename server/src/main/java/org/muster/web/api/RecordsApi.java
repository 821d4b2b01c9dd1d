package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Recording;
import org.muster.casework.Statement;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.ConditionId;
import org.muster.domain.DutyRecord;
import org.muster.domain.EnrolmentId;
import org.muster.domain.RecordId;
import org.muster.domain.Recorded;
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
@RequestMapping("/api/v1")
@PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
@Tag(
    name = "Records",
    description = "What people write down of check-ins, hearings and appointments.")
class RecordsApi {
  private final Recording recording;

  RecordsApi(Recording recording) {
    this.recording = recording;
  }

  record RecordRequest(@Nullable String said, @Nullable Instant at, @Nullable String reason) {}

  record TakeBackRequest(@Nullable String reason) {}

  record RecordRead(
      long id,
      String said,
      @Nullable Instant at,
      String reason,
      @Nullable Long corrects,
      boolean stands,
      String recordedBy,
      Instant recordedAt) {
    static RecordRead of(DutyRecord record) {
      return new RecordRead(
          record.id().value(),
          record.says().map(RecordsApi::word).orElse("TakenBack"),
          record.says().map(RecordsApi::at).orElse(null),
          record.reason(),
          record.corrects().map(RecordId::value).orElse(null),
          record.stands(),
          record.recordedBy(),
          record.recordedAt());
    }
  }

  @PostMapping("/conditions/{id}/records")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Record a check-in, or what came of a hearing or an appointment",
      description =
          "said is CheckedInByPhone, CheckedInAtOffice or NotCheckedIn, with at; or Attended,"
              + " Failed, Excused or Adjourned, which takes the place of the outcome before. reason"
              + " says on what it rests.")
  Reads.Id record(@PathVariable long id, @RequestBody RecordRequest request, Principal by) {
    ConditionId condition = Ids.get(id, ConditionId::new);
    String said = request.said();
    Statement statement = said == null ? null : Statement.find(said).orElse(null);
    return new Reads.Id(
        NotRecorded.unless(
                recording.record(
                    enrolment(condition),
                    new Recording.Form(condition, statement, request.at(), request.reason()),
                    by.getName()))
            .value());
  }

  @GetMapping("/conditions/{id}/records")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','OPERATOR','AUDITOR')")
  @Operation(summary = "List the records of a condition, those that were corrected too")
  List<RecordRead> records(@PathVariable long id) {
    ConditionId condition = Ids.get(id, ConditionId::new);
    enrolment(condition);
    return recording.list(condition).stream().map(RecordRead::of).toList();
  }

  @PostMapping("/records/{id}/take-back")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Take back a record that was wrong", description = "It stays in the list.")
  Reads.Id takeBack(@PathVariable long id, @RequestBody TakeBackRequest request, Principal by) {
    RecordId record = Ids.get(id, RecordId::new);
    if (recording.findEnrolment(record).isEmpty()) {
      throw NotRecorded.missing("There is no record " + id + ".");
    }
    return new Reads.Id(
        NotRecorded.unless(recording.takeBack(record, request.reason(), by.getName())).value());
  }

  private EnrolmentId enrolment(ConditionId condition) {
    return recording
        .findEnrolment(condition)
        .orElseThrow(() -> NotRecorded.missing("There is no condition " + condition + "."));
  }

  private static String word(Recorded said) {
    return switch (said) {
      case Recorded.CheckedIn made ->
          made.by() == Channel.PHONE ? "CheckedInByPhone" : "CheckedInAtOffice";
      case Recorded.NotCheckedIn none -> "NotCheckedIn";
      case Recorded.Attended(ConditionId condition, Attendance outcome) -> outcome.word();
    };
  }

  private static @Nullable Instant at(Recorded said) {
    return switch (said) {
      case Recorded.CheckedIn made -> made.at();
      case Recorded.NotCheckedIn none -> none.at();
      case Recorded.Attended attended -> null;
    };
  }
}
