package org.muster.ingest;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** How a report that is not taken is answered: a problem (RFC 9457) that names the reason. */
final class Refused {
  private Refused() {}

  static ResponseEntity<Object> answer(Decoding.Rejected rejected) {
    return answer(status(rejected.reason()), rejected);
  }

  static ResponseEntity<Object> answer(HttpStatus status, Decoding.Rejected rejected) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, rejected.detail());
    problem.setType(URI.create("about:blank"));
    problem.setProperty("reason", rejected.reason().word());
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (status == HttpStatus.UNAUTHORIZED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Muster intake\"");
    }
    return answer.body(problem);
  }

  private static HttpStatus status(Reason reason) {
    return switch (reason) {
      case NO_TOKEN, UNKNOWN_TOKEN -> HttpStatus.UNAUTHORIZED;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case MALFORMED,
          UNKNOWN_KIND,
          ENCRYPTED,
          MISSING_DEVICE,
          UNKNOWN_DEVICE,
          MISSING_TIME,
          TIME_TOO_OLD,
          TIME_AHEAD,
          PLACE_OUT_OF_RANGE,
          VALUE_OUT_OF_RANGE,
          NO_ASSIGNMENT,
          NOTHING_TO_RECORD ->
          HttpStatus.BAD_REQUEST;
    };
  }
}
