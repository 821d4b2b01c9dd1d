package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sets a programme up through the JSON API, as an officer's tools would. */
final class Casework {
  static final double ZONE_RADIUS_METRES = 500;

  private static final String VENDOR = "Loadware";
  private static final int LATITUDE_E7 = 385_000_000;
  private static final int LONGITUDE_E7 = -1_215_000_000;
  private static final int COLUMNS = 100;

  /** A tenth of a degree: the zone of one is far from the place of the next. */
  private static final int APART_E7 = 1_000_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final URI base;
  private final String authorization;
  private final Instant startsAt;

  /** Signs in as one of the accounts that the demo has for this machine. */
  Casework(InetSocketAddress server, String account, String password, Instant startsAt) {
    this.base =
        URI.create(
            "http://%s:%d".formatted(server.getAddress().getHostAddress(), server.getPort()));
    byte[] who = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(who);
    this.startsAt = startsAt;
  }

  /** A participant with the device that stands for him or her. */
  record Supervised(long enrolment, Tracker tracker) {}

  /** So many people, each with an order, a zone, a schedule of all hours and a device. */
  List<Supervised> found(int count) {
    return found("load", count);
  }

  /** The same, with names of their own, so that several may stand beside each other. */
  List<Supervised> found(String name, int count) {
    String vendor = VENDOR + " " + name;
    long office =
        post(
                "/api/v1/offices",
                Map.of(
                    "code",
                    name.toUpperCase(Locale.ROOT),
                    "name",
                    "Office " + name,
                    "timeZone",
                    "America/Los_Angeles"))
            .get("id")
            .asLong();
    List<Map<String, String>> week =
        List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
            .stream()
            .map(day -> Map.of("day", day, "from", "00:00", "to", "00:00"))
            .toList();
    long schedule =
        post(
                "/api/v1/schedules",
                Map.of(
                    "name",
                    "All hours " + name,
                    "timeZone",
                    "America/Los_Angeles",
                    "entries",
                    week))
            .get("id")
            .asLong();
    List<Long> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long device =
          post(
                  "/api/v1/devices",
                  Map.of("uniqueId", name + "-" + i, "technology", "PHONE", "vendor", vendor))
              .get("id")
              .asLong();
      devices.add(device);
    }
    String gateway = post("/api/v1/tokens", Map.of("vendor", vendor)).get("token").asString();
    List<Supervised> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String token =
          post("/api/v1/tokens", Map.of("device", devices.get(i))).get("token").asString();
      Tracker tracker =
          new Tracker(
              name + "-" + i,
              token,
              gateway,
              LATITUDE_E7 + i / COLUMNS * APART_E7,
              LONGITUDE_E7 + i % COLUMNS * APART_E7);
      all.add(new Supervised(enrol(office, schedule, i, devices.get(i), tracker), tracker));
    }
    return all;
  }

  private long enrol(long office, long schedule, int number, long device, Tracker tracker) {
    long enrolment =
        post(
                "/api/v1/enrolments",
                Map.of(
                    "givenName",
                    "Test",
                    "familyName",
                    "Number " + number,
                    "language",
                    "en",
                    "office",
                    office,
                    "officer",
                    "o.rivera",
                    "startsAt",
                    startsAt.toString()))
            .get("id")
            .asLong();
    Map<String, Object> keepContact = Map.of("kind", "KeepContact", "citation", "¶ 2");
    Map<String, Object> stayWithin =
        Map.of(
            "kind",
            "StayWithin",
            "zone",
            zone(number, tracker),
            "schedule",
            schedule,
            "citation",
            "¶ 4");
    post(
        "/api/v1/enrolments/%d/orders".formatted(enrolment),
        Map.of(
            "issuer", "Load office",
            "authority", "A measurement on made-up people",
            "reason", "Made up",
            "lesserOptions", "Made up",
            "startsAt", startsAt.toString(),
            "conditions", List.of(keepContact, stayWithin)));
    post(
        "/api/v1/enrolments/%d/assignments".formatted(enrolment),
        Map.of("device", device, "startsAt", startsAt.toString()));
    return enrolment;
  }

  private long zone(int number, Tracker tracker) {
    Map<String, Object> feature =
        Map.of(
            "type", "Feature",
            "geometry",
                Map.of(
                    "type",
                    "Point",
                    "coordinates",
                    List.of(tracker.longitudeE7() / 1e7, tracker.latitudeE7() / 1e7)),
            "properties",
                Map.of(
                    "name",
                    "Home of number " + number,
                    "sourceDocument",
                    "Made up",
                    "radiusMetres",
                    ZONE_RADIUS_METRES));
    return post("/api/v1/zones", feature).get("properties").get("id").asLong();
  }

  private JsonNode post(String path, Map<String, ?> body) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new NotMeasured(
            "the programme could not be set up: POST %s was answered %d %s"
                .formatted(path, answer.statusCode(), answer.body()));
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new NotMeasured("POST %s had no answer: see the server's log".formatted(path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotMeasured("stopped while the programme was set up", e);
    }
  }
}
