package org.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final Protocol.Form FORM = new Protocol.Form("127.0.0.1:8080", 10, true);
  private static final double METRES_PER_DEGREE = 111_320;

  private final JsonMapper json = new JsonMapper();

  @Test
  void givenAnOsmAndRequest_thenItIsAQueryThatNamesDeviceTimeAndPlace() {
    String text = text(single(Protocol.OSMAND), 0);
    String path = text.split(" ", 3)[1];
    assertThat(text).startsWith("GET /intake/osmand/token-3?").endsWith("\r\n\r\n");
    Map<String, String> fields =
        Arrays.stream(URI.create(path).getQuery().split("&"))
            .map(field -> field.split("=", 2))
            .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    assertThat(fields).containsEntry("id", "phone-3").containsEntry("accuracy", "12");
    assertThat(Long.parseLong(fields.get("timestamp"))).isEqualTo(NOW.getEpochSecond());
    assertNearby(
        Double.parseDouble(fields.get("lat")), Double.parseDouble(fields.get("lon")), device(3));
  }

  @Test
  void givenAnOwnTracksRequest_thenItsBodyIsALocationOfTheLengthThatItStates() {
    JsonNode body = json.readTree(body(text(single(Protocol.OWNTRACKS), 0)));
    assertThat(body.get("_type").asString()).isEqualTo("location");
    assertThat(body.get("tst").asLong()).isEqualTo(NOW.getEpochSecond());
    assertNearby(body.get("lat").asDouble(), body.get("lon").asDouble(), device(3));
  }

  @Test
  void givenATraccarRequest_thenItsBodyIsAPositionOfTheDevice() {
    JsonNode body = json.readTree(body(text(single(Protocol.TRACCAR), 0)));
    JsonNode position = body.get("position");
    assertThat(body.get("device").get("uniqueId").asString()).isEqualTo("phone-3");
    assertThat(Instant.parse(position.get("fixTime").asString())).isEqualTo(NOW);
    assertNearby(
        position.get("latitude").asDouble(), position.get("longitude").asDouble(), device(3));
  }

  @Test
  void givenABatch_thenItsLinesAreFixesOfAllDevicesUpToNowAndNoneTwice() {
    List<Tracker> devices = devices(3);
    Request request = Protocol.NATIVE.requests(devices, FORM).getFirst();
    List<JsonNode> lines = body(text(request, 0)).lines().map(json::readTree).toList();
    assertThat(request.observations()).isEqualTo(10);
    assertThat(lines).hasSize(10).doesNotHaveDuplicates();
    Set<String> deviceAndTime = new HashSet<>();
    for (JsonNode line : lines) {
      String name = line.get("device").asString();
      Instant at = Instant.parse(line.get("observedAt").asString());
      assertThat(at).isBetween(NOW.minusSeconds(3), NOW);
      assertThat(deviceAndTime.add(name + " " + at)).isTrue();
      Tracker device =
          devices.stream().filter(one -> one.uniqueId().equals(name)).findFirst().orElseThrow();
      assertNearby(line.get("latitude").asDouble(), line.get("longitude").asDouble(), device);
    }
    assertThat(lines.stream().map(line -> line.get("device").asString()).distinct()).hasSize(3);
    assertThat(lines.getLast().get("observedAt").asString()).isEqualTo(NOW.toString());
  }

  @Test
  void givenManySendingsAtOneInstant_thenNoTwoSayTheSame() {
    for (Protocol protocol : Protocol.values()) {
      List<Request> requests = protocol.requests(devices(2), FORM);
      Set<String> said = new HashSet<>();
      long turn = 0;
      int observations = 0;
      // Beyond the turns of the latitude alone.
      for (int i = 0; i < 3_000; i++) {
        Request request = requests.get(i % requests.size());
        String text = text(request, turn);
        String report = protocol.inBatches() ? body(text) : text;
        report
            .lines()
            .filter(l -> l.contains("phone-") || !protocol.inBatches())
            .forEach(said::add);
        turn += request.observations();
        observations += request.observations();
      }
      if (protocol.inBatches()) {
        assertThat(said).hasSize(observations);
      } else {
        assertThat(said.stream().filter(l -> l.contains("lat"))).hasSize(observations);
      }
    }
  }

  @Test
  void givenNoBattery_thenOnlyThePlaceIsSaid() {
    Protocol.Form without = new Protocol.Form("127.0.0.1:8080", 1, false);
    for (Protocol protocol : Protocol.values()) {
      String text = text(protocol.requests(List.of(device(3)), without).getFirst(), 0);
      assertThat(text).contains("lat").doesNotContain("batt");
      if (!protocol.equals(Protocol.OSMAND)) {
        assertThat(json.readTree(body(text)).isObject()).isTrue();
      }
    }
    assertThat(text(single(Protocol.OWNTRACKS), 0)).contains("\"batt\":64");
    assertThat(text(single(Protocol.OSMAND), 0)).contains("&batt=64");
  }

  @Test
  void givenALaterSending_thenTheTimeIsThatOfTheSending() {
    Request request = single(Protocol.NATIVE);
    assertThat(text(request, 0)).contains("\"observedAt\":\"2026-03-01T12:00:00.250Z\"");
    String later = asText(request.written(NOW.plusMillis(86_400_755).toEpochMilli(), 1));
    assertThat(later).contains("\"observedAt\":\"2026-03-02T12:00:01.005Z\"");
  }

  @Test
  void givenATextWithoutPlaceForWhatChanges_thenItIsNoRequest() {
    assertThatThrownBy(() -> new Request("GET / HTTP/1.1", Slots.TimeForm.ISO, List.of(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 times");
  }

  private static Request single(Protocol protocol) {
    return protocol.requests(List.of(device(3)), FORM).getFirst();
  }

  private static List<Tracker> devices(int count) {
    return IntStream.range(0, count).mapToObj(RequestTest::device).toList();
  }

  /** South and west of Greenwich as well as north of it, so that signs are tried. */
  private static Tracker device(int number) {
    int latitudeE7 = number % 2 == 0 ? 385_000_000 : -5_000_000;
    return new Tracker(
        "phone-" + number, "token-" + number, "gateway-token", latitudeE7, -1_215_000_000);
  }

  private static String text(Request request, long turn) {
    return asText(request.written(NOW.toEpochMilli(), turn));
  }

  private static String asText(ByteBuffer bytes) {
    return StandardCharsets.US_ASCII.decode(bytes).toString();
  }

  /** The body, held to the length that the head states. */
  private static String body(String text) {
    String[] both = text.split("\r\n\r\n", 2);
    int stated =
        Arrays.stream(both[0].split("\r\n"))
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16)))
            .sum();
    assertThat(both[1]).hasSize(stated);
    return both[1];
  }

  private static void assertNearby(double latitude, double longitude, Tracker device) {
    double north = (latitude - device.latitudeE7() / 1e7) * METRES_PER_DEGREE;
    double east = (longitude - device.longitudeE7() / 1e7) * METRES_PER_DEGREE;
    assertThat(Math.hypot(north, east)).isLessThan(20);
  }
}
