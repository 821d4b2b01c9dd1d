package org.muster.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.store.Bytes;
import tools.jackson.databind.json.JsonMapper;

/** What a request is answered, whoever writes it to the line. */
record Reply(int status, String contentType, Map<String, String> headers, Bytes body) {
  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final Bytes NO_MESSAGES = Bytes.of("[]".getBytes(StandardCharsets.US_ASCII));

  /** What became of a report's observations. */
  static Reply of(int status, Answer answer) {
    byte[] body =
        answer.reasons().isEmpty()
            ? counts(answer).getBytes(StandardCharsets.US_ASCII)
            : MAPPER.writeValueAsBytes(answer);
    return new Reply(status, JSON, Map.of(), Bytes.of(body));
  }

  static Reply of(Answer answer) {
    return of(OK, answer);
  }

  /** The apps read the answer as a list of messages for them; the counts stand in headers. */
  static Reply withoutMessages(Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Muster-Accepted", Integer.toString(answer.accepted()));
    headers.put("Muster-Rejected", Integer.toString(answer.rejected()));
    return new Reply(OK, JSON, headers, NO_MESSAGES);
  }

  /** Not taken: a problem (RFC 9457) that names the reason. */
  static Reply of(int status, String title, Decoding.Rejected rejected) {
    Map<String, Object> problem = problem(status, title, rejected.detail());
    problem.put("reason", rejected.reason().word());
    Map<String, String> headers =
        status == UNAUTHORIZED
            ? Map.of("WWW-Authenticate", "Bearer realm=\"Muster intake\"")
            : Map.of();
    return new Reply(status, PROBLEM, headers, Bytes.of(MAPPER.writeValueAsBytes(problem)));
  }

  /** A problem of the request itself. */
  static Reply problem(int status, String title, String detail, Map<String, String> headers) {
    byte[] body = MAPPER.writeValueAsBytes(problem(status, title, detail));
    return new Reply(status, PROBLEM, headers, Bytes.of(body));
  }

  /** Nothing is acknowledged, and the sender tries again. */
  static Reply later() {
    return problem(
        SERVICE_UNAVAILABLE,
        "Service Unavailable",
        "The report was not kept: send it again in a few seconds.",
        Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)));
  }

  private static Map<String, Object> problem(int status, String title, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    return problem;
  }

  private static String counts(Answer answer) {
    return "{\"accepted\":"
        + answer.accepted()
        + ",\"duplicate\":"
        + answer.duplicate()
        + ",\"rejected\":"
        + answer.rejected()
        + ",\"reasons\":[]}";
  }
}
