package org.muster.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.muster.domain.Position;

/** Sends as a device's gateway does: over HTTP, with a token. */
final class Sending {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final double UNITS_PER_DEGREE = 1e7;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI address;
  private final String token;

  Sending(String base, String token) {
    address = URI.create(base).resolve("/api/v1/observations");
    this.token = token;
  }

  /** Sends where the device was at each of the marks; false when that was not acknowledged. */
  boolean send(SyntheticStays.Crossing crossing, List<Instant> marks) throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (Instant mark : marks) {
      Position at = crossing.round().at(mark);
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"device\":\"%s\",\"id\":\"%s\",\"kind\":\"Fix\",\"observedAt\":\"%s\","
                  + "\"latitude\":%.7f,\"longitude\":%.7f,\"accuracyMetres\":%d,"
                  + "\"source\":\"SATELLITE\"}%n",
              crossing.device(),
              mark,
              mark,
              at.latitudeE7() / UNITS_PER_DEGREE,
              at.longitudeE7() / UNITS_PER_DEGREE,
              Round.ACCURACY_METRES));
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
