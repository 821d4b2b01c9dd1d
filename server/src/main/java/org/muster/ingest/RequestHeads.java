package org.muster.ingest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Heads of requests as the listener read them. */
final class RequestHeads {
  private RequestHeads() {}

  /** What is answered to a head that can not be followed; empty when it can. */
  static Optional<Reply> wrong(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(unreadable(request.decoderResult().cause()));
    }
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return Optional.of(
          Reply.problem(
              505, "HTTP Version Not Supported", "Only HTTP/1.1 is spoken here.", Map.of()));
    }
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
      return Optional.of(malformed("a request names one Host"));
    }
    Optional<Route> route = Route.find(path(request));
    if (route.isEmpty()) {
      return Optional.of(
          Reply.problem(
              404,
              "Not Found",
              "Devices report to /intake/osmand, /intake/owntracks, /intake/traccar and"
                  + " /api/v1/observations; the pages are on another port.",
              Map.of()));
    }
    if (!route.get().methods().contains(request.method().name())) {
      String methods = String.join(", ", route.get().methods().stream().sorted().toList());
      return Optional.of(
          Reply.problem(
              405,
              "Method Not Allowed",
              "This address takes " + methods + ".",
              Map.of("Allow", methods)));
    }
    String expect = request.headers().get(HttpHeaderNames.EXPECT);
    if (expect != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect)) {
      return Optional.of(
          Reply.problem(
              417, "Expectation Failed", "Only Expect: 100-continue is known.", Map.of()));
    }
    return Optional.empty();
  }

  /** Of a head with which nothing is wrong. */
  static Head read(HttpRequest request, Instant receivedAt, Executor answering) {
    String uri = request.uri();
    int mark = uri.indexOf('?');
    return new Head(
        Route.find(path(request)).orElseThrow(),
        mark < 0 ? "" : uri.substring(mark + 1),
        request.headers()::get,
        receivedAt,
        answering);
  }

  static Reply malformed(String detail) {
    return Reply.problem(400, "Bad Request", detail, Map.of());
  }

  private static Reply unreadable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Reply.problem(
          414,
          "URI Too Long",
          "The first line is longer than %d characters.".formatted(StrictRequests.LINE_LENGTH_MAX),
          Map.of());
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Reply.problem(
          431,
          "Request Header Fields Too Large",
          "The headers are longer than %d characters.".formatted(StrictRequests.HEADERS_LENGTH_MAX),
          Map.of());
    }
    return malformed("the request is no HTTP/1.1 that can be read in one way only");
  }

  private static String path(HttpRequest request) {
    String uri = request.uri();
    int mark = uri.indexOf('?');
    return mark < 0 ? uri : uri.substring(0, mark);
  }
}
