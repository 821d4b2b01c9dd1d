package org.muster.web.api;

import java.util.List;
import org.muster.casework.Change;
import org.muster.casework.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that was understood, and refused: problem details (RFC 9457) say each reason. */
final class NotRecorded extends ErrorResponseException {
  private static final long serialVersionUID = 1;

  private NotRecorded(HttpStatus status, ProblemDetail details) {
    super(status, details, null);
  }

  /** What was recorded, or the refusal. */
  static <T> T unless(Change<T> change) {
    return switch (change) {
      case Change.Recorded<T>(T value) -> value;
      case Change.Rejected<T>(List<Problem> problems) -> throw of(problems);
    };
  }

  static NotRecorded field(String field, String sentence) {
    return of(List.of(new Problem(field, sentence)));
  }

  private static NotRecorded of(List<Problem> problems) {
    Problem first = problems.getFirst();
    ProblemDetail details =
        ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, first.sentence());
    details.setTitle("Nothing was recorded");
    details.setProperty("field", first.field());
    details.setProperty("problems", problems);
    return new NotRecorded(HttpStatus.UNPROCESSABLE_CONTENT, details);
  }

  /** A question that can not be answered as it is put. */
  static NotRecorded question(String field, String sentence) {
    ProblemDetail details = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, sentence);
    details.setProperty("field", field);
    return new NotRecorded(HttpStatus.BAD_REQUEST, details);
  }

  /** There is no such thing at this address. */
  static NotRecorded missing(String sentence) {
    ProblemDetail details = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, sentence);
    return new NotRecorded(HttpStatus.NOT_FOUND, details);
  }
}
