package org.muster.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Errors of the API are problem details (RFC 9457); those of pages are pages. */
@RestControllerAdvice(annotations = RestController.class)
class ApiErrors extends ResponseEntityExceptionHandler {

  @ExceptionHandler
  ProblemDetail denied(AuthorizationDeniedException denied) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.FORBIDDEN,
        "Your role may not do this. Ask somebody whose role may, or your administrator.");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (isTooLarge(unreadable)) {
      ProblemDetail large =
          ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, ApiBodies.SENTENCE);
      return handleExceptionInternal(
          unreadable, large, headers, HttpStatus.CONTENT_TOO_LARGE, request);
    }
    ProblemDetail details = ProblemDetail.forStatusAndDetail(status, sentence(unreadable));
    details.setTitle("The body can not be read");
    if (unreadable.getCause() instanceof DatabindException bound) {
      details.setProperty("field", field(bound.getPath()));
    }
    return handleExceptionInternal(unreadable, details, headers, status, request);
  }

  private static boolean isTooLarge(Throwable unreadable) {
    Throwable at = unreadable;
    while (at != null && !(at instanceof ApiBodies.TooLarge)) {
      at = at.getCause();
    }
    return at != null;
  }

  private static String sentence(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          "There is no field \"%s\" here. Known are %s."
              .formatted(
                  unknown.getPropertyName(),
                  unknown.getKnownPropertyIds() == null
                      ? "none"
                      : unknown.getKnownPropertyIds().stream()
                          .map(Object::toString)
                          .sorted()
                          .collect(Collectors.joining(", ")));
      case DatabindException bound ->
          "The value of \"%s\" can not be read. Times are as 2026-03-01T08:00:00Z, dates as"
                  .formatted(field(bound.getPath()))
              + " 2026-03-01, local times as 22:00; the names of /api/openapi hold.";
      case JacksonException broken -> "This is no JSON: " + broken.getOriginalMessage();
      case null, default -> "Send a JSON body, as /api/openapi describes it.";
    };
  }

  private static String field(List<JacksonException.Reference> path) {
    StringBuilder field = new StringBuilder();
    for (JacksonException.Reference step : path) {
      if (step.getPropertyName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return field.toString();
  }
}
