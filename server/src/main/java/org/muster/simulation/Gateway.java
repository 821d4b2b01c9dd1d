package org.muster.simulation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends to the intake over HTTP, and again when the server says that it is busy. */
final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES_MAX = 6;
  private static final int OK_MAX = 299;
  private static final int SERVER_FAULT_MIN = 500;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI base;

  Gateway(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  /** A request to a path of this server. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
  }

  /** The answer. What was refused is said on the log, since a simulated device is never wrong. */
  String send(HttpRequest request) throws InterruptedException {
    String problem = "";
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() <= OK_MAX) {
          return response.body();
        }
        problem = "answer " + response.statusCode();
        if (response.statusCode() < SERVER_FAULT_MIN) {
          break;
        }
      } catch (IOException e) {
        problem = e.getClass().getSimpleName();
      }
      Thread.sleep(200L * tries * tries);
    }
    // Neither the token, which may stand in the address, nor what was said of the report is logged.
    String[] path = request.uri().getPath().split("/", 4);
    LOG.warn("{} /{}/{} was not taken: {}", request.method(), path[1], path[2], problem);
    return "";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
